"""What in a question leans on the conversation: open pronouns, fragments, lead-ins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qa import followup_words as w
from qa.followup_mentions import Kind, Mention, Token, mentions, tokens

_OPENER: Final = (
    r"(?:ok(?:ay)?|right|alright|all right|fine|great|cool|nice|good|wow|hm+|ah+|oh|thanks"
    r"|thank you|i see|interesting|got it|sure|well|anyway|anyhow|now|no|yes|yeah|hey|listen"
    r"|that's (?:cool|interesting|great|nice|good|helpful)|sounds good)"
)
_INTERJECTION: Final = re.compile(rf"^(?:{_OPENER}\s*[,.!;:…–—-]+\s*)+", re.IGNORECASE)
_SHIFT: Final = re.compile(
    rf"^(?:(?:{_OPENER}|and|but|so)\b\s*[,.!;:…–—-]*\s*)*"
    r"(?:(?:let's|let us|can we|i(?:'d| would) like to|i want to)\s+)?"
    r"(?:(?:talk|ask)\s+about\s+)?"
    r"(?:(?:on|to|for|as for|here's|here is)\s+)?"
    r"(?:something\s+(?:completely |entirely |totally |quite )?(?:else|different|new|unrelated)"
    r"|(?:an?\s+)?(?:completely |entirely |totally )?(?:different|new|unrelated|separate|fresh)"
    r"\s+(?:topic|subject|question|matter|note|thing)"
    r"|(?:another|one more|the next)\s+(?:topic|subject|matter)"
    r"|(?:a\s+)?change\s+(?:of\s+|the\s+)?(?:topic|subject)|changing\s+(?:the\s+)?(?:topic|subject)s?"
    r"|switching\s+(?:topics?|subjects?|gears)|move on|moving on|unrelated(?:ly)?"
    r"|forget (?:that|it|about that)|never ?mind(?: that)?)"
    r"(?:\s+(?:now|then|entirely|altogether))?\s*(?:[,.!;:…–—-]+\s*|$)",
    re.IGNORECASE,
)
_CONTINUES: Final = re.compile(
    r"^(?:(?:and|but|so|or|then|plus|also)\b[\s,]+)+(?=\S)", re.IGNORECASE
)
_DUMMY_IT: Final = re.compile(
    r"\b(?:(?:is|was|be|isn't|wasn't|would be)\s+it\b"
    r"(?=.*\b(?:to|that|before|for|who)\b|\s+(?:true|fair))"
    r"|it(?:'s|\s+is|\s+was)\s+(?:said|known|that|(?:\w+\s+){1,2}(?:to|that|for))"
    r"|it\s+(?:rain|snow)\w*|(?:make|made|find|found|think|thought|took)"
    r"\s+it\s+\w+\s+(?:to|that|for)"
    r"|(?:did|does|do|will|would)\s+it\s+(?:take|cost)\b(?=.*\b(?:to|for)\b))"
)
_BOUNDARY: Final = (
    w.CONJUNCTION | w.WH | w.PREPOSITION | frozenset(["that", "to", "than", ",", ";", ":", "than"])
) - frozenset(["of"])
_NOT_BACK: Final = w.PREPOSITION | frozenset(["who", "which", "that", "whose", "of", "whom", "too"])
_REFLEXIVE: Final = frozenset(["himself", "herself", "itself", "themselves"])
_THAT_CLAUSE: Final = frozenset(
    "say think believe know claim argue mean feel suggest conclude show prove insist admit hope"
    " explain agree fear imagine suppose understand promise declare report propose demand decide"
    " discover reveal recognise realise expect wish doubt remember note see hear find ask".split()
)
_EXISTS: Final = w.BE | frozenset(["there's", "exist", "exists", "existed"])
_LINKS: Final = frozenset(
    "too also either though instead afterwards afterward again besides otherwise similarly"
    " likewise anyway beforehand meanwhile thereafter".split()
)
_ELSE: Final = re.compile(r"\b(?:who|what|where|why|how|when|anything|anyone|anybody)\s+else\b")
_ORDINAL: Final = frozenset(["first", "second", "third", "last", "next"])
_CLOSING: Final = frozenset(["", "?", ".", ",", "!"])
_ONES: Final = frozenset(["one", "ones", "another", "others", "other", "rest", "former", "latter"])


class Use(StrEnum):
    """How an open word stands in its question."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"
    DEMONSTRATIVE = "demonstrative"
    NOUN = "noun"
    THERE = "there"
    THEN = "then"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Slot:
    """A word or phrase that the conversation must fill.

    Attributes
    ----------
    text : str
        As written.
    low : str
        In lower case.
    start, end : int
        Span in the question.
    use : Use
        How it stands.
    """

    text: str
    low: str
    start: int
    end: int
    use: Use


