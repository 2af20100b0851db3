"""Who and what a sentence mentions, with kind, gender and number.

Enough to say what a pronoun can stand for, and no more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from qa.followups import words as w
from qa.followups.phrases import OPENS_PHRASE, Token, is_plural_word, owns, phrases, tokens

_EDGE: Final = frozenset(["start", "end", "beginning", "middle", "close", "spring", "eve"])
_IDEA: Final = ("tion", "sion", "ity", "ness", "ment", "ism", "ish", "ese")
_TONGUE: Final = frozenset("german french latin greek dutch italian russian arabic hebrew".split())
_NAMES: Final = w.MALE_NAME | w.FEMALE_NAME
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
    owner : bool
        Whether it stands there only as the owner of something else.
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
    owner: bool = False


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
    return tuple(_mention(text, sequence, *span) for span in phrases(sequence))


def new_names(text: str, said: str) -> tuple[str, ...]:
    """Names of a text of which no word was said before; times are none.

    Examples
    --------
    >>> new_names("And Mr Farquhar?", "When did Reay die?")
    ('Mr Farquhar',)
    """
    known = _plain_words(tokens(said))
    names = (_capitals(m) for m in mentions(text) if m.proper and m.kind is not Kind.TIME)
    return tuple(
        " ".join(token.text for token in name)
        for name in names
        if name and not known & _plain_words(name)
    )


def _capitals(mention: Mention) -> list[Token]:
    """Words with a capital in a mention, without the owner, who is a mention himself."""
    words = tokens(mention.text)
    after = max((at + 1 for at, token in enumerate(words) if owns(token)), default=0)
    return [token for token in words[after:] if token.is_capital]


def _plain_words(words: Sequence[Token]) -> set[str]:
    return {re.sub(r"'s?$", "", token.low) for token in words}


def _mention(text: str, sequence: Sequence[Token], first: int, last: int) -> Mention:
    words = sequence[first:last]
    start, end = words[0].start, words[-1].end
    surface = text[start:end]
    if owns(words[-1]):
        surface = re.sub(r"['’]s?$", "", surface) if surface[-1] in "s'’" else surface
        end = start + len(surface)
    proper = any(t.is_capital for t in (words if first else words[1:])) or (
        words[0].is_capital and words[0].low not in OPENS_PHRASE
    )
    head = _head(words)
    several = any(t.low in ("and", ",") for t in words) and words[0].is_capital
    before, owner = (sequence[first - 1].low if first else ""), owns(words[-1])
    joined = last < len(sequence) and sequence[last].low in ("and", "or", ",")
    gender, kind = _gender(words, head), _kind(words, head, proper)
    if kind is Kind.NAME and _acts_in_clause(sequence, first, last):
        kind = Kind.PERSON
    return Mention(
        text=surface,
        start=start,
        end=end,
        kind=kind,
        head=head,
        gender=gender if kind in (Kind.PERSON, Kind.NAME) and not several else "",
        plural=several or _counted("" if owner else before, joined, _is_many(words, head, kind)),
        proper=proper,
        before=before,
        owner=owner,
    )


def _acts_in_clause(sequence: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name is the subject of a clause about the noun before it: "bread Ann gave"."""
    if not first or last >= len(sequence):
        return False
    noun, verb = sequence[first - 1], sequence[last]
    plain = noun.text.isalpha() and noun.text.islower() and noun.low not in w.UNNAMING
    return plain and verb.text.islower() and verb.low in w.VERB_FORM


def _head(words: Sequence[Token]) -> str:
    for position, token in enumerate(words):
        if token.low == "of" and position:
            return words[position - 1].low
    return re.sub(r"'s?$", "", words[-1].low)


def _counted(before: str, joined: bool, many: bool) -> bool:
    """Let the auxiliary before a subject decide its number where it shows one."""
    if before in ("are", "were", "do", "have") and not joined:
        return True
    return many and before not in ("is", "was", "does", "has")


