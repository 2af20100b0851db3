"""Putting a difference into a sentence for its reader."""

import re
from dataclasses import replace

from qa.checks.compare import Aspect
from qa.model import Difference

_SAYINGS = {
    Aspect.CAUSE: "You give as the cause “{claimed}”; the source gives “{source}”.",
    Aspect.SPEAKER: "You give the words to {claimed}; in the source they are {source}’s.",
    Aspect.ORDER: "You have it as “{claimed}”; the source has it the other way round: “{source}”.",
}
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot|hardly|scarcely|barely"
    r"|rarely|seldom|rather than|instead of|far from)\b|n['’]t\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"[’']s$")
_PLAIN = frozenset({Aspect.NUMBER, Aspect.DATE, Aspect.NAME})


def explained(aspect: Aspect | None, difference: Difference) -> Difference:
    """Return a difference with the sentence that says it.

    Parameters
    ----------
    aspect : Aspect or None
        In what claim and source part; None for a quotation.
    difference : Difference
        The words of both.

    Examples
    --------
    >>> explained(Aspect.NUMBER, Difference("eight years", "five years")).explanation
    'You say eight years; the source says five years.'
    """
    return replace(
        difference,
        aspect=aspect.value if aspect else "",
        explanation=_sentence(aspect, difference.claimed, difference.source),
    )


def _sentence(aspect: Aspect | None, claimed: str, source: str) -> str:
    if aspect is None:
        return _of_quotation(claimed, source)
    if aspect is Aspect.SPEAKER and not source:
        return f"You give the words to {claimed}; the source does not say that they are."
    if not claimed:
        return f"The source says “{source}”, which you leave out."
    if not source:
        return f"You say “{claimed}”, which the source does not."
    if aspect is Aspect.POLARITY and _DENIES.search(source) and not _DENIES.search(claimed):
        return f"The source denies this: “{source}”."
    if aspect in _SAYINGS:
        owner = _OWNED.sub("", source) if aspect is Aspect.SPEAKER else source
        return _SAYINGS[aspect].format(claimed=claimed, source=owner)
    if aspect in _PLAIN:
        return f"You say {claimed}; the source says {source}."
    return f"You say “{claimed}”; the source says “{source}”."


def _of_quotation(claimed: str, source: str) -> str:
    if not claimed:
        return f"You leave out “{source}”."
    if not source:
        return f"You add “{claimed}”, which the source does not have."
    return f"You quote “{claimed}”; the source has “{source}”."
