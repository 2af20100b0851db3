"""Who and what a sentence mentions: names and noun phrases, with their kind, gender and number.

There is no tagger here: capitals, determiners, the closed classes and a few hundred common words
decide, which is enough to say what a pronoun can stand for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from qa import followup_words as w

TOKEN: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt|Sen|Rev|[A-Z])\.(?=\s)"
    r"|[^\W_]+(?:['’\-./&][^\W_]+)*['’]?|[^\w\s]",
    re.UNICODE,
)
_JOINERS: Final = frozenset(["of", "de", "von", "van", "du", "la", "le", "der", "den", "al", "bin"])
_OPENS_PHRASE: Final = (
    w.DETERMINER - {"no", "all", "both"} | w.NUMBER | frozenset(["his", "its", "their", "her"])
)
_MARK: Final = re.compile(r"\[\d+\]")


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    GROUP = "group"
    THING = "thing"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign and where it stands.

    Attributes
    ----------
    text : str
        As written.
    low : str
        In lower case, with straight apostrophes.
    start, end : int
        Span in the sentence.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word and not a sign."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase in a sentence.

    Attributes
    ----------
    text : str
        The words, with their article.
    start, end : int
        Span in the sentence.
    kind : Kind
        What it names; NAME where only a capital tells.
    head : str
        Its main word in lower case.
    gender : str
        "m", "f" or "".
    plural : bool
        Whether it stands for several.
    proper : bool
        Whether it is or holds a name.
    before : str
        The word before it in lower case, often a preposition.
    """

    text: str
    start: int
    end: int
    kind: Kind
    head: str
    gender: str
    plural: bool
    proper: bool
    before: str


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and signs of a text, in order."""
    return tuple(
        Token(m[0], m[0].lower().replace("’", "'"), m.start(), m.end())
        for m in TOKEN.finditer(text)
    )


def without_marks(answer: str) -> str:
    """Take ``[1]`` marks out of an answer."""
    return re.sub(r"\s+", " ", _MARK.sub("", answer)).strip()


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """Names and noun phrases of a text, in order.

    Parameters
    ----------
    text : str
        A question or an answer.

    Returns
    -------
    tuple of Mention
        Conjoined names ("Zinoviev and Kamenev") come as one plural mention; who owns something
        ("Newman" in "Newman's case") comes before it.

    Examples
    --------
    >>> [m.text for m in mentions("Who did Kerensky send to the front in May?")]
    ['Kerensky', 'the front', 'May']
    """
    sequence = tokens(text)
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(sequence):
        end = _phrase_end(sequence, position)
        if end > position:
            found.append((position, end))
        position = max(end, position + 1)
    spans: list[tuple[int, int]] = []
    for span in _conjoined(sequence, found):
        spans.extend(_owners(sequence, span))
        spans.append(span)
    return tuple(_mention(text, sequence, *span) for span in spans)


def _phrase_end(sequence: Sequence[Token], start: int) -> int:
    """Where the phrase that begins here ends; `start` itself where none begins."""
    token = sequence[start]
    if token.low in _OPENS_PHRASE:
        end = _nominal_end(sequence, start + 1)
        return end if end > start + 1 else start
    if _is_name(sequence, start):
        return _name_end(sequence, start)
    if start and sequence[start - 1].low in w.AUXILIARY and _is_common(token):
        return _bare_end(sequence, start)
    if _is_common(token) and _is_plural_word(token.low) and not _after_noun(sequence, start):
        return _of_end(sequence, start + 1)
    return start


def _owners(sequence: Sequence[Token], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Spans of the names inside a phrase that own the rest of it."""
    first, last = span
    return [
        (first, at + 1)
        for at in range(first, last - 1)
        if _owns(sequence[at]) and sequence[at].is_capital
    ][:1]


def _is_common(token: Token) -> bool:
    return token.is_word and token.low not in w.FUNCTION and token.low not in w.VERB


def _after_noun(sequence: Sequence[Token], start: int) -> bool:
    return start == 0 or sequence[start - 1].is_capital


