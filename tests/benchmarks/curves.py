"""How far probabilities mean what they say, and what answering more costs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]
"""The probability given to a question, and whether it could be answered."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like probability.

    Attributes
    ----------
    count : int
        How many.
    probability : float
        Their mean probability.
    share, low, high : float
        Share that could be answered, with the ends of its 95% interval, all as they would be if
        as many questions could be answered as not.
    """

    count: int
    probability: float
    share: float
    low: float
    high: float


def reliability(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """Put questions in bins of equal width and compare; empty bins are left out."""
    answerable = sum(right for _, right in judged)
    odds = answerable / max(1, len(judged) - answerable)
    grouped: list[list[Judged]] = [[] for _ in range(bins)]
    for probability, right in judged:
        grouped[min(bins - 1, int(probability * bins))].append((probability, right))
    return [_bin(own, odds) for own in grouped if own]


def _bin(own: Sequence[Judged], odds: float) -> Bin:
    right = sum(answerable for _, answerable in own)
    low, high = wilson(right, len(own))
    probability = sum(p for p, _ in own) / len(own)
    return Bin(
        len(own),
        probability,
        *(at_even_odds(share, odds) for share in (right / len(own), low, high)),
    )


def at_even_odds(share: float, odds: float) -> float:
    """Turn a share of rights, found among `odds` rights to a wrong, into that at even odds."""
    if not odds:
        return share
    return share / odds / (share / odds + 1 - share)


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Return the score interval of a share (Wilson, 1927); 95% wide by default."""
    share, spread = right / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / count + spread / 4 / count) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def risk_coverage(judged: Sequence[Judged], fewest: int = 20) -> Iterator[tuple[float, float]]:
    """Yield, from the surest question down, the share answered and the share of those in vain.

    The first few questions say too little to be drawn. Ties are answered together.
    """
    ordered = sorted(judged, key=lambda one: -one[0])
    vain = 0
    for number, (probability, right) in enumerate(ordered, 1):
        vain += not right
        tied = number < len(ordered) and ordered[number][0] == probability
        if number >= min(fewest, len(ordered)) and not tied:
            yield number / len(ordered), vain / number


def at_threshold(judged: Sequence[Judged], threshold: float) -> tuple[float, float]:
    """Return the share answered from a threshold up, and the share of those in vain."""
    answered = [right for probability, right in judged if probability >= threshold]
    vain = sum(not right for right in answered) / max(1, len(answered))
    return len(answered) / len(judged), vain
