"""The words of a question that lean on the conversation: "he", "that decision", "there"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qa.followups import words as w
from qa.followups.mentions import Kind, Mention, mentions
from qa.followups.phrases import Token, tokens

_DUMMY_IT: Final = re.compile(
    r"\b(?:(?:is|was|be|isn't|wasn't|would be)\s+it\b"
    r"(?=.*\b(?:to|that|before|for|who)\b|\s+(?:true|fair))"
    r"|it(?:'s|\s+is|\s+was)\s+(?:said|known|that|(?:\w+\s+){1,2}(?:to|that|for))"
    r"|it\s+(?:rain|snow)\w*|(?:makes?|made|finds?|found|think|thought)"
    r"\s+it\s+(?:(?:\w+\s+)?(?:to|that|for)|look|seem|easy|easier|hard|harder|clear)\b"
    r"|took\s+it\s+(?:that|upon|for\s+granted|to\s+(?:be|mean))\b"
    r"|it\s+(?:comes|came)\s+to\b|(?:did|does|do)\s+it\s+\w+\s.*\bthat\b"
    r"|(?:did|does|do|will|would)\s+it\s+(?:take|cost)\b(?=.*\b(?:to|for)\b))"
)
_BOUNDARY: Final = (
    w.CONJUNCTION | w.WH | w.PREPOSITION | frozenset(["that", "to", "than", ",", ";", ":", "than"])
) - frozenset(["of"])
_NOT_BACK: Final = w.PREPOSITION | frozenset(["who", "which", "that", "whose", "of", "whom", "too"])
_AFTER_PRONOUN: Final = w.AUXILIARY | w.PREPOSITION | w.CONJUNCTION | w.WH | w.ADVERB
_ACTS_AFTER: Final = w.AUXILIARY | w.VERB_FORM
_ASKS_BEFORE: Final = w.AUXILIARY | w.WH | {""}
_NO_NOUN: Final = w.FUNCTION | frozenset(["better", "worse", "again", "back", "first"])
_QUOTED: Final = re.compile(r"[“\"«](?:[^“”\"«»]+\s){2,}[^“”\"«»]+[”\"»]|(?<=[\s:])['‘].+\s.+['’]")
_SENTENCE_END: Final = re.compile(r"[.?!](?=\s)|:(?=\s)")
_OPENS_CLAUSE: Final = frozenset(
    "after before when while once if as since although though despite during by in until".split()
)
_GOVERNING: Final = (w.AUXILIARY | w.PREPOSITION | w.CONJUNCTION | {"", "all", "of", ","}) - {"so"}
_REFLEXIVE: Final = frozenset(["himself", "herself", "itself", "themselves"])
_THAT_CLAUSE: Final = frozenset(
    "say think believe know claim argue mean feel suggest conclude show prove insist admit hope"
    " explain agree fear imagine suppose understand promise declare report propose demand decide"
    " discover reveal recognise realise expect wish doubt remember note see hear find ask".split()
)
_IN_PLACE: Final = frozenset(["in", "at", "to", "from", "into", "on"])
_EXISTS: Final = w.BE | frozenset(["there's", "exist", "exists", "existed"])
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


def slots(question: str) -> list[Slot]:
    """Words of a question that nothing inside it explains, in order."""
    sequence = tokens(question)
    inside = mentions(question)
    dummy = [m.span() for m in _DUMMY_IT.finditer(question.lower().replace("’", "'"))]
    found: list[Slot] = []
    for at in range(len(sequence)):
        slot = _slot(sequence, at, inside)
        if slot is None:
            continue
        if slot.low == "it" and any(a <= slot.start < b for a, b in dummy):
            continue
        if _is_told(question, slot, inside):
            continue
        found.append(slot)
    return found


def _is_told(question: str, slot: Slot, inside: Sequence[Mention]) -> bool:
    """Whether the question itself says what the word points to: it quotes or states it."""
    quoted = [m.span() for m in _QUOTED.finditer(question)]
    if any(a <= slot.start < b for a, b in quoted):
        return True
    if quoted and (slot.low.startswith("this") or slot.low == "that"):
        return True
    if slot.use is Use.NOUN and slot.low.split(" ")[1] in w.SOURCE_NOUN:
        return slot.low.startswith("this")
    ends = [m.end() for m in _SENTENCE_END.finditer(question) if m.end() <= slot.start]
    if ends and slot.low not in w.PERSONAL and slot.use is not Use.THEN:
        return len(question[: ends[-1]].split()) > 4 and any(m.end < ends[-1] for m in inside)
    return slot.low in w.PERSONAL | w.PLURAL and _named_after(question, slot, inside)


def _named_after(question: str, slot: Slot, inside: Sequence[Mention]) -> bool:
    """Whether the name follows, as in "After his defeat, where did Kornilov go?"."""
    comma = question.find(",", slot.end)
    if comma < 0 or question.split(" ")[0].lower() not in _OPENS_CLAUSE:
        return False
    return any(m.start > comma and m.proper and agrees(slot.low, m) for m in inside)


def _slot(sequence: Sequence[Token], at: int, inside: Sequence[Mention]) -> Slot | None:
    token = sequence[at]
    if token.low in w.THIRD - _REFLEXIVE:
        use = _pronoun_use(sequence, at)
        return None if _is_bound(sequence, at, use, inside) else _make(token, use)
    if token.low in w.DEMONSTRATIVE:
        return _demonstrative(sequence, at, inside)
    if token.low in ("there", "then"):
        return _there_or_then(sequence, at, inside)
    if token.low in _ONES:
        return _one(sequence, at)
    return None


def _make(token: Token, use: Use) -> Slot:
    return Slot(token.text, token.low, token.start, token.end, use)


def _pronoun_use(sequence: Sequence[Token], at: int) -> Use:
    low = sequence[at].low
    following = sequence[at + 1].low if at + 1 < len(sequence) else ""
    if low in ("his", "its", "their"):
        return Use.POSSESSIVE
    if low == "her":
        noun = following.isalnum() and (following not in _NO_NOUN or following in w.NUMBER)
        return Use.POSSESSIVE if noun else Use.OBJECT
    if low in ("he", "she", "they"):
        return Use.SUBJECT
    before = sequence[at - 1].low if at else ""
    acts = following in _ACTS_AFTER or before in _ASKS_BEFORE
    return Use.SUBJECT if low == "it" and acts else Use.OBJECT


def _is_bound(sequence: Sequence[Token], at: int, use: Use, inside: Sequence[Mention]) -> bool:
    """Whether something earlier in the same question can be what the pronoun stands for."""
    token = sequence[at]
    for mention in inside:
        if mention.end > token.start or not agrees(token.low, mention, strict=True):
            continue
        between = [t.low for t in sequence if mention.end <= t.start < token.start]
        if between and set(between) <= w.AUXILIARY:
            continue
        if use is not Use.OBJECT or any(word in _BOUNDARY for word in between[:-1]):
            return True
    words = [t.low for t in sequence[:at]]
    if token.low in w.PLURAL and words[-1:] in (["between"], ["among"]):
        return any(m.plural and m.end < token.start for m in inside)
    if token.low in w.PLURAL and any(x in words for x in ("everyone", "anyone", "someone", "each")):
        return True
    return _asks_for_owner(words, token.low, use)


def _asks_for_owner(words: list[str], pronoun: str, use: Use) -> bool:
    """Whether the question word itself is what the pronoun stands for: "Who lost his life?"."""
    asked = [i for i, x in enumerate(words) if x in ("who", "which", "what")]
    if not asked or use is Use.OBJECT or words[-1] in w.AUXILIARY:
        return False
    opening = words[asked[-1] + 1 :]
    if not opening or set(opening) & w.HELPER or opening[0] in w.BE | w.PREPOSITION:
        return False
    if pronoun in w.NEUTER:
        return words[asked[-1]] != "who" and opening[0] not in w.PERSON_NOUN
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
    if pronoun in w.PERSONAL:
        against = "f" if pronoun in w.MALE else "m"
        person = mention.kind in (Kind.PERSON, Kind.NAME)
        return person and not mention.plural and mention.gender != against
    if pronoun in w.PLURAL:
        return mention.plural or mention.kind is Kind.GROUP
    if mention.plural or mention.kind is Kind.PERSON or mention.gender:
        return False
    personal = mention.kind is Kind.NAME and mention.before in w.DO
    return not (strict and personal and pronoun == "it")


def _demonstrative(sequence: Sequence[Token], at: int, inside: Sequence[Mention]) -> Slot | None:
    """Read "that" as pointing back, unless it opens a clause or a phrase that explains itself."""
    token = sequence[at]
    following = sequence[at + 1] if at + 1 < len(sequence) else None
    before = sequence[at - 1].low if at else ""
    if token.low != "this" and following and following.low in _NOT_BACK:
        return None
    last = following is None or following.text in ".?!,;:)"
    alone = last or (following is not None and following.low in _AFTER_PRONOUN)
    if token.low == "that" and not last and not _governs(before, following):
        return None
    if alone:
        return _make(token, Use.DEMONSTRATIVE)
    phrase = next((m for m in inside if m.start == token.start), None)
    if phrase is None:
        capital = following is not None and following.is_capital
        return None if token.low == "that" and capital else _make(token, Use.DEMONSTRATIVE)
    explained = " of " in phrase.text or before == "," or phrase.text.lower() == "these days"
    if explained or (following and following.low.endswith("ing") and token.low == "those"):
        return None
    owner = re.match(r"\w+ [\w-]+(?=['’]s )", phrase.text)
    text = owner[0] if owner else phrase.text
    return Slot(text, text.lower(), phrase.start, phrase.start + len(text), Use.NOUN)


def _governs(before: str, following: Token | None) -> bool:
    """Whether the word before takes "that" as its object rather than as the start of a clause."""
    if before in _GOVERNING:
        return True
    acts = following is not None and following.low in w.ACTION
    takes = (before in w.VERB or before in ("made", "set")) and before not in _THAT_CLAUSE
    return (before in w.WH or takes) and not acts


def _there_or_then(sequence: Sequence[Token], at: int, inside: Sequence[Mention]) -> Slot | None:
    token = sequence[at]
    following = sequence[at + 1].low if at + 1 < len(sequence) else ""
    before = sequence[at - 1].low if at else ""
    if token.low == "then":
        if (before == "and" and following) or _is_comment(sequence, before, following):
            return None
        return _make(token, Use.THEN if before in w.PREPOSITION else Use.DEMONSTRATIVE)
    if following in _EXISTS or (before in _EXISTS and following not in ("", "?", ".")):
        return None
    earlier = [m for m in inside if m.end < token.start]
    placed = [m for m in earlier if m.kind is Kind.PLACE or (m.proper and m.before in _IN_PLACE)]
    return None if placed else _make(token, Use.THERE)


def _is_comment(sequence: Sequence[Token], before: str, following: str) -> bool:
    """Whether "then" only draws a conclusion: "So where is it then?", "Is he right, then?"."""
    opens = sequence[0].low in ("so", "why", "how", "is", "are", "was", "were", "does", "do")
    return following in _CLOSING and before not in w.PREPOSITION and (before == "," or opens)


def _one(sequence: Sequence[Token], at: int) -> Slot | None:
    token = sequence[at]
    following = sequence[at + 1].low if at + 1 < len(sequence) else ""
    before = sequence[at - 1].low if at else ""
    picked = before in w.DEMONSTRATIVE | _ORDINAL | {"which", "the", "other"}
    if token.low in ("other", "another") or (token.low in ("one", "ones") and not picked):
        return None
    return _make(token, Use.ONE) if following in _CLOSING else None
