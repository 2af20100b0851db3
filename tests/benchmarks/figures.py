"""Figures over judgements, and tables of them in Markdown."""

from collections.abc import Iterable, Sequence

import numpy as np


def area_under_curve(scores: Sequence[float], right: Sequence[bool]) -> float | None:
    """Chance that a right one has a greater score than a wrong one; a tie counts half.

    None where all are right or all are wrong.
    """
    values, truth = np.asarray(scores, float), np.asarray(right, bool)
    yes, no = values[truth], values[~truth]
    if not len(yes) or not len(no):
        return None
    ordered = np.sort(no)
    below, up_to = np.searchsorted(ordered, yes, "left"), np.searchsorted(ordered, yes, "right")
    return float((below + up_to).mean() / 2 / len(no))


def brier_score(probabilities: Sequence[float], right: Sequence[bool]) -> float | None:
    """Mean squared distance of probabilities from what came true; 0 is best."""
    if not len(right):
        return None
    apart = np.asarray(probabilities, float) - np.asarray(right, float)
    return float(np.mean(apart**2))


def balanced_accuracy(said: Sequence[object], truth: Sequence[object]) -> float | None:
    """Mean, over the values of the truth, of the share of them that was said rightly."""
    kinds = list(dict.fromkeys(truth))
    shares = [
        np.mean([s == t for s, t in zip(said, truth, strict=True) if t == kind]) for kind in kinds
    ]
    return float(np.mean(shares)) if shares else None


def best_threshold(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Return the score from which taking as right gives the best balanced accuracy."""
    values, truth = np.asarray(scores, float), np.asarray(right, bool)
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(truth[order]) / max(1, truth.sum())
    errors = np.cumsum(~truth[order]) / max(1, (~truth).sum())
    ends = np.append(values[order][1:] != values[order][:-1], True)
    gain = np.where(ends, hits - errors, -np.inf)
    return float(values[order][int(np.argmax(gain))])


def mean(values: Iterable[float | None]) -> float | None:
    """Average what is known; None where nothing is."""
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None


def percent(share: float | None) -> str:
    """Write a share as a table does."""
    return "" if share is None else f"{100 * share:.0f}%"


def decimal(value: float | None, places: int = 2) -> str:
    """Write a number as a table does."""
    return "" if value is None else f"{value:.{places}f}"


def markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
