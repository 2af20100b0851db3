"""What a conversation has spoken of, the readiest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from qa.followups import words as w
from qa.followups.mentions import Kind, Mention, mentions, without_marks
from qa.followups.phrases import owns, tokens
from qa.followups.slots import agrees
from qa.model import Exchange

_FADE: Final = 0.6
_OWNED: Final = 0.75
_ANSWER_WORDS: Final = 60
_ANSWER_LETTERS: Final = 1500
_OBJECT: Final = 0.3
_TOGETHER: Final = 0.75
_OPENS_WITH: Final = re.compile(r"^(?:[^.“”]{0,80}\.\s+)?[“\"]?(He|She)\s")
SURE_PLACE: Final = frozenset("in at into near across through over toward towards".split())
_HAPPENED: Final = re.compile(r"\bwhat\s+(?:happened|occurred|took place)\b", re.IGNORECASE)
_SILENT: Final = re.compile(
    r"^(?:(?:sorry|unfortunately|no)\b[,.]?\s*)?(?:(?:but\s+)?(?:that|this|it)\s+is\s+not\b"
    r"|(?:i|we|(?:the|this|these)\s+(?:source|text|book|document|passage|article|chapter)s?|it)\s+"
    r"(?:does not|doesn't|do not|don't|did not|didn't|cannot|can't|could not|couldn't)\s+"
    r"(?:\w+\s+)?(?:answer|say|know|tell|mention|find|found|state)\b)"
    r"|^no answer\b|^not found\b|^cannotanswer$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention from the conversation and how readily it comes to mind.

    Attributes
    ----------
    mention : Mention
        What was mentioned, in its fullest form.
    salience : float
        Greater is readier.
    age : int
        Turns ago, from 0.
    answered : bool
        Whether an answer mentioned it rather than a question.
    """

    mention: Mention
    salience: float
    age: int
    answered: bool


def spoken(answer: str) -> str:
    """Give the beginning of an answer, without marks; empty where it says that there is none."""
    plain = without_marks(answer[:_ANSWER_LETTERS])
    words = plain.split(" ")
    if len(words) < 25 and _SILENT.search(plain.replace("’", "'")):
        return ""
    return " ".join(words[:_ANSWER_WORDS])


@lru_cache(maxsize=128)
def candidates(history: tuple[Exchange, ...]) -> tuple[Candidate, ...]:
    """List what the turns mention, readiest first.

    Parameters
    ----------
    history : tuple of Exchange
        Oldest first, questions already written out.
    """
    found: list[Candidate] = []
    for age, turn in enumerate(reversed(history)):
        fade = _FADE**age
        answer = spoken(turn.answer)
        for mention in goes_on(asked_about(turn.question), answer):
            found.append(Candidate(mention, fade * _asked_weight(mention), age, False))
        brief = len(answer.split()) <= 14
        for place, told in enumerate(mentions(answer)):
            owned = _owned(told, mentions(answer)[:place], mentions(turn.question))
            mention = _typed(_as_called(owned), turn.question, len(answer.split()))
            focus = brief and _is_asked_for(mention, turn.question)
            ready = _told_weight(mention, place)
            if focus and (
                mention.kind in (Kind.PERSON, Kind.NAME) or _HAPPENED.search(turn.question)
            ):
                ready = 1.5 - 0.1 * min(place, 5)
            elif focus:
                ready += 0.3 if mention.proper else 0.1
            ready *= 1.0 if owned is told else _OWNED
            ready += _OBJECT if _is_object(mention, turn.question) else 0.0
            found.append(Candidate(mention, fade * ready, age, True))
    both = _pair(history[-1]) if history else None
    merged = _merged(found)
    if both:
        merged.append(Candidate(both, _TOGETHER, 0, True))
    return tuple(sorted(merged, key=lambda c: -c.salience))