@dataclass(frozen=True, slots=True)
class Lead:
    """A question without its opening words.

    Attributes
    ----------
    text : str
        The rest, beginning with a capital where the question did.
    shifted : bool
        Whether the opening said that the subject changes.
    continued : bool
        Whether it opened with "and", "but", "so" or the like.
    """

    text: str
    shifted: bool
    continued: bool


def lead(question: str) -> Lead:
    """Take interjections, "something else:" and "and" off the front of a question.

    Examples
    --------
    >>> lead("OK, something else: when was it?").text
    'When was it?'
    """
    whole = question.strip()
    plain = whole.replace("’", "'")
    shift = _SHIFT.match(plain)
    rest = whole[shift.end() :] if shift else whole
    opener = _INTERJECTION.match(rest.replace("’", "'"))
    rest = rest[opener.end() :] if opener and opener.end() < len(rest) else rest
    more = _CONTINUES.match(rest)
    shorter = rest[more.end() :] if more and not shift else rest
    if not any(c.isalnum() for c in shorter):
        return Lead(whole, False, False)
    if len(shorter) < len(whole):
        shorter = shorter[0].upper() + shorter[1:]
    return Lead(shorter, bool(shift), bool(more) and not shift)


def slots(question: str) -> list[Slot]:
    """Words of a question that nothing inside it explains, in order."""
    sequence = tokens(question)
    inside = mentions(question)
    dummy = [m.span() for m in _DUMMY_IT.finditer(question.lower().replace("’", "'"))]
    found: list[Slot] = []
    for at in range(len(sequence)):
        slot = _slot(question, sequence, at, inside)
        if slot is None:
            continue
        if slot.low == "it" and any(a <= slot.start < b for a, b in dummy):
            continue
        found.append(slot)
    return found


def links(question: str) -> bool:
    """Whether a word such as "too", "else" or "instead" ties it to what went before."""
    words = [t.low for t in tokens(question) if t.is_word]
    return bool(words) and (words[-1] in _LINKS or bool(_ELSE.search(question.lower())))


def _slot(
    question: str, sequence: Sequence[Token], at: int, inside: Sequence[Mention]
) -> Slot | None:
    token = sequence[at]
    if token.low in w.THIRD - _REFLEXIVE:
        use = _pronoun_use(sequence, at)
        return None if _is_bound(sequence, at, use, inside) else _make(token, use)
    if token.low in w.DEMONSTRATIVE:
        return _demonstrative(question, sequence, at)
    if token.low in ("there", "then"):
        return _there_or_then(sequence, at)
    if token.low in _ONES:
        return _one(sequence, at)
    return None


def _make(token: Token, use: Use) -> Slot:
    return Slot(token.text, token.low, token.start, token.end, use)


def _pronoun_use(sequence: Sequence[Token], at: int) -> Use:
    low = sequence[at].low
    following = sequence[at + 1] if at + 1 < len(sequence) else None
    if low in ("his", "its", "their"):
        return Use.POSSESSIVE
    if low == "her":
        noun = (
            following is not None
            and following.is_word
            and (following.low not in w.FUNCTION or following.low in w.NUMBER)
        )
        return Use.POSSESSIVE if noun else Use.OBJECT
    if low in ("he", "she", "they"):
        return Use.SUBJECT
    before = sequence[at - 1].low if at else ""
    return Use.SUBJECT if low == "it" and before in w.AUXILIARY | w.WH | {""} else Use.OBJECT


