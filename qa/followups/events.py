"""What happened, in the words of a question before: "Who did it?", "What caused that?"."""

import re
from collections.abc import Sequence
from typing import Final

from qa.followups import words as w
from qa.followups.graft import graft
from qa.followups.mentions import mentions
from qa.followups.phrases import Token, tokens
from qa.model import Exchange

_IT: Final = r"(?:it|that|this)"
_WHO: Final = re.compile(rf"who(?: by| (?:did|had done|has done) {_IT})?|by whom", re.IGNORECASE)
_CAUSE: Final = re.compile(
    rf"what (?:caused|led to|brought about) {_IT}"
    rf"|what (?:is|was) the (?:cause|reason) (?:of|for) {_IT}",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"(?:(?:what|how) about |what (?:is|was) )?the (?:cause|reason)", re.IGNORECASE
)
_WHEN: Final = re.compile(
    rf"(when|where|why|how) (?:(?:did|does) {_IT} (?:happen|occur|come about|take place)"
    r"|(?:is|was) (?:that|this))",
    re.IGNORECASE,
)
_DOING: Final = re.compile(rf"\bdo (?:{_IT}|so)\b", re.IGNORECASE)
_DONE: Final = frozenset("is are was were".split())
_REACH: Final = 3
"""Turns back that an event may lie."""


def of_event(text: str, past: Sequence[Exchange]) -> str | None:
    """Ask of what a question before told as happening or done, where "it" can be nothing else.

    Parameters
    ----------
    text : str
        The question, without its lead-in.
    past : sequence of Exchange
        Earlier turns, oldest first, written out.

    Examples
    --------
    >>> of_event("Who did it?", [Exchange("When was the boat burned?", "In July.")])
    'Who burned the boat?'
    """
    plain = text.strip(" ?!.")
    near = past[: -_REACH - 1 : -1]
    if _WHO.fullmatch(plain):
        return next((found for turn in near if (found := _agent(turn.question))), None)
    if _CAUSE.fullmatch(plain):
        passive = [turn for turn in near if _agent(turn.question)]
        return graft("Why", passive[0].question, "") if passive else None
    if _REASON.fullmatch(plain):
        return graft("Why", past[-1].question, past[-1].answer)
    when = _WHEN.fullmatch(plain)
    if when:
        turn = next((turn for turn in near if _is_told_of(turn.question)), None)
        return graft(when[1], turn.question, turn.answer) if turn else None
    doing = _DOING.search(text)
    deed = _deed(past[-1].question) if doing else ""
    return f"{text[: doing.start()]}{deed}{text[doing.end() :]}" if doing and deed else None


def _is_told_of(question: str) -> bool:
    """Whether a question tells of something that happened, and does not only ask who or when."""
    return any(_is_participle(t) or t.low in w.VERB for t in tokens(question)[1:])


def _agent(question: str) -> str | None:
    """Ask who did what a question tells of as done: "When was it burned?"."""
    sequence = tokens(question)
    auxiliary = next((t for t in sequence if t.low in _DONE), None)
    if auxiliary is None:
        return None
    found = [m for m in mentions(question) if not m.owner]
    after = next((m for m in found if m.start == auxiliary.end + 1), None)
    counted = next((m for m in found if m.end + 1 == auxiliary.start), None)
    subject, end = (after, after.end) if after else (counted, auxiliary.end)
    verb = next((t for t in sequence if t.start >= end and not t.low.endswith("ly")), None)
    if subject is None or verb is None or not _is_participle(verb):
        return None
    whom = re.sub(r"^(?:many|how many)\s+", "", subject.text, flags=re.IGNORECASE)
    rest = re.split(r"\s+by\b", question[verb.end :])[0].rstrip(" ?")
    if verb.low.endswith("ed"):
        return f"Who {verb.text} {whom}{rest}?"
    return f"By whom {auxiliary.low} {whom} {verb.text}{rest}?"


def _is_participle(token: Token) -> bool:
    acts = token.low in w.VERB_FORM and not token.low.endswith("ing")
    return token.text.islower() and (acts or len(token.low) > 4 and token.low.endswith("ed"))


def _deed(question: str) -> str:
    """Give what somebody did, in the words of a question that asks of it: "burn the boat"."""
    sequence = tokens(question)
    subject = next((m for m in mentions(question) if m.before in w.HELPER and not m.owner), None)
    if subject is None or sequence[0].low in ("who", "whom", "what", "which"):
        return ""
    deed = question[subject.end :].strip(" ?")
    return deed if deed[:1].islower() and "," not in deed else ""
