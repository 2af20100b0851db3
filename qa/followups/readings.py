"""Follow-up questions, written out so that they stand alone.

Rules only: no model, no network, the same reading every time. A question that leans on the
conversation gets several readings, the likeliest first; one that doesn't is left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from qa.followups import words as w
from qa.followups.asides import with_aside, without_aside, without_question_before
from qa.followups.context import Candidate, candidates, spoken
from qa.followups.cues import Lead, is_interjection, lead, links
from qa.followups.graft import is_fragment
from qa.followups.mentions import Kind, Mention, mentions
from qa.followups.phrases import tokens
from qa.followups.rewrite import Rewrite, named_by, rewrite
from qa.followups.slots import Slot, Use, slots
from qa.followups.steering import is_remark
from qa.model import Exchange

_TURNS: Final = 6
_CONTEXT_WORDS: Final = 40
_BRACKET_WORDS: Final = 16
_NAMES_NOTE: Final = re.compile(r"\b(?:end|foot)?notes?\s+(?:\d+|[ivxlc]+)\b", re.IGNORECASE)
_NAMES_PERSON: Final = re.compile(
    r"^who(?:'s|’s| is| was| are| were)\s+(?!\w+(?:ed|en|nt|ble|ing)\b)[\w'’-]+\s*\??$",
    re.IGNORECASE,
)
_COMPARING: Final = frozenset(["same", "opposite", "rest", "similar"])


class ReadingKind(StrEnum):
    """How a reading was made."""

    AS_ASKED = "as_asked"
    REWRITTEN = "rewritten"
    IN_CONTEXT = "in_context"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it may be understood.

    Attributes
    ----------
    text : str
        A question to show the user.
    kind : ReadingKind
        How it was made.
    weight : float
        How likely it is meant, in (0, 1]; those of one question need not add up to 1.
    query : str
        The text to find passages with: `text`, and the turn it leans on, if any.
    after : Exchange or None
        The turn it goes on from, its question written out; None where there is none, and where
        the subject changes.
    apart : bool
        Whether it asks the same of somebody else, so that nothing else said before bears on it.
    """

    text: str
    kind: ReadingKind
    weight: float
    query: str
    after: Exchange | None = None
    apart: bool = False


def readings(question: str, history: Sequence[Exchange]) -> list[Reading]:
    """Ways to understand a question after what was said before it.

    Parameters
    ----------
    question : str
        As the user put it.
    history : sequence of Exchange
        Earlier turns, oldest first; only the last six are looked at.

    Returns
    -------
    list of Reading
        The preferred one first; exactly one for a question that stands alone, none for a blank one.

    Examples
    --------
    >>> past = [Exchange("Who got the kingdom of Deira?", "Osric.")]
    >>> readings("And Bernicia?", past)[0].text
    'Who got the kingdom of Bernicia?'
    """
    asked = question.strip()
    if not any(c.isalnum() for c in asked):
        return [_as_asked(asked, 1.0)] if asked else []
    opening = lead(asked)
    past = [turn for turn in history if turn.question.strip()][-_TURNS:]
    if opening.shifted or not past:
        return [_as_asked(opening.text if opening.shifted else asked, 1.0)]
    told = _written_out(past)
    if depends(asked):
        found = _in_conversation(opening, asked, told)
    else:
        found = [_as_asked(opening.text, 1.0)]
    return [replace(_tidied(reading), after=told[-1]) for reading in found]


def _tidied(reading: Reading) -> Reading:
    """Begin a question that was written out with a capital, and end it with its mark."""
    text = reading.text
    if reading.kind is ReadingKind.AS_ASKED:
        return reading
    mark = "." if text.startswith("Tell me") else "?"
    ending = "" if text[-1] in '.?!…”"' else mark
    return replace(reading, text=text[0].upper() + text[1:] + ending)


def depends(question: str) -> bool:
    """Whether a question leans on what was said before it."""
    opening = lead(question.strip())
    if opening.shifted or is_interjection(question):
        return False
    text = opening.text
    if _NAMES_NOTE.search(text) and not slots(text):
        return False
    return (
        opening.continued
        or is_remark(text)
        or is_fragment(text)
        or bool(slots(text))
        or links(text)
        or _says_little(text)
    )


def _says_little(text: str) -> bool:
    """Whether too few words of content are there to stand alone."""
    words = [t for t in tokens(text) if t.is_word]
    plain = w.UNNAMING
    content = [t for t in words if t.low not in plain]
    if any(t.is_capital for t in content[1:]) or (
        content and content[0] is not words[0] and content[0].is_capital
    ):
        return False
    named = any(m.kind is Kind.NAME for m in mentions(text)) or (
        len(content) == 1 and _NAMES_PERSON.match(text)
    )
    if named or any(t.low in w.SOURCE_NOUN for t in words):
        return False
    comparing = any(t.low in _COMPARING for t in words)
    other = any(t.low in ("other", "another", "others") for t in words)
    return len(content) <= 1 or (comparing and len(content) <= 4) or (other and len(content) <= 2)


def _as_asked(text: str, weight: float) -> Reading:
    return Reading(text, ReadingKind.AS_ASKED, weight, text)