def _is_name(sequence: Sequence[Token], at: int) -> bool:
    token = sequence[at]
    if not token.is_capital or token.low in w.OWN:
        return False
    if at == 0 or sequence[at - 1].text in '.!?:;“"‘':
        if token.low in w.FUNCTION or token.low in w.VERB or token.low.endswith("ly"):
            return False
        following = sequence[at + 1] if at + 1 < len(sequence) else None
        return (
            following is None
            or not following.is_word
            or following.is_capital
            or (following.low in w.AUXILIARY | {"and"})
        )
    return token.low not in w.FUNCTION or token.low in w.MONTH or len(token.text) > 4


def _name_end(sequence: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(sequence):
        token = sequence[end]
        if _continues_name(sequence, end):
            end += 1
            continue
        ahead = end + 1
        if ahead < len(sequence) and sequence[ahead].low == "the" and token.low == "of":
            ahead += 1
        if token.low in _JOINERS and ahead < len(sequence) and sequence[ahead].is_capital:
            end = ahead + 1
            continue
        break
    return _possessed_end(sequence, end)


def _continues_name(sequence: Sequence[Token], at: int) -> bool:
    token = sequence[at]
    if token.text.isdigit():
        return sequence[at - 1].low in w.MONTH
    return token.is_capital and token.low not in w.WH and token.low not in w.OWN


def _possessed_end(sequence: Sequence[Token], end: int) -> int:
    """Take in what a name owns: "the Gorgon's head"."""
    if not _owns(sequence[end - 1]):
        return end
    further = _nominal_end(sequence, end)
    return further if further > end else end


def _owns(token: Token) -> bool:
    return token.low.endswith(("'s", "s'"))


def _nominal_end(sequence: Sequence[Token], start: int) -> int:
    """End of the adjectives and nouns that begin here, with one "of" phrase."""
    end = start
    while end < len(sequence) and end - start < 6:
        token = sequence[end]
        number = token.low in w.NUMBER or token.low in ("first", "second", "last", "next", "other")
        if not token.is_word or (token.low in w.FUNCTION and not number and not token.is_capital):
            break
        if end > start and _acts(sequence, start, end):
            break
        end += 1
    whole = _of_end(sequence, end) if end > start else end
    return whole - 1 if _ate_verb(sequence, start, whole) else whole


def _ate_verb(sequence: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last word must be the verb that "did" or "can" before the phrase calls for."""
    helped = start > 1 and sequence[start - 2].low in w.DO | w.MODAL
    if not helped or end - start < 2 or sequence[end - 1].is_capital:
        return False
    following = sequence[end] if end < len(sequence) else None
    return (
        following is None
        or not following.is_word
        or following.low in (w.DETERMINER | w.POSSESSIVE | w.THIRD | w.PREPOSITION | w.WH)
    )


def _acts(sequence: Sequence[Token], start: int, at: int) -> bool:
    """Whether the word here is the verb after a noun rather than part of the noun."""
    token = sequence[at]
    if token.is_capital:
        return False
    if token.low in w.VERB or token.low in w.VERB_FORM:
        return True
    regular = token.low.endswith(("ed", "ing")) and len(token.low) > 4
    following = sequence[at + 1] if at + 1 < len(sequence) else None
    return regular and (following is None or following.low in w.FUNCTION or not following.is_word)


def _of_end(sequence: Sequence[Token], end: int) -> int:
    if end + 1 >= len(sequence) or sequence[end].low != "of":
        return end
    inner = end + 1
    if sequence[inner].low in w.DETERMINER or sequence[inner].low in w.POSSESSIVE:
        further = _nominal_end(sequence, inner + 1)
        return further if further > inner + 1 else end
    if sequence[inner].is_capital:
        return _name_end(sequence, inner)
    further = _nominal_end(sequence, inner)
    return further if further > inner else end


def _bare_end(sequence: Sequence[Token], start: int) -> int:
    """End of a subject without article after an auxiliary: "Do Egyptian priests eat fish?"."""
    end = start
    while end < len(sequence) and end - start < 4:
        token = sequence[end]
        if not _is_common(token) or (end > start and _acts(sequence, start, end)):
            break
        end += 1
        if _is_plural_word(token.low):
            return _of_end(sequence, end)
    return start


def _conjoined(sequence: Sequence[Token], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join names that stand side by side with "and"."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _joins(sequence, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _joins(sequence: Sequence[Token], earlier: tuple[int, int], start: int) -> bool:
    between = [t.low for t in sequence[earlier[1] : start]]
    both = sequence[earlier[0]].is_capital and sequence[start].is_capital
    return both and between in (["and"], [",", "and"])


def _is_plural_word(word: str) -> bool:
    if word in w.PLURAL_NOUN:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _mention(text: str, sequence: Sequence[Token], first: int, last: int) -> Mention:
    words = sequence[first:last]
    start, end = words[0].start, words[-1].end
    surface = text[start:end]
    if _owns(words[-1]):
        surface = re.sub(r"['’]s?$", "", surface) if surface[-1] in "s'’" else surface
        end = start + len(surface)
    proper = any(t.is_capital for t in (words if first else words[1:])) or (
        words[0].is_capital and words[0].low not in w.DETERMINER
    )
    head = _head(words)
    several = any(t.low in ("and", ",") for t in words) and words[0].is_capital
    before = sequence[first - 1].low if first else ""
    gender, kind = _gender(words, head), _kind(words, head, proper)
    return Mention(
        text=surface,
        start=start,
        end=end,
        kind=kind,
        head=head,
        gender="" if several else gender,
        plural=several or _counted(before, _is_many(words, head, kind)),
        proper=proper,
        before=before,
    )


def _head(words: Sequence[Token]) -> str:
    for position, token in enumerate(words):
        if token.low == "of" and position:
            return words[position - 1].low
    return re.sub(r"'s?$", "", words[-1].low)


def _counted(before: str, many: bool) -> bool:
    """Let the auxiliary before a subject decide its number where it shows one."""
    if before in ("are", "were", "do", "have"):
        return True
    return many and before not in ("is", "was", "does", "has")


def _is_many(words: Sequence[Token], head: str, kind: Kind) -> bool:
    if kind is Kind.PERSON and not head.endswith("s"):
        return False
    many = _is_plural_word(head)
    named = words[0].is_capital and words[0].low not in w.DETERMINER
    return many and not named and words[0].low not in ("a", "an", "one", "this", "that")


def _is_agent(head: str) -> bool:
    """Whether a common noun is made like one for a person: "reporter", "statesman", "sculptor"."""
    single = head[:-1] if head.endswith("s") else head
    ends = ("man", "woman", "men", "ist", "eer", "ian", "er", "or")
    return len(single) > 5 and single.endswith(ends) and single not in w.NOT_AGENT


def _gender(words: Sequence[Token], head: str) -> str:
    plain = {t.low.rstrip(".") for t in words} | {head}
    if plain & (w.FEMALE_NOUN | w.FEMALE_NAME):
        return "f"
    return "m" if plain & (w.MALE_NOUN | w.MALE_NAME) else ""


def _kind(words: Sequence[Token], head: str, proper: bool) -> Kind:
    if head in w.TIME_NOUN or (head.isdigit() and len(head) == 4) or words[0].low in w.MONTH:
        return Kind.TIME
    singular = head[:-1] if head.endswith("s") else head
    if head in w.PLACE_NOUN:
        return Kind.PLACE
    if head in w.GROUP_NOUN:
        return Kind.GROUP
    title = proper and words[0].low.rstrip(".") in w.PERSON_NOUN
    first = words[0].low in w.MALE_NAME or words[0].low in w.FEMALE_NAME
    if title or first or head in w.PERSON_NOUN or singular in w.PERSON_NOUN:
        return Kind.PERSON
    if _is_agent(head) and not words[-1].is_capital:
        return Kind.PERSON
    owned = any(_owns(t) for t in words[:-1])
    if proper and words[0].low not in w.DETERMINER and not owned:
        return Kind.NAME
    return Kind.THING
