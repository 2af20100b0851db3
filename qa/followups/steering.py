"""Remarks on the talk itself, put as the question they ask: "say more", "are you sure?"."""

import re
from collections.abc import Sequence
from typing import Final

from qa.followups import words as w
from qa.followups.asides import without_aside
from qa.followups.context import candidates
from qa.followups.mentions import Kind, Mention, mentions
from qa.model import Exchange

_BEGS: Final = r"(?:(?:please|can you|could you|would you|will you|i(?:'d| would) like to)\s+)*"
_THAT: Final = r"(?:that|this|it)"
_ON: Final = rf"(?:\s+(?:about|on|of)\s+{_THAT})?"
_MORE: Final = re.compile(
    rf"{_BEGS}(?:(?:say|tell (?:me|us)|give (?:me|us)|hear|know)\s+"
    rf"(?:(?:some|a (?:bit|little)|something)\s+)?more(?:\s+details?)?{_ON}"
    rf"|(?:go|carry) on|continue|keep going|more(?:\s+details?)?{_ON}|(?:elaborate|expand){_ON}"
    r"|(?:is there )?anything else|what else)"
    r"(?:,?\s+please)?",
    re.IGNORECASE,
)
_DOUBTS: Final = re.compile(
    rf"(?:really|seriously|honestly|(?:are you|is {_THAT}) (?:(?:quite|really) )?(?:sure|certain)"
    rf"(?: (?:about|of) {_THAT})?|is that so|how do you know(?: {_THAT})?|says who"
    rf"|(?:say|repeat) {_THAT}(?: again)?|come again)",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"(?:(?:let's|let us|can we|i(?:'d| would) like to|i want to)\s+(?:talk|speak|hear|ask|know)"
    rf"\s+(?:\w+\s+)?about|{_BEGS}(?:(?:tell (?:me|us)|say)\s+)?(?:(?:some|a (?:bit|little))\s+)?"
    r"more\s+(?:about|on))\s+(?P<topic>[^,;:?.]+)",
    re.IGNORECASE,
)


def is_remark(text: str) -> bool:
    """Whether a question remarks on the talk itself."""
    plain = text.strip(" ?!.").replace("’", "'")
    return any(form.fullmatch(plain) for form in (_DOUBTS, _MORE, _TALK))


def steered(text: str, past: Sequence[Exchange]) -> str | None:
    """Give the question that a remark on the talk comes to; None for any other.

    Whoever doubts is shown again what the last answer rests on.

    Parameters
    ----------
    text : str
        The remark, without its lead-in.
    past : sequence of Exchange
        Earlier turns, oldest first, written out; at least one.

    Examples
    --------
    >>> steered("Say more.", [Exchange("Who designed the bridge?", "Marchbanks.")])
    'Tell me more about the bridge.'
    """
    plain = text.strip(" ?!.").replace("’", "'")
    if _DOUBTS.fullmatch(plain):
        return without_aside(past[-1].question)
    if _MORE.fullmatch(plain):
        topic = _topic(past)
        return f"Tell me more about {topic}." if topic else None
    talk = _TALK.fullmatch(plain)
    return f"Tell me more about {talk['topic']}." if talk else None


def _topic(past: Sequence[Exchange]) -> str:
    """Name what the last question was about: its subject, or else what came up readiest."""
    asked = [m for m in mentions(past[-1].question) if _is_named(m) and not m.owner]
    subject = next((m for m in asked if m.before in w.AUXILIARY), None)
    if subject or asked:
        return (subject or asked[0]).text
    ready = (c.mention for c in candidates(tuple(past)))
    return next((m.text for m in ready if _is_named(m)), "")


def _is_named(mention: Mention) -> bool:
    first = mention.text.split(" ")[0].lower()
    definite = mention.proper or first == "the"
    return definite and mention.kind is not Kind.TIME
