"""What an open word in a question stands for."""

from collections.abc import Sequence
from typing import Final

from qa.followups import words as w
from qa.followups.context import SURE_PLACE, Candidate
from qa.followups.mentions import Kind, Mention, mentions
from qa.followups.slots import Slot, Use, agrees

_IN_PASSING: Final = 0.8
_OF_GENDER: Final = 1.15
_IN_PLACE: Final = frozenset(["in", "at", "to", "from", "near", "into", "on", "through", "across"])
_WHENCE: Final = frozenset(["from", "to"])
_VAGUE: Final = frozenset("a an some any another many several other each every".split())


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


def _fit(slot: Slot, candidate: Candidate) -> float:
    mention = candidate.mention
    if slot.low in w.THIRD:
        passing = slot.low in w.PERSONAL and _is_in_passing(candidate)
        if slot.low in w.PERSONAL and _is_whence(candidate):
            return 0.0
        told = slot.low in w.PERSONAL and mention.gender and not candidate.answered
        ready = _IN_PASSING if passing else _OF_GENDER if told else 1.0
        return _pronoun_fit(slot, mention) * ready
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


def _is_whence(candidate: Candidate) -> bool:
    """Whether an answer's bare name is a place, as in "a degree from Galway"."""
    mention = candidate.mention
    bare = mention.kind is Kind.NAME and not mention.gender and " " not in mention.text
    return candidate.answered and bare and mention.before in _WHENCE


def _pronoun_fit(slot: Slot, mention: Mention) -> float:
    if not agrees(slot.low, mention) or len(mention.text.split(" ")) > 8:
        return 0.0
    fit = 1.15 if slot.use is Use.SUBJECT and mention.before in w.AUXILIARY else 1.0
    first = mention.text.split(" ")[0].lower()
    if first in w.POSSESSIVE:
        return 0.0
    placed = mention.before in _IN_PLACE and mention.kind in (Kind.NAME, Kind.PLACE)
    if slot.low in w.PERSONAL:
        vague = first in _VAGUE | {"one", "no"} and not mention.proper
        if mention.kind is Kind.NAME and mention.before in SURE_PLACE:
            return 0.0
        fit *= 0.3 if placed else 0.5 if vague else 1.2 if mention.kind is Kind.PERSON else 1.0
        return fit
    fit *= 0.6 if mention.owner else 1.0
    if slot.low in w.NEUTER:
        personal = mention.kind is Kind.NAME and mention.before in w.DO
        return fit * (0.5 if personal or placed or first == "one" else 1.0)
    fit *= 1.0 if mention.plural else 0.8
    body = mention.kind is Kind.GROUP and mention.before in w.PREPOSITION and not mention.proper
    fit *= 0.6 if body else 1.0
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
