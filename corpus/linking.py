"""The best order-preserving assignment of note labels to candidate places.

A chain of candidates, rising both in place and in number, links some of the notes; a note it
leaves out has lost its mark. The best chain is the one whose scores add up to most. Summing over
all chains instead of taking the best gives the probability of each link. Both take a Fenwick tree
and O(n log n) steps for n candidates.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby

from corpus.candidates import Candidate
from corpus.markfree import Placed

_NEGLIGIBLE = -40.0
"""What lies so far below another logarithm changes nothing in double precision when added."""


def best_score(candidates: Sequence[Candidate]) -> float:
    """Add up the scores of the best chain; 0 when there is none."""
    return sum(candidates[i].score for i in _best_chain(candidates)) if candidates else 0.0


def assign(candidates: Sequence[Candidate], numbers: Iterable[int]) -> list[Placed]:
    """Link notes to the places where their marks stand.

    Parameters
    ----------
    candidates : sequence of Candidate
        By place. A score above 0 is better than leaving the note without a mark.
    numbers : iterable of int
        The numbers of the notes there are.

    Returns
    -------
    list of Placed
        By place; at most one a number. Their confidence is the share, among all chains weighted
        by their odds, of those that hold the link.
    """
    wanted = set(numbers)
    usable = [c for c in candidates if c.number in wanted]
    if not usable:
        return []
    confidence = _marginals(usable)
    return [
        Placed(usable[i].number, usable[i].start, usable[i].end, round(confidence[i], 4))
        for i in _best_chain(usable)
    ]


def _best_chain(candidates: Sequence[Candidate]) -> list[int]:
    best = [(0.0, -1)] * (max(c.number for c in candidates) + 1)
    came_from: dict[int, int] = {}
    for _, group in groupby(range(len(candidates)), key=lambda i: candidates[i].token):
        ended = []
        for i in group:
            value, last = _greatest(best, candidates[i].number - 1)
            came_from[i] = last
            ended.append((value + candidates[i].score, i))
        for value, i in ended:
            _raise(best, candidates[i].number, (value, i))
    _, at = _greatest(best, len(best) - 1)
    chain = []
    while at >= 0:
        chain.append(at)
        at = came_from[at]
    return chain[::-1]


def _greatest(tree: list[tuple[float, int]], upto: int) -> tuple[float, int]:
    found = (0.0, -1)
    while upto > 0:
        if tree[upto][0] > found[0]:
            found = tree[upto]
        upto -= upto & -upto
    return found


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at


def _marginals(candidates: Sequence[Candidate]) -> list[float]:
    size = max(c.number for c in candidates)
    forward, total = _log_sums(candidates, [c.number for c in candidates], size)
    turned = candidates[::-1]
    backward, _ = _log_sums(turned, [size + 1 - c.number for c in turned], size)
    return [
        min(1.0, math.exp(ahead + behind - c.score - total))
        for ahead, behind, c in zip(forward, backward[::-1], candidates, strict=True)
    ]


def _log_sums(
    candidates: Sequence[Candidate], numbers: Sequence[int], size: int
) -> tuple[list[float], float]:
    """Sum over the chains that end in each candidate, and over all chains, as logarithms."""
    tree = [-math.inf] * (size + 1)
    sums: list[float] = []
    for _, group in groupby(range(len(candidates)), key=lambda i: candidates[i].token):
        ended = [(i, candidates[i].score + _sum_below(tree, numbers[i] - 1)) for i in group]
        for i, value in ended:
            sums.append(value)
            at = numbers[i]
            while at <= size:
                tree[at] = _log_add(tree[at], value)
                at += at & -at
    return sums, _sum_below(tree, size)


def _sum_below(tree: list[float], upto: int) -> float:
    """Add up the chains so far that end at `upto` or below, the empty one included."""
    total = 0.0
    while upto > 0:
        total = _log_add(total, tree[upto])
        upto -= upto & -upto
    return total


def _log_add(a: float, b: float) -> float:
    if a < b:
        a, b = b, a
    return a + math.log1p(math.exp(b - a)) if b - a > _NEGLIGIBLE else a