def asked_about(question: str) -> list[Mention]:
    """List what a question mentions; whoever it asks about as "who" is a person."""
    found = list(mentions(question))
    if found and found[0].kind is Kind.NAME and _names_who(question, found[0]):
        found[0] = replace(found[0], kind=Kind.PERSON)
    return found


def goes_on(asked: Sequence[Mention], answer: str) -> list[Mention]:
    """Let "She refused ..." in an answer tell that the one person asked about is a woman."""
    opening = _OPENS_WITH.search(answer)
    open_ = [m for m in asked if _is_single(m) and not m.gender]
    if opening is None or len(open_) != 1 or any(_is_single(m) and m.gender for m in asked):
        return list(asked)
    gender = "m" if opening[1] == "He" else "f"
    return [replace(m, kind=Kind.PERSON, gender=gender) if m is open_[0] else m for m in asked]


def _is_single(mention: Mention) -> bool:
    """Whether a mention can be one person."""
    placed = mention.kind is Kind.NAME and mention.before in SURE_PLACE
    return mention.kind in (Kind.PERSON, Kind.NAME) and not mention.plural and not placed


def _is_object(mention: Mention, question: str) -> bool:
    """Whether an answer's mention follows the verb of its question: "arrested three men"."""
    verb = mention.before in w.VERB_FORM or mention.before.endswith("ed")
    return verb and mention.before in {t.low for t in tokens(question)}


def _as_called(mention: Mention) -> Mention:
    """Take the article off a name: "A Captain Moran"."""
    first, *rest = tokens(mention.text)
    named = first.low in ("a", "an") and len(rest) > 1 and all(t.is_capital for t in rest)
    return replace(mention, text=mention.text[rest[0].start :]) if named else mention


def _pair(last: Exchange) -> Mention | None:
    """Take a person asked about and the one told of together, where "they" may mean the two."""
    asked = [m for m in asked_about(last.question) if _is_single(m)]
    opening = [t.low for t in tokens(last.question)[:2]]
    if not asked or not opening[0].startswith("who"):
        return None
    one, *others = asked
    told = next(iter(mentions(spoken(last.answer))), None) or next(iter(others), None)
    identified = bool(w.BE & set(opening)) and one.end >= len(last.question.rstrip(" ?"))
    if told is None or identified or not _is_single(told) or _same(one, told):
        return None
    if told.kind is not Kind.PERSON and not told.proper:
        return None
    other = re.sub(rf"^{re.escape(possessive(one))} ", "the ", told.text)
    first, _, rest = other.partition(" ")
    if first.lower() in w.DETERMINER | w.POSSESSIVE:
        other = f"{'the' if first.lower() in ('a', 'an') else first.lower()} {rest}"
    both = f"{one.text} and {other}"
    return replace(one, text=both, kind=Kind.PERSON, gender="", plural=True, owner=False)


def _names_who(question: str, mention: Mention) -> bool:
    """Whether a question asks who somebody is: "Who was Adair?"."""
    words = [t.low for t in tokens(question[: mention.start])]
    named = all(t.is_capital and not owns(t) for t in tokens(mention.text)) and not mention.owner
    return named and words[:1] in (["who"], ["who's"]) and set(words[1:]) <= w.BE


def _asked_weight(mention: Mention) -> float:
    subject = mention.before in w.AUXILIARY or mention.before == ""
    named = 0.3 if mention.proper and mention.kind is not Kind.TIME else 0.0
    return (0.9 if subject else 0.7) + named


def _told_weight(mention: Mention, place: int) -> float:
    led = 0.15 if place == 0 and mention.before not in w.PREPOSITION else 0.0
    return 0.65 + led - 0.02 * min(place, 10)


