"""A follow-up written out: its open words filled from what the conversation has named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from qa.followups import words as w
from qa.followups.context import Candidate, candidates, possessive
from qa.followups.events import of_event
from qa.followups.graft import graft, is_fragment, topic_of
from qa.followups.mentions import Kind, Mention, mentions, new_names
from qa.followups.phrases import tokens
from qa.followups.referents import referent
from qa.followups.slots import Slot, Use, slots
from qa.followups.steering import steered
from qa.model import Exchange

_CORRECTED: Final = 3
"""Turns back that what is put right may lie."""
_UNCOUNTED: Final = frozenset(["one", "few", "many", "several"])
_LOWERED: Final = w.DETERMINER | w.NUMBER | w.POSSESSIVE
_STAYING: Final = frozenset("in at on near across under over within outside inside".split())
_BEFORE_PLACE: Final = frozenset("from near around through to into in at on".split())
_MOTION: Final = frozenset(
    "go goes going went gone get gets getting got come came arrive arrived travel travelled return"
    " returned back sail sailed ride rode walk walked move moved send sent bring brought"
    " march marched".split()
)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question with its open words filled.

    Attributes
    ----------
    text : str
        The question; empty where nothing could be filled.
    open : tuple of Slot
        The words that nothing was found for.
    used : tuple of str
        What the others were filled with.
    apart : bool
        Whether it asks the same of somebody else, so that nothing else said before bears on it.
    whole : bool
        Whether it was put together from questions before, being none by itself.
    """

    text: str
    open: tuple[Slot, ...] = ()
    used: tuple[str, ...] = ()
    apart: bool = False
    whole: bool = False


def rewrite(
    text: str, past: Sequence[Exchange], without: Sequence[str] = (), *, corrects: bool = False
) -> Rewrite:
    """Fill what a question leaves open.

    Parameters
    ----------
    text : str
        The question, without its lead-in.
    past : sequence of Exchange
        Earlier turns, oldest first, written out.
    without : sequence of str
        What must not be used, to get the next best reading.
    corrects : bool
        Whether it puts right what was asked before, in the last question or in one before that.
    """
    if not past:
        return Rewrite("")
    if not without:
        said = steered(text, past) or of_event(text, past)
        found = _settled(said, past) if said else _grafted(text, past, corrects)
        if found:
            return found
    ready = [c for c in candidates(tuple(past)) if c.mention.text not in without]
    open_ = sorted([*slots(text), *_definite(text, ready)], key=lambda slot: slot.start)
    return _filled(text, open_, ready)


def _settled(text: str, past: Sequence[Exchange]) -> Rewrite:
    """Fill what words taken from questions before still leave open."""
    filled = _filled(text, slots(text), candidates(tuple(past)))
    whole = filled.text or text
    return Rewrite(re.sub(r" of it\?$", "?", whole), whole=True)


def _grafted(text: str, past: Sequence[Exchange], corrects: bool) -> Rewrite | None:
    """Set a fragment into a question before; ask about what it names where it fits into none."""
    if not is_fragment(text):
        return None
    for turn in past[: -_CORRECTED - 1 : -1] if corrects else past[-1:]:
        grafted = graft(text, turn.question, turn.answer)
        if grafted:
            apart = bool(new_names(text, turn.question))
            dated = all(m.kind is Kind.TIME for m in mentions(f"in {text}"))
            return replace(_settled(grafted, past), apart=apart, whole=dated)
    topic = topic_of(f"What about {text}" if corrects else text)
    return _settled(f"Tell me about {topic}.", past) if topic else None


def named_by(text: str, answer: str) -> str:
    """Read "he" in a question as the person its answer begins with."""
    named = [
        c
        for c in candidates((Exchange("", answer),))
        if c.mention.kind in (Kind.PERSON, Kind.NAME) and c.mention.before not in w.PREPOSITION
    ]
    people = [s for s in slots(text) if s.low in w.PERSONAL]
    return _filled(text, people, named[:1]).text or text


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


def _filled(text: str, open_: Sequence[Slot], ready: Sequence[Candidate]) -> Rewrite:
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
        fills.append((slot, _fill(slot, mention, text)))
    result = text
    for slot, words in reversed(fills):
        result = result[: slot.start] + words + result[slot.end :]
    if fills and text[0].isupper():
        result = result[0].upper() + result[1:]
    used = tuple(mention.text for mention in chosen.values())
    return Rewrite(result if fills else "", tuple(left), used)


def _group(slot: Slot) -> str:
    """Name the class of open words that share what they stand for."""
    for name, words in (("m", w.MALE), ("f", w.FEMALE), ("n", w.NEUTER), ("p", w.PLURAL)):
        if slot.low in words:
            return name
    return f"{slot.use}{slot.start}"


def _taken(mention: Mention, text: str, chosen: dict[str, Mention]) -> bool:
    if " and " in mention.text and any(one.text in mention.text for one in chosen.values()):
        return True
    return mention.text.lower() in text.lower() or mention in chosen.values()


def _definitely(text: str) -> str:
    """Speak of "a strike" as "the strike" once it has been named."""
    first, _, rest = text.partition(" ")
    low = first.lower()
    if low in w.NUMBER - _UNCOUNTED and rest:
        return f"the {low} {rest}"
    vague = low in ("a", "an", "some", "many", "several", "any")
    return f"the {rest}" if vague and rest else text


def _fill(slot: Slot, mention: Mention, text: str) -> str:
    """Give the words to put in place of an open word."""
    words = _definitely(mention.text)
    if slot.start and words[:1].isupper() and words.split(" ")[0].lower() in _LOWERED:
        words = words[0].lower() + words[1:]
    if slot.use is Use.POSSESSIVE:
        return possessive(replace(mention, text=words))
    if slot.use is Use.THERE:
        return f"{_whither(slot, mention, text)} {words}".lstrip()
    return words


def _whither(slot: Slot, mention: Mention, text: str) -> str:
    """Give the preposition that "there" stands for."""
    before = tokens(text[: slot.start])
    if before and before[-1].low in _MOTION:
        return "to"
    if before and before[-1].low in _BEFORE_PLACE:
        return ""
    if mention.head in w.SITE_NOUN:
        return "at"
    if mention.before in _STAYING:
        return mention.before
    return "in" if mention.kind in (Kind.PLACE, Kind.NAME) else "at"
