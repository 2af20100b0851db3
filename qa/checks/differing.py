"""What makes a claim wrong, said precisely: the differences between it and the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.checks.amounts import amounts_apart
from qa.checks.beside import Beside, strongest
from qa.checks.compare import Parting
from qa.checks.comparing import comparisons_apart
from qa.checks.explaining import explained
from qa.checks.grounds import causes_apart, speaker_apart
from qa.checks.roles import names_apart, order_apart
from qa.checks.senses import senses_apart
from qa.model import Difference

_MOST = 2
_LEAST, _LEAST_MORE = 1.3, 2.0
"""How sure the first difference must be, and another one."""
_SHARE = 0.75
_FIRST = 1.0
"""By how much another sentence must be surer than the best one to be taken instead."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence a claim is held against.

    Attributes
    ----------
    text : str
        Its words.
    speaker : str or None
        The person quoted in it.
    """

    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs, and in which sentence.

    Attributes
    ----------
    differences : tuple of Difference
        Surest first.
    detail : str
        The aspect of the surest; "paraphrase" where nothing could be named.
    at : int
        The sentence that says otherwise.
    """

    differences: tuple[Difference, ...]
    detail: str
    at: int


def differing(claim: str, sentences: Sequence[Told]) -> Differing:
    """Name what differs between a claim and the first sentence that says otherwise.

    Examples
    --------
    >>> found = differing("He ruled for eight years.", [Told("He ruled for five years.")])
    >>> found.differences[0].explanation
    'You say eight years; the source says five years.'
    """
    found = [partings(claim, told) for told in sentences]
    if not any(found):
        return Differing((), "paraphrase", 0)
    best = max(
        range(len(found)), key=lambda at: strongest(found[at]) - (_FIRST * at if found[at] else 99)
    )
    kept = found[best]
    return Differing(
        tuple(explained(each.aspect, each.difference) for each in kept),
        kept[0].aspect.value,
        best,
    )


def partings(claim: str, told: Told) -> list[Parting]:
    """Return the differences between a claim and one sentence, surest first."""
    both = Beside(claim, told.text)
    found = [
        *amounts_apart(both),
        *senses_apart(both),
        *comparisons_apart(both),
        *names_apart(both),
        *order_apart(both),
        *speaker_apart(both, told.speaker),
        *causes_apart(both),
    ]
    found.sort(key=lambda parting: -parting.strength)
    kept: list[Parting] = []
    for each in found:
        floor = max(_LEAST_MORE, _SHARE * found[0].strength) if kept else _LEAST
        if each.strength >= floor and not any(_overlap(each, other) for other in kept):
            kept.append(each)
    return kept[:_MOST]


def _overlap(one: Parting, other: Parting) -> bool:
    """Whether two differences concern the same words."""
    return any(
        bool(set(a.lower().split()) & set(b.lower().split()))
        for a, b in (
            (one.difference.claimed, other.difference.claimed),
            (one.difference.source, other.difference.source),
        )
    )