def _written_out(past: Sequence[Exchange]) -> list[Exchange]:
    """Give the same turns with each question made to stand alone."""
    done: list[Exchange] = []
    for turn in past:
        asked = without_question_before(turn.question.strip())
        opening = lead(asked)
        text, answer = opening.text, spoken(turn.answer)
        if not opening.shifted and depends(asked):
            best = rewrite(text, done, corrects=opening.corrects)
            text = best.text or named_by(text, answer)
        done.append(Exchange(text[0].upper() + text[1:], answer))
    return done


def _in_conversation(opening: Lead, asked: str, past: Sequence[Exchange]) -> list[Reading]:
    text, context = opening.text, _context(past[-1])
    best = rewrite(text, past, corrects=opening.corrects)
    if best.apart:
        return [Reading(best.text, ReadingKind.REWRITTEN, 0.9, best.text, apart=True)]
    found: list[Reading] = []
    if best.text and not best.open:
        found.append(Reading(best.text, ReadingKind.REWRITTEN, 0.9, f"{best.text} {context}"))
        other = Rewrite("") if best.whole else rewrite(text, past, without=best.used or ("",))
        if other.text and not other.open:
            query = f"{other.text} {context}"
            found.append(Reading(other.text, ReadingKind.REWRITTEN, 0.5, query))
    base = best.text or text
    placed = with_aside(base, _aside(base, best, past))
    found.append(Reading(placed, ReadingKind.IN_CONTEXT, 0.6, f"{base} {context}"))
    if not best.whole:
        found.append(_as_asked(asked, 0.3))
    distinct: dict[str, Reading] = {}
    for reading in found:
        distinct.setdefault(reading.text, reading)
    return list(distinct.values())


def _context(last: Exchange) -> str:
    """Give the turn before as words to search with."""
    answer = " ".join(last.answer.split()[:_CONTEXT_WORDS])
    return f"{last.question} {answer}".strip()


def _aside(text: str, best: Rewrite, past: Sequence[Exchange]) -> str:
    """Say what a question is about, where its own words leave that open.

    What "that" points to is mostly the answer before; what a question without a pronoun leaves out
    is in the question before; otherwise the readiest name must do.
    """
    last = past[-1]
    whole = without_aside(last.question)
    whole = whole if whole.endswith(".") else f"{whole.rstrip(' ?')}?"
    asked_before = f"after “{whole}”" if len(whole.split()) <= _BRACKET_WORDS else ""
    if any(_points_back(slot) for slot in best.open):
        answer = _plain_answer(last.answer)
        if answer and not (asked_before and _names_event(best.open, answer)):
            return answer
        if answer:
            return asked_before
    if not best.text and not best.open and not slots(text):
        if asked_before:
            return asked_before
    topic = re.sub(r"^The\b", "the", _topic(text, best, candidates(tuple(past))))
    return f"about {topic}" if topic else ""


def _points_back(slot: Slot) -> bool:
    """Whether an open word can stand for the whole answer before."""
    if slot.use is Use.NOUN:
        return all(m.kind is Kind.THING for m in mentions(slot.text))
    return slot.use in (Use.DEMONSTRATIVE, Use.ONE, Use.THEN) or slot.low in w.NEUTER


def _names_event(open_: Sequence[Slot], answer: str) -> bool:
    """Whether "that" is what the question before asks of, its answer being too short to be it."""
    pointing = all(slot.use in (Use.DEMONSTRATIVE, Use.THEN) for slot in open_)
    said = [t.low for t in tokens(answer)]
    acts = any(x in w.ACTION | w.THIRD or x.endswith("ed") for x in said)
    return pointing and len(said) <= 4 and not acts


def _plain_answer(answer: str) -> str:
    """Give a short answer as it stands in brackets; empty where it is long or says only yes."""
    plain = re.sub(r"^(?:yes|no)\b[,.;:]?\s*", "", answer, flags=re.IGNORECASE).strip(" .")
    words = plain.split()
    if not words or len(words) > _BRACKET_WORDS or re.search(r"[.!?()]\s", plain):
        return ""
    named = any(m.start == 0 and m.proper and m.kind is not Kind.THING for m in mentions(plain))
    return plain if named or words[0] == "I" else plain[0].lower() + plain[1:]


def _topic(text: str, best: Rewrite, ready: Sequence[Candidate]) -> str:
    """Name what is being spoken of."""
    personal = any(slot.low in w.PERSONAL for slot in best.open)
    topics = (c.mention for c in ready if _is_topic(c, text))
    if personal:
        topics = (m for m in topics if _may_be_person(m))
    topic = next(topics, None)
    return topic.text if topic else ""


def _may_be_person(mention: Mention) -> bool:
    placed = mention.kind is Kind.NAME and mention.before in w.PREPOSITION
    return mention.kind in (Kind.PERSON, Kind.NAME) and not mention.plural and not placed


def _is_topic(candidate: Candidate, text: str) -> bool:
    """Whether a mention is definite enough to name what is being spoken of."""
    mention = candidate.mention
    first = mention.text.split(" ")[0].lower()
    vague = first in (w.DETERMINER | w.POSSESSIVE | w.NUMBER) - {"the"}
    whole = first == "the" or mention.before in w.AUXILIARY
    known = mention.proper or (whole and not candidate.answered)
    return (
        known
        and not vague
        and mention.kind is not Kind.TIME
        and candidate.age <= 2
        and mention.text.lower() not in text.lower()
    )