def _is_many(words: Sequence[Token], head: str, kind: Kind) -> bool:
    if kind is Kind.PERSON and not head.endswith("s"):
        return False
    many = is_plural_word(head)
    if _is_described(words):
        return False
    if len(words) == 1 and (head in w.PEOPLES or len(head) > 6 and head.endswith(w.PEOPLE_ENDS)):
        return True
    named = words[0].is_capital and words[0].low not in OPENS_PHRASE and words[-1].is_capital
    return many and not named and words[0].low not in ("a", "an", "one", "this", "that")


def _is_agent(head: str) -> bool:
    """Whether a common noun is made like one for a person: "reporter", "statesman", "sculptor"."""
    single = head[:-1] if head.endswith("s") else head
    ends = ("man", "woman", "men", "ist", "eer", "ian", "er", "or")
    return len(single) > 5 and single.endswith(ends) and single not in w.NOT_AGENT


def _is_no_name(head: str) -> bool:
    """Whether a word is made like one for an idea or a tongue: "emulation", "English"."""
    return len(head) > 5 and head.endswith(_IDEA) or head in _TONGUE


def _is_about(words: Sequence[Token], single: str) -> bool:
    """Whether a noun, even with a title's capital, is of someone: "Letters of Thomas Adair"."""
    of = next((at for at, token in enumerate(words) if at and token.low == "of"), 0)
    if not of or words[0].low in OPENS_PHRASE:
        return False
    return single in w.WORK_NOUN | w.SOURCE_NOUN | w.GENERIC | w.ALSO_NOUN or _is_no_name(single)


def _gender(words: Sequence[Token], head: str) -> str:
    owned = max((at for at, t in enumerate(words[:-1], 1) if owns(t)), default=0)
    plain = {t.low.rstrip(".") for t in words[owned:]} | {head}
    if plain & w.FEMALE_NOUN or plain & w.FEMALE_NAME:
        return "f"
    if plain & w.MALE_NOUN or plain & w.MALE_NAME:
        return "m"
    full = len(words) > 1 and all(t.is_capital for t in words[:2])
    return "f" if full and words[0].low.endswith("a") and len(words[0].low) > 3 else ""


def _is_titled(words: Sequence[Token]) -> bool:
    """Whether a name begins with what somebody is: "Captain Moran", "the Reverend Ann Lyle"."""
    low = [t.low.rstrip(".") for t in words]
    if low[0] not in ("the", "a", "an"):
        return low[0] in w.PERSON_NOUN
    if len(words) < 3 or not all(t.is_capital for t in words[1:]):
        return False
    known = low[0] != "the" or low[1] == "reverend" or not _NAMES.isdisjoint(low[2:])
    return known and low[1] in w.PERSON_NOUN


def _is_described(words: Sequence[Token]) -> bool:
    """Whether a name follows what somebody is: "his younger brother Amos"."""
    if len(words) < 2 or not words[-1].is_capital:
        return False
    return words[-2].text.islower() and words[-2].low in w.PERSON_NOUN


def _kind(words: Sequence[Token], head: str, proper: bool) -> Kind:
    if head in w.TIME_NOUN or (head.isdigit() and len(head) == 4) or words[0].low in w.MONTH:
        return Kind.TIME
    if head in _EDGE and any(t.low in w.TIME_NOUN or t.text.isdigit() for t in words):
        return Kind.TIME
    singular = head[:-1] if head.endswith("s") else head
    if head in w.PLACE_NOUN | w.SITE_NOUN:
        return Kind.PLACE
    if head in w.GROUP_NOUN:
        return Kind.GROUP
    title = proper and _is_titled(words)
    first = words[0].low in w.MALE_NAME or words[0].low in w.FEMALE_NAME
    if title or first or _is_described(words) or head in w.PERSON_NOUN or singular in w.PERSON_NOUN:
        return Kind.PERSON
    if _is_agent(head) and not words[-1].is_capital:
        return Kind.PERSON
    if _is_about(words, singular):
        return Kind.THING
    owned = any(owns(t) for t in words[:-1])
    bare = len(words) == 1 and not is_plural_word(head)
    if (proper or bare) and words[0].low not in OPENS_PHRASE and not owned:
        idea = len(words) == 1 and _is_no_name(head)
        described = len(words) > 1 and words[-1].text.islower() and words[0].is_capital
        return Kind.THING if idea or described else Kind.NAME
    return Kind.THING
