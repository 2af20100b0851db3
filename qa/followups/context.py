"""What a conversation has spoken of, and what an open word in a question stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from qa.followups import words as w
from qa.followups.mentions import Kind, Mention, mentions, without_marks
from qa.followups.phrases import owns, tokens
from qa.followups.slots import Slot, Use, agrees
from qa.model import Exchange

_FADE: Final = 0.6
_OWNED: Final = 0.75
_IN_PASSING: Final = 0.8
_ANSWER_WORDS: Final = 60
_ANSWER_LETTERS: Final = 1500
_IN_PLACE: Final = frozenset(["in", "at", "to", "from", "near", "into", "on", "through", "across"])
_SURE_PLACE: Final = frozenset("in at into near across through over toward towards".split())
_HAPPENED: Final = re.compile(r"\bwhat\s+(?:happened|occurred|took place)\b", re.IGNORECASE)
_VAGUE: Final = frozenset("a an some any another many several other each every".split())
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
        for mention in _asked_about(turn.question):
            found.append(Candidate(mention, fade * _asked_weight(mention), age, False))
        brief = len(answer.split()) <= 14
        for place, told in enumerate(mentions(answer)):
            owned = _owned(told, mentions(answer)[:place], mentions(turn.question))
            mention = _typed(owned, turn.question, len(answer.split()))
            focus = brief and _is_asked_for(mention, turn.question)
            ready = _told_weight(mention, place)
            if focus and (
                mention.kind in (Kind.PERSON, Kind.NAME) or _HAPPENED.search(turn.question)
            ):
                ready = 1.5 - 0.1 * min(place, 5)
            elif focus:
                ready += 0.3 if mention.proper else 0.1
            ready *= 1.0 if owned is told else _OWNED
            found.append(Candidate(mention, fade * ready, age, True))
    return tuple(sorted(_merged(found), key=lambda c: -c.salience))


def referent(slot: Slot, ready: Sequence[Candidate]) -> Mention | None:
    """Find what an open word most likely stands for, or None where nothing fits.

    Parameters
    ----------
    slot : Slot
        The open word.
    ready : sequence of Candidate
        What it may stand for, readiest first.
    """
    if slot.use is Use.NOUN:
        return _same_noun(slot, ready)
    scored = [(_fit(slot, c) * c.salience, c) for c in ready]
    fitting = [(score, c) for score, c in scored if score > 0]
    return max(fitting, key=lambda pair: pair[0])[1].mention if fitting else None


def _asked_about(question: str) -> list[Mention]:
    """List what a question mentions; whoever it asks about as "who" is a person."""
    found = list(mentions(question))
    if found and found[0].kind is Kind.NAME and _names_who(question, found[0]):
        found[0] = replace(found[0], kind=Kind.PERSON)
    return found


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
        kind = Kind.PLACE if mention.before in _SURE_PLACE else Kind.PERSON
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


def _together(newer: Candidate, older: Candidate) -> Candidate:
    fuller = max((newer.mention, older.mention), key=lambda m: len(m.text))
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


def _fit(slot: Slot, candidate: Candidate) -> float:
    mention = candidate.mention
    if slot.low in w.THIRD:
        passing = slot.low in w.PERSONAL and _is_in_passing(candidate)
        return _pronoun_fit(slot, mention) * (_IN_PASSING if passing else 1.0)
    if slot.use is Use.THERE:
        if mention.kind is Kind.PLACE:
            return 1.0
        placed = mention.before in _IN_PLACE and mention.kind is not Kind.TIME
        if mention.kind in (Kind.PERSON, Kind.TIME) or mention.plural:
            return 0.0
        return 0.9 if placed else 0.6 if mention.kind is Kind.GROUP and mention.proper else 0.0
    if slot.use is Use.THEN:
        return 1.0 if mention.kind is Kind.TIME else 0.0
    if slot.low in ("these", "those"):
        return (1.3 if candidate.answered else 1.0) if mention.plural else 0.0
    return 0.0


def _is_in_passing(candidate: Candidate) -> bool:
    """Whether an answer dropped a name that its question did not ask for, and tells no gender."""
    named = candidate.mention.kind in (Kind.PERSON, Kind.NAME) and not candidate.mention.gender
    return candidate.answered and named and candidate.salience < 1


def _pronoun_fit(slot: Slot, mention: Mention) -> float:
    if not agrees(slot.low, mention) or len(mention.text.split(" ")) > 8:
        return 0.0
    fit = 1.15 if slot.use is Use.SUBJECT and mention.before in w.AUXILIARY else 1.0
    first = mention.text.split(" ")[0].lower()
    if first in w.POSSESSIVE:
        return 0.0
    placed = mention.before in _IN_PLACE and mention.kind in (Kind.NAME, Kind.PLACE)
    if slot.low in w.PERSONAL:
        vague = first in _VAGUE
        if mention.kind is Kind.NAME and mention.before in _SURE_PLACE:
            return 0.0
        fit *= 0.3 if placed else 0.5 if vague else 1.2 if mention.kind is Kind.PERSON else 1.0
        return fit
    fit *= 0.6 if mention.owner else 1.0
    if slot.low in w.NEUTER:
        personal = mention.kind is Kind.NAME and mention.before in w.DO
        return fit * (0.5 if personal or placed or first == "one" else 1.0)
    fit *= 1.0 if mention.plural else 0.8
    bare = first == mention.head and not mention.proper and mention.before not in w.AUXILIARY
    return fit * (0.4 if placed else 0.5 if first in _VAGUE else 0.6 if bare else 1.0)


def _same_noun(slot: Slot, ready: Sequence[Candidate]) -> Mention | None:
    inner = mentions(slot.text)
    if not inner:
        return None
    head = inner[0].head
    for candidate in ready:
        if candidate.mention.head == head and len(candidate.mention.text) > 4:
            return candidate.mention
    kind, many = inner[0].kind, inner[0].plural
    if kind is Kind.THING:
        return None
    for candidate in ready:
        mention = candidate.mention
        if mention.kind is kind and mention.plural == many and not _clash(mention, inner[0]):
            return mention
    return None


def _clash(one: Mention, other: Mention) -> bool:
    return bool(one.gender and other.gender and one.gender != other.gender)