def _owned(mention: Mention, beside: Sequence[Mention], asked: Sequence[Mention]) -> Mention:
    """Name the owner in "their own house", where something said before can own it."""
    first, _, rest = mention.text.partition(" ")
    if first.lower() not in w.POSSESSIVE or not rest:
        return mention
    near = [m for m in beside if _can_own(first.lower(), m)]
    far = [m for m in asked if _can_own(first.lower(), m)]
    subject = next((m for m in far if m.before in w.AUXILIARY), None)
    owner = near[-1] if near else subject or (far[-1] if far else None)
    return replace(mention, text=f"{possessive(owner)} {rest}") if owner else mention


def _can_own(pronoun: str, mention: Mention) -> bool:
    words = mention.text.split(" ")
    if words[0].lower() in w.POSSESSIVE or len(words) > 4 or not agrees(pronoun, mention):
        return False
    placed = mention.before in w.PREPOSITION and mention.kind is Kind.NAME
    return not (placed and pronoun in w.PERSONAL)


def possessive(mention: Mention) -> str:
    """Give a mention as an owner: "Osric's", "the delegates'"."""
    return mention.text + ("'" if mention.plural and mention.text.endswith("s") else "'s")


def _is_asked_for(mention: Mention, question: str) -> bool:
    """Whether an answer's mention is of the kind that its question asked for."""
    words = [t.low for t in tokens(question)[:6]]
    if any(_names_who(question, named) for named in mentions(question)):
        return False
    if mention.kind in (Kind.PERSON, Kind.NAME):
        return any(word in ("who", "whom", "whose", "which", "anyone", "anybody") for word in words)
    return any(word in ("what", "which", "where", "who", "many") for word in words)


def _typed(mention: Mention, question: str, length: int) -> Mention:
    """Give an answer's bare name the kind that the question asked for."""
    words = [t.low for t in tokens(question)[:3]]
    if mention.kind is not Kind.NAME:
        return mention
    if "who" in words or "whom" in words:
        kind = Kind.PLACE if mention.before in SURE_PLACE else Kind.PERSON
        told = kind is Kind.PERSON and any(_names_who(question, m) for m in mentions(question))
        return mention if told else replace(mention, kind=kind)
    placed = length <= 4 or mention.before in w.PREPOSITION
    return replace(mention, kind=Kind.PLACE) if "where" in words and placed else mention


def _merged(found: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for each thing, in its fullest form; said again counts for more."""
    kept: list[Candidate] = []
    for candidate in found:
        for at, other in enumerate(kept):
            if _same(candidate.mention, other.mention):
                kept[at] = _together(other, candidate)
                break
        else:
            kept.append(candidate)
    return kept


@lru_cache(maxsize=1024)
def _core(text: str) -> list[str]:
    words = [t.low for t in tokens(text) if t.is_word]
    return words[1:] if words and words[0] in w.DETERMINER | w.POSSESSIVE else words


def _same(one: Mention, other: Mention) -> bool:
    first, second = _core(one.text), _core(other.text)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    people = {one.kind, other.kind} <= {Kind.PERSON, Kind.NAME} and one.plural == other.plural
    return people and bool(shorter) and len(shorter) == 1 and longer[-1] == shorter[0]


def _leans(mention: Mention) -> bool:
    """Whether a mention says whose or which in words of its own place: "her brother Hugh"."""
    return mention.text.split(" ")[0].lower() in w.POSSESSIVE | {"a", "an"}


def _together(newer: Candidate, older: Candidate) -> Candidate:
    both = (newer.mention, older.mention)
    fuller = max(both, key=lambda m: (not _leans(m), len(m.text)))
    kinds = [m.kind for m in (newer.mention, older.mention) if m.kind is not Kind.NAME]
    merged = replace(
        newer.mention,
        text=fuller.text if fuller.proper else newer.mention.text,
        gender=newer.mention.gender or older.mention.gender,
        kind=kinds[0] if kinds else Kind.NAME,
    )
    high = max(newer.salience, older.salience)
    return Candidate(
        merged, high + 0.25 * min(newer.salience, older.salience), newer.age, newer.answered
    )
