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
from qa.followup_cues import lead, links
from qa.followup_graft import graft, is_fragment
from qa.followup_mentions import Kind, Mention, mentions
from qa.followup_phrases import tokens
from qa.followup_slots import Slot, Use, slots
from qa.model import Exchange

_TURNS: Final = 6
_CONTEXT_WORDS: Final = 40
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
    plain = w.FUNCTION | w.VERB | w.GENERIC
    content = [t for t in words if t.low not in plain]
    if any(t.is_capital for t in content[1:]) or (
        content and content[0] is not words[0] and content[0].is_capital
    ):
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
        opening = lead(turn.question.strip())
        text, answer = opening.text, spoken(turn.answer)
        if not opening.shifted and depends(turn.question):
            text = _rewrite(text, done).text or _named_by(text, answer)
        done.append(Exchange(text, answer))
    return done


def _named_by(text: str, answer: str) -> str:
    """Read "he" in a question as the person its answer begins with."""
    named = [
        c
        for c in candidates([Exchange("", answer)])
        if c.mention.kind in (Kind.PERSON, Kind.NAME) and c.mention.before not in w.PREPOSITION
    ]
    people = [s for s in slots(text) if s.low in w.MALE | w.FEMALE]
    return _filled(text, people, named[:1]).text or text


def _in_conversation(text: str, asked: str, past: Sequence[Exchange]) -> list[Reading]:
    ready = candidates(past)
    context = _context(past)
    written = _rewrite(text, past)
    found: list[Reading] = []
    if written.text and not written.open:
        query = f"{written.text} {context}"
        found.append(Reading(written.text, ReadingKind.REWRITTEN, 0.9, query))
        other = _rewrite(text, past, without=written.used)
        if other.text and not other.open:
            query = f"{other.text} {context}"
            found.append(Reading(other.text, ReadingKind.REWRITTEN, 0.5, query))
    base = written.text or text
    placed = _with_topic(base, ready, written.open)
    found.append(Reading(placed, ReadingKind.IN_CONTEXT, 0.6, f"{base} {context}"))
    found.append(_as_asked(asked, 0.3))
    distinct: dict[str, Reading] = {}
    for reading in found:
        distinct.setdefault(reading.text, reading)
    return list(distinct.values())


@dataclass(frozen=True, slots=True)
class _Rewrite:
    text: str
    open: tuple[Slot, ...] = ()
    used: tuple[str, ...] = ()


def _rewrite(text: str, past: Sequence[Exchange], without: Sequence[str] = ()) -> _Rewrite:
    """Fill what a question leaves open; an empty text where nothing could be filled."""
    if not past:
        return _Rewrite("")
    if is_fragment(text) and not without:
        grafted = graft(text, past[-1].question, past[-1].answer)
        if grafted:
            return _Rewrite(grafted)
    ready = [c for c in candidates(past) if c.mention.text not in without]
    open_ = sorted([*slots(text), *_definite(text, ready)], key=lambda slot: slot.start)
    return _filled(text, open_, ready)


def _definite(text: str, ready: Sequence[Candidate]) -> list[Slot]:
    """Find bare phrases such as "the scandal" that were named more fully before."""
    return [
        Slot(m.text, m.text.lower(), m.start, m.end, Use.NOUN)
        for m in mentions(text)
        if m.text.lower() == f"the {m.head}"
        and any(c.mention.head == m.head and _names_more(c.mention) for c in ready)
    ]


def _names_more(mention: Mention) -> bool:
    return mention.proper and 2 < len(mention.text.split(" ")) <= 7


def _filled(text: str, open_: Sequence[Slot], ready: Sequence[Candidate]) -> _Rewrite:
    """Fill open words from what is ready; the second "he" of a question is left to the first."""
    chosen: dict[str, Mention] = {}
    fills: list[tuple[Slot, str]] = []
    left: list[Slot] = []
    for slot in open_:
        group = _group(slot)
        if group in chosen:
            continue
        mention = referent(slot, [c for c in ready if not _taken(c.mention, text, chosen)])
        if mention is None:
            left.append(slot)
            continue
        chosen[group] = mention
        fills.append((slot, _fill(slot, mention)))
    result = text
    for slot, words in reversed(fills):
        result = result[: slot.start] + words + result[slot.end :]
    if fills and text[0].isupper():
        result = result[0].upper() + result[1:]
    used = tuple(mention.text for mention in chosen.values())
    return _Rewrite(result if fills else "", tuple(left), used)


def _group(slot: Slot) -> str:
    """Name the class of open words that share what they stand for."""
    for name, words in (("m", w.MALE), ("f", w.FEMALE), ("n", w.NEUTER), ("p", w.PLURAL)):
        if slot.low in words:
            return name
    return f"{slot.use}{slot.start}"


def _taken(mention: Mention, text: str, chosen: dict[str, Mention]) -> bool:
    return mention.text.lower() in text.lower() or mention in chosen.values()


def _fill(slot: Slot, mention: Mention) -> str:
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


def _with_topic(text: str, ready: Sequence[Candidate], left: Sequence[Slot]) -> str:
    """Add what a question is about in brackets."""
    personal = any(slot.low in w.MALE | w.FEMALE for slot in left)
    topics = (c.mention for c in ready if _is_topic(c, text))
    if personal:
        topics = (m for m in topics if m.kind in (Kind.PERSON, Kind.NAME) and not m.plural)
    topic = next(topics, None)
    if topic is None:
        return text
    body, sign = (text[:-1].rstrip(), "?") if text.endswith("?") else (text, "")
    return f"{body} (about {topic.text}){sign}"


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
