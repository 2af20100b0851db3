"""Whom "he" or "she" stands for: the person named before, if only one can be meant."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.names import is_name, name_at, name_in_phrase, people, tokens_of
from corpus.quotations import quoted_spans
from corpus.sentences import split_sentences
from corpus.speakers import main_name, starts_with_pronoun
from corpus.speech import PREPOSITIONS

_NEAR = 3
_FRONTED = re.compile(r"[A-Z]\w+(?: (?:[A-Z]\w+|and|or))* (?:he|she)\b")
_NOMINATIVE = {"he": "he", "she": "she", "his": "he", "her": "she"}
_OF_MEN = frozenset(
    "mr sir lord king prince pope bishop archbishop cardinal father monsieur duke count".split()
)
_OF_WOMEN = frozenset("mrs miss ms lady queen princess madame mademoiselle duchess".split())
_TITLES = {"he": _OF_MEN, "she": _OF_WOMEN}
_WOMEN = frozenset(
    """woman women girl girls wife widow mother daughter sister aunt nurse lady ladies maid nun
    mistress grandmother heroine female""".split()
)
_STANDING = frozenset("queen king pope cardinal archbishop princess prince emperor".split())
_TALK = frozenset("talk talked talking spoke speak conversation interview interviewed".split())
_OWNERS = frozenset("their her his my our".split())
_ARTICLES = frozenset("a an the this that another one some every".split())


def gender_of(words: str, *, last: bool) -> str | None:
    """Give "he" or "she" for the first or last pronoun among words; None for "it" or none."""
    pronouns = [t.casefold() for t in tokens_of(words)]
    told = [t for t in pronouns if t in _NOMINATIVE or t == "it"]
    return _NOMINATIVE.get(told[-1 if last else 0]) if told else None


def blank_quotations(text: str) -> str:
    """Put spaces in the place of what a text quotes."""
    parts, at = [], 0
    for start, end in quoted_spans(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=32)
def sentences_of(passage: str) -> tuple[str, ...]:
    """Give the sentences of a passage with what they quote blanked out."""
    blanked = blank_quotations(passage)
    return tuple(blanked[start:end] for start, end in split_sentences(passage))


def antecedent(before: Sequence[str], gender: str | None, last: str | None) -> str | None:
    """Name whom a pronoun stands for in the sentences right before it.

    Parameters
    ----------
    before : sequence of str
        The sentences before it in its passage.
    gender : str or None
        "he" or "she", where the pronoun tells.
    last : str or None
        Who is meant when all of them only have the pronoun themselves.

    Returns
    -------
    str or None
        None when the last sentence with a subject of its own names nobody that fits.
    """
    for sentence in reversed(before):
        if starts_with_pronoun(sentence) or _FRONTED.match(sentence):
            continue
        name = main_name(sentence)
        if name is None and _goes_on(sentence, gender):
            continue
        return _fitting(name, gender) or _met(sentence)
    return last


def led_up_to(lead_in: str, gender: str | None) -> str | None:
    """Name whom a pronoun at the start of a passage stands for: whom the one before ends with."""
    return antecedent(sentences_of(lead_in)[-_NEAR:], gender, None)


def far_back(before: Sequence[str], gender: str | None) -> str | None:
    """Name whom a pronoun stands for from sentences farther back, if nobody else fits.

    Parameters
    ----------
    before : sequence of str
        The sentences before it, of earlier passages too.
    gender : str or None
        "he" or "she"; with None nobody is named.

    Returns
    -------
    str or None
        The person whose title tells the gender. For "he" the sentences between must all go on
        about him; for "she" they must speak of no other woman.
    """
    if gender is None:
        return None
    for sentence in reversed(before):
        if starts_with_pronoun(sentence) and gender_of(sentence, last=False) == gender:
            continue
        names = _titled(sentence, gender)
        if len(names) == 1:
            return names.pop()
        if names or any(head and _fitting(name, gender) for head, name in people(sentence)):
            return None
        if gender == "he" and not (starts_with_pronoun(sentence) or _goes_on(sentence, gender)):
            return None
        if gender == "she" and _of_another_woman(sentence):
            return None
    return None


def _of_another_woman(sentence: str) -> bool:
    """Tell whether a sentence brings in a woman other than "she", "this woman", "of her mother"."""
    tokens = [token.casefold() for token in tokens_of(sentence)]
    if "she" in tokens:
        return False
    for i, token in enumerate(tokens):
        before = tokens[max(0, i - 4) : i]
        owned = any(a in PREPOSITIONS and b in _OWNERS for a, b in pairwise(before))
        if token in _WOMEN and not owned and "this" not in before:
            return True
    return False


def _goes_on(sentence: str, gender: str | None) -> bool:
    """Tell whether the first subject of a sentence is the pronoun: "In the room he sat"."""
    tokens = [token.casefold() for token in tokens_of(sentence)]
    for i, token in enumerate(tokens):
        if token in ("he", "she"):
            return gender in (token, None)
        if token in _ARTICLES and (not i or tokens[i - 1] not in PREPOSITIONS):
            return False
    return False


def _fitting(name: str | None, gender: str | None) -> str | None:
    """Give a name back unless its title is of the other gender."""
    other = {"he": _OF_WOMEN, "she": _OF_MEN}.get(gender or "", frozenset())
    words = name.casefold().replace(".", "").split() if name else []
    return name if not other & set(words) else None


def _titled(sentence: str, gender: str) -> set[str]:
    """Name those whose titles are of a gender; "the Queen" by the title alone."""
    tokens = tokens_of(sentence)
    names = set()
    for i, token in enumerate(tokens):
        title = token.rstrip(".").casefold()
        if title not in _TITLES[gender] or not token[0].isupper():
            continue
        if i and is_name(tokens, i - 1):
            continue
        alone = i + 1 == len(tokens) or not is_name(tokens, i + 1)
        named = None if alone else re.sub(r"[’']s?$", "", _name_with_owner(tokens, i))
        standing = alone and title in _STANDING and i and tokens[i - 1].casefold() == "the"
        if named or standing:
            names.add(named or token)
    return names


def _name_with_owner(tokens: list[str], i: int) -> str:
    end = i
    while end < len(tokens) and is_name(tokens, end):
        end += 1
    return " ".join(tokens[i:end])


def _met(sentence: str) -> str | None:
    """Read "I went up to talk with Trotsky": the one person whom the writer speaks with."""
    tokens = tokens_of(sentence)
    low = [token.casefold() for token in tokens]
    if not {"i", "we"} & set(low) or not _TALK & set(low):
        return None
    said = next(i for i, token in enumerate(low) if token in _TALK)
    for i in range(said + 1, min(said + 4, len(tokens) - 1)):
        if low[i] in ("with", "to"):
            return name_in_phrase(tokens, i + 1)
    return name_at(tokens, said + 1) if said + 1 < len(tokens) else None
