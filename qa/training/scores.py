"""Scores of ordered sentences and of judgements, by kind of question and by text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.training.reading import Read


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A question read, and a score for each sentence.

    Attributes
    ----------
    read : Read
        The question.
    logits : ndarray of float32, shape (s,)
        Greater is better.
    """

    read: Read
    logits: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class OrderScores:
    """How often what answers came out on top.

    Attributes
    ----------
    questions : int
        How many were asked.
    first, among_three : float
        Share with a right sentence first, or among the first three.
    passage_in_five : float
        Share with a right passage among the first five, by their best sentence.
    """

    questions: int
    first: float
    among_three: float
    passage_in_five: float


def order_scores(orders: Iterable[Order]) -> dict[str, OrderScores]:
    """Score orders over all questions but claims, by kind, and by text.

    Questions whose evidence was not found at all count as failures.
    """
    seen: defaultdict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for order in orders:
        example = order.read.example
        if not example.gold:
            continue
        result = _result(order)
        kinds = (example.type,) if example.type == "claim" else ("all", example.type)
        for key in (*kinds, order.read.text):
            seen[key].append(result)
    return {
        key: OrderScores(len(results), *np.mean(results, axis=0).tolist())
        for key, results in sorted(seen.items())
    }


def _result(order: Order) -> tuple[bool, bool, bool]:
    rows = np.argsort(-order.logits, kind="stable").tolist()
    gold, pool = order.read.gold, order.read.reading.pool
    passages = list(dict.fromkeys(pool.owners[rows].tolist()))[:5]
    right = {passage for passage, _ in order.read.example.gold}
    return (
        rows[0] in gold,
        bool(gold.intersection(rows[:3])),
        any(pool.passages[passage].id in right for passage in passages),
    )


def table(scores: Mapping[str, OrderScores]) -> str:
    """Lay scores out as a Markdown table."""
    lines = ["| | questions | first | among three | passage in five |", "|---|---|---|---|---|"]
    lines += [
        f"| {key} | {s.questions} | {s.first:.3f} | {s.among_three:.3f} | {s.passage_in_five:.3f} |"
        for key, s in scores.items()
    ]
    return "\n".join(lines) + "\n"


def balanced_accuracy(
    probabilities: NDArray[np.float32], right: NDArray[np.bool_], threshold: float
) -> float:
    """Average the share of rights at or above a threshold and of wrongs below it."""
    said = probabilities >= threshold
    return float((said[right].mean() + (~said[~right]).mean()) / 2)


def area(positive: NDArray[np.float32], negative: NDArray[np.float32]) -> float:
    """Return the area under the curve: how often the one is above the other, ties counting half."""
    above = positive[:, None] > negative[None, :]
    return float(above.mean() + (positive[:, None] == negative[None, :]).mean() / 2)


def reliability(probabilities: NDArray[np.float32], right: NDArray[np.bool_], bins: int = 5) -> str:
    """Lay out, for questions of like probability, how many were answerable, as Markdown."""
    lines = ["| probability | questions | mean | answerable |", "|---|---|---|---|"]
    edges = np.linspace(0, 1, bins + 1)
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        own = (probabilities >= low) & ((probabilities < high) | (high == 1))
        if own.any():
            mean, share = probabilities[own].mean(), right[own].mean()
            lines.append(f"| {low:.1f} to {high:.1f} | {own.sum()} | {mean:.2f} | {share:.2f} |")
    return "\n".join(lines) + "\n"


def risk_coverage(probabilities: NDArray[np.float32], right: NDArray[np.bool_]) -> str:
    """Lay out how many unanswerable questions are among the surest, as Markdown."""
    order = np.argsort(-probabilities, kind="stable")
    lines = ["| answered | unanswerable among them |", "|---|---|"]
    for share in (0.25, 0.5, 0.75, 1.0):
        kept = order[: round(share * len(order))]
        lines.append(f"| {share:.0%} | {(~right[kept]).mean():.3f} |")
    return "\n".join(lines) + "\n"
