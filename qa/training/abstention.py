"""Train the judge of whether a source answers.

``python -m qa.training.abstention --data FOLDER`` reads the written questions, answerable or not,
with the pipeline as it stands and fits a logistic regression. Both outcomes weigh the same within
every kind of question: how many unanswerable questions ask "how many" says nothing about a source.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.minilm import TUNED, MiniLMEncoder
from qa.abstention import ABSTENTION
from qa.answer_features import answer_features
from qa.artefacts import WEIGHTS, write_names
from qa.evidence import SentenceRanker
from qa.question import AnswerType, expected_answer
from qa.training.artefacts import save_weights
from qa.training.reading import Read, read_all
from qa.training.regression import fit_logistic
from qa.training.scores import balanced_accuracy, reliability, risk_coverage
from qa.training.texts import read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "unanswerable"})
LOOKED_AT = (
    "excess",
    "lead_second",
    "share_three",
    "together",
    "kind_sentence",
    "some_nowhere",
    "some_shared",
    "best_late",
    "best_late_passage",
    "near_passage_least",
    "names_missing",
    "best_dense",
)
"""The features used; with all there are, sources of other kinds are judged worse."""
DECAY = 0.01
CLIP = 4

MOST = 4
"""Times as many answerable as unanswerable questions of a kind that may count."""
_KINDS = {
    AnswerType.PERSON: "name",
    AnswerType.NAME: "name",
    AnswerType.TIME: "time",
    AnswerType.PLACE: "time",
    AnswerType.NUMBER: "number",
    AnswerType.REASON: "reason",
    AnswerType.MANNER: "reason",
}

Matrix = NDArray[np.float32]


def describe(
    reads: Sequence[Read], names: Sequence[str] = LOOKED_AT
) -> tuple[Matrix, NDArray[np.bool_], list[str]]:
    """Return features' values, which questions are answerable, and their kinds."""
    described = [answer_features(r.reading) for r in reads]
    values = np.array([[d[name] for name in names] for d in described], np.float32)
    right = np.array([r.example.answerable for r in reads])
    return values, right, [kind_of(r.example.question) for r in reads]


def kind_of(question: str) -> str:
    """Return the kind of a question: what it asks for, kinds that are put alike together."""
    asked = expected_answer(question).type
    return _KINDS.get(asked, "other")


def balance(kinds: Sequence[str], right: NDArray[np.bool_]) -> Matrix:
    """Weigh questions so that, within every kind, both outcomes have the same weight in all."""
    weights, own = np.ones(len(kinds), np.float32), np.array(kinds)
    for kind in set(kinds):
        answerable, not_ = (own == kind) & right, (own == kind) & ~right
        counts = answerable.sum(), not_.sum()
        half = (min(counts[0], MOST * counts[1]) + counts[1]) / 2
        weights[answerable], weights[not_] = (half / max(1, count) for count in counts)
    return np.asarray(weights / weights.mean(), np.float32)


def fit(
    values: Matrix, right: NDArray[np.bool_], importance: Matrix | None = None
) -> dict[str, Matrix]:
    """Fit the regression; the result is what the artefact holds, but for names and threshold.

    Parameters
    ----------
    values : ndarray of float32, shape (n, f)
        Features.
    right : ndarray of bool, shape (n,)
        Which questions are answerable.
    importance : ndarray of float32, shape (n,), optional
        How much each counts; by default both outcomes weigh the same.
    """
    mean, spread = values.mean(axis=0), values.std(axis=0)
    scale = np.where(spread > 1e-6, spread, np.float32(1))
    scaled = np.clip((values - mean) / scale, -CLIP, CLIP)
    linear, bias = fit_logistic(scaled, right, DECAY, importance=importance)
    return {"mean": mean, "scale": scale, "linear": linear, "bias": np.array([bias], np.float32)}


def probabilities(fitted: dict[str, Matrix], values: Matrix) -> Matrix:
    """Apply a regression."""
    scaled = np.clip((values - fitted["mean"]) / fitted["scale"], -CLIP, CLIP)
    logits = scaled @ fitted["linear"] + fitted["bias"]
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def leave_one_out(
    texts: Sequence[str],
    values: Matrix,
    right: NDArray[np.bool_],
    kinds: Sequence[str] | None = None,
) -> Matrix:
    """Judge each text's questions by a regression fitted on the others."""
    names, judged = np.array(texts), np.zeros(len(texts), np.float32)
    for name in sorted(set(texts)):
        own = names == name
        importance = balance(np.array(kinds)[~own].tolist(), right[~own]) if kinds else None
        judged[own] = probabilities(fit(values[~own], right[~own], importance), values[own])
    return judged


def best_threshold(judged: Matrix, right: NDArray[np.bool_]) -> float:
    """Return the threshold with the best balanced accuracy, smoothed over its neighbours."""
    steps = np.linspace(0.3, 0.7, 81)
    scores = np.array([balanced_accuracy(judged, right, step) for step in steps])
    smooth = np.convolve(np.pad(scores, 5, mode="edge"), np.full(11, 1 / 11), "valid")
    return float(steps[np.argmax(smooth)])


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure with each text left out in turn, and save."""
    parser = argparse.ArgumentParser(description="Train the judge of whether a source answers.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of weights")
    parser.add_argument("--encoder", type=Path, default=TUNED, help="weights of the reader")
    parser.add_argument("--texts", nargs="*", help="texts the reader was not trained on")
    options = parser.parse_args(arguments)
    texts = read_texts(options.data, options.texts)
    encoder = MiniLMEncoder(tuned=options.encoder)
    reads = list(read_all(texts, encoder, SentenceRanker(), TYPES))
    values, right, kinds = describe(reads)
    judged = leave_one_out([r.text for r in reads], values, right, kinds)
    threshold = best_threshold(judged, right)
    brier = float(np.mean((judged - right) ** 2))
    sys.stdout.write(
        f"balanced accuracy {balanced_accuracy(judged, right, threshold):.3f} at {threshold:.2f}, "
        f"Brier score {brier:.3f}, {len(reads)} questions\n"
        f"{reliability(judged, right)}{risk_coverage(judged, right)}"
    )
    save_weights(
        options.out / ABSTENTION,
        fit(values, right, balance(kinds, right))
        | {"names": write_names(LOOKED_AT), "threshold": np.array([threshold], np.float32)},
    )


if __name__ == "__main__":
    main()
