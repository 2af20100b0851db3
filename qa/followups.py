"""Follow-up questions, written out so that they stand alone.

Rules only: no model, no network, the same reading every time. A question that leans on the
conversation gets several readings, the likeliest first; one that doesn't is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qa import followup_words as w
from qa.followup_context import Candidate, candidates, referent, spoken
from qa.followup_cues import Slot, Use, lead, links, slots
from qa.followup_graft import graft, is_fragment
from qa.followup_mentions import Kind, Mention, tokens
from qa.model import Exchange

_TURNS: Final = 6
_CONTEXT_WORDS: Final = 40
_COMPARING: Final = frozenset(["same", "other", "others", "another", "opposite", "rest", "similar"])


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
        The text to find passages with: `text`, and the turn it leans on.
    """

    text: str
    kind: ReadingKind
    weight: float
    query: str


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
    if not depends(asked):
        return [_as_asked(opening.text, 1.0)]
    return _in_conversation(opening.text, asked, _written_out(past))


def depends(question: str) -> bool:
    """Whether a question leans on what was said before it."""
    opening = lead(question.strip())
    if opening.shifted:
        return False
    text = opening.text
    return (
        opening.continued
        or is_fragment(text)
        or bool(slots(text))
        or links(text)
        or _says_little(text)
    )


def _says_little(text: str) -> bool:
    """Whether too few words of content are there to stand alone."""
    words = [t for t in tokens(text) if t.is_word]
    content = [t for t in words if t.low not in w.FUNCTION and t.low not in w.VERB]
    if any(t.is_capital for t in content[1:]) or (
        content and content[0] is not words[0] and content[0].is_capital
    ):
        return False
    comparing = any(t.low in _COMPARING for t in words)
    return len(content) <= 1 or (comparing and len(content) <= 4)


def _as_asked(text: str, weight: float) -> Reading:
    return Reading(text, ReadingKind.AS_ASKED, weight, text)


def _written_out(past: Sequence[Exchange]) -> list[Exchange]:
    """Give the same turns with each question made to stand alone."""
    done: list[Exchange] = []
    for turn in past:
        opening = lead(turn.question.strip())
        text = opening.text
        if done and not opening.shifted and depends(turn.question):
            text = _rewrite(text, done)[0] or text
        done.append(Exchange(text, spoken(turn.answer)))
    return done


def _in_conversation(text: str, asked: str, past: Sequence[Exchange]) -> list[Reading]:
    rewritten, whole = _rewrite(text, past)
    base = rewritten or text
    ready = candidates(past)
    context = _context(past)
    found: list[Reading] = []
    if rewritten and whole:
        found.append(Reading(rewritten, ReadingKind.REWRITTEN, 0.9, f"{rewritten} {context}"))
    placed = _with_topic(base, ready)
    found.append(Reading(placed, ReadingKind.IN_CONTEXT, 0.6, f"{base} {context}"))
    found.append(_as_asked(asked, 0.3))
    distinct: dict[str, Reading] = {}
    for reading in found:
        distinct.setdefault(reading.text, reading)
    return list(distinct.values())


def _rewrite(text: str, past: Sequence[Exchange]) -> tuple[str | None, bool]:
    """Fill the open words of a question, and say whether nothing was left open."""
    last = past[-1]
    if is_fragment(text):
        grafted = graft(text, last.question, last.answer)
        if grafted:
            return grafted, True
    ready = candidates(past)
    open_ = slots(text)
    result, filled, done = text, 0, set[str]()
    for slot in reversed(open_):
        mention = referent(slot, ready)
        if mention is None or _already_in(mention, text):
            continue
        result = result[: slot.start] + _fill(slot, mention, text) + result[slot.end :]
        done.add(mention.text)
        filled += 1
    if not filled:
        return None, False
    return result[0].upper() + result[1:] if text[0].isupper() else result, filled == len(open_)


def _already_in(mention: Mention, text: str) -> bool:
    return mention.text.lower() in text.lower()


def _fill(slot: Slot, mention: Mention, text: str) -> str:
    """Give the words to put in place of an open word."""
    words = mention.text
    if slot.start and words[:1].isupper() and words.split(" ")[0].lower() in w.DETERMINER:
        words = words[0].lower() + words[1:]
    if slot.use is Use.POSSESSIVE:
        return words + ("'" if words.endswith("s") and mention.plural else "'s")
    if slot.use is Use.THERE:
        return (
            f"{mention.before or 'in'} {words}"
            if mention.before in w.PREPOSITION
            else (f"in {words}")
        )
    return words


def _context(past: Sequence[Exchange]) -> str:
    """Give the turn before as words to search with."""
    last = past[-1]
    answer = " ".join(last.answer.split()[:_CONTEXT_WORDS])
    return f"{last.question} {answer}".strip()


def _with_topic(text: str, ready: Sequence[Candidate]) -> str:
    """Add what a question is about in brackets."""
    low = text.lower()
    topics = [
        c.mention.text
        for c in ready
        if c.mention.text.lower() not in low and c.mention.kind is not Kind.TIME and c.age <= 1
    ][:2]
    if not topics:
        return text
    body, sign = (text[:-1].rstrip(), "?") if text.endswith("?") else (text, "")
    return f"{body} (about {' and '.join(topics)}){sign}"
