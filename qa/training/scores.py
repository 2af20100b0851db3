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