def _is_bound(sequence: Sequence[Token], at: int, use: Use, inside: Sequence[Mention]) -> bool:
    """Whether something earlier in the same question can be what the pronoun stands for."""
    token = sequence[at]
    for mention in inside:
        if mention.end > token.start or not agrees(token.low, mention, strict=True):
            continue
        between = [t.low for t in sequence if mention.end <= t.start < token.start]
        if use is not Use.OBJECT or any(word in _BOUNDARY for word in between[:-1]):
            return True
    words = [t.low for t in sequence[:at]]
    if token.low in w.PLURAL and any(x in words for x in ("everyone", "anyone", "someone", "each")):
        return True
    return token.low not in w.NEUTER and _asks_for_owner(words, use)


def _asks_for_owner(words: list[str], use: Use) -> bool:
    """Whether the question word itself is what the pronoun stands for: "Who lost his life?"."""
    asked = [i for i, x in enumerate(words) if x in ("who", "which")]
    if not asked or use is Use.OBJECT or words[-1] in w.AUXILIARY:
        return False
    opening = words[asked[-1] + 1 :]
    if len(opening) < 2 or opening[0] in w.DO | w.MODAL:
        return False
    return words[asked[-1]] == "who" or opening[0] in w.PERSON_NOUN or opening[0].endswith("s")


def agrees(pronoun: str, mention: Mention, *, strict: bool = False) -> bool:
    """Whether a pronoun can stand for a mention by kind, gender and number.

    Parameters
    ----------
    pronoun : str
        In lower case.
    mention : Mention
        What it might stand for.
    strict : bool
        Whether a bare name must not pass for a thing, nor a thing for a person.
    """
    if mention.kind is Kind.TIME:
        return False
    if pronoun in w.MALE | w.FEMALE:
        against = "f" if pronoun in w.MALE else "m"
        person = mention.kind in (Kind.PERSON, Kind.NAME)
        return person and not mention.plural and mention.gender != against
    if pronoun in w.PLURAL:
        return mention.plural or mention.kind is Kind.GROUP
    if mention.plural or mention.kind is Kind.PERSON or mention.gender:
        return False
    return not (strict and mention.kind is Kind.NAME and mention.before in w.DO)


def _demonstrative(question: str, sequence: Sequence[Token], at: int) -> Slot | None:
    token = sequence[at]
    following = sequence[at + 1] if at + 1 < len(sequence) else None
    before = sequence[at - 1].low if at else ""
    alone = (
        following is None
        or not following.is_word
        or following.low in (w.AUXILIARY | w.PREPOSITION | w.CONJUNCTION | w.WH | w.ADVERB)
    )
    if token.low in ("those", "these", "that") and following and following.low in _NOT_BACK:
        return None
    governed = before in w.AUXILIARY | w.PREPOSITION | w.CONJUNCTION | {"", "all", "of", ","}
    verb = before in w.WH or (before in w.VERB | {"made", "set"} and before not in _THAT_CLAUSE)
    if alone and (token.low != "that" or governed or following is None or not following.is_word):
        return _make(token, Use.DEMONSTRATIVE)
    if token.low == "that" and not governed and not verb:
        return None
    for mention in mentions(question):
        if mention.start == token.start:
            low = mention.text.lower()
            return Slot(mention.text, low, mention.start, mention.end, Use.NOUN)
    if token.low == "that":
        return None if following and following.is_capital else _make(token, Use.DEMONSTRATIVE)
    return _make(token, Use.DEMONSTRATIVE)


def _there_or_then(sequence: Sequence[Token], at: int) -> Slot | None:
    token = sequence[at]
    following = sequence[at + 1].low if at + 1 < len(sequence) else ""
    before = sequence[at - 1].low if at else ""
    if token.low == "then":
        return None if before == "and" and following else _make(token, Use.THEN)
    if following in _EXISTS or (before in _EXISTS and following not in ("", "?", ".")):
        return None
    return _make(token, Use.THERE)


def _one(sequence: Sequence[Token], at: int) -> Slot | None:
    token = sequence[at]
    following = sequence[at + 1].low if at + 1 < len(sequence) else ""
    before = sequence[at - 1].low if at else ""
    if token.low == "one":
        open_ = before in (
            "which",
            "this",
            "that",
            "the",
            "first",
            "second",
            "last",
            "other",
            "next",
        )
        return _make(token, Use.ONE) if open_ and following in ("", "?", ".", ",") else None
    if token.low in ("other", "another"):
        return None
    return (
        _make(token, Use.ONE) if following in ("", "?", ".", ",") or token.low == "ones" else None
    )
