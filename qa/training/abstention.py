"""Train the judge of whether a source answers.

``python -m qa.training.abstention --data FOLDER`` reads the written questions, answerable or not,
with the pipeline as it stands and fits a logistic regression in which both outcomes weigh the same.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.minilm import MiniLMEncoder
from qa.abstention import ABSTENTION
from qa.answer_features import answer_features
from qa.artefacts import WEIGHTS, write_names
from qa.evidence import SentenceRanker
from qa.training.artefacts import save_weights
from qa.training.reading import Read, read_all
from qa.training.regression import fit_logistic
from qa.training.scores import balanced_accuracy
from qa.training.texts import read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "unanswerable"})
DECAY = 0.01
CLIP = 4

Matrix = NDArray[np.float32]


def describe(reads: Sequence[Read]) -> tuple[tuple[str, ...], Matrix, NDArray[np.bool_]]:
    """Return the features' names, their values, and which questions are answerable."""
    described = [answer_features(r.reading) for r in reads]
    values = np.array([list(d.values()) for d in described], np.float32)
    return tuple(described[0]), values, np.array([r.example.answerable for r in reads])


def fit(values: Matrix, right: NDArray[np.bool_]) -> dict[str, Matrix]:
    """Fit the regression; the result is what the artefact holds, but for names and threshold."""
    mean, spread = values.mean(axis=0), values.std(axis=0)
    scale = np.where(spread > 1e-6, spread, np.float32(1))
    linear, bias = fit_logistic(np.clip((values - mean) / scale, -CLIP, CLIP), right, DECAY)
    return {"mean": mean, "scale": scale, "linear": linear, "bias": np.array([bias], np.float32)}


def probabilities(fitted: dict[str, Matrix], values: Matrix) -> Matrix:
    """Apply a regression."""
    scaled = np.clip((values - fitted["mean"]) / fitted["scale"], -CLIP, CLIP)
    logits = scaled @ fitted["linear"] + fitted["bias"]
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def leave_one_out(texts: Sequence[str], values: Matrix, right: NDArray[np.bool_]) -> Matrix:
    """Judge each text's questions by a regression fitted on the others."""
    names, judged = np.array(texts), np.zeros(len(texts), np.float32)
    for name in sorted(set(texts)):
        own = names == name
        judged[own] = probabilities(fit(values[~own], right[~own]), values[own])
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
    options = parser.parse_args(arguments)
    reads = list(read_all(read_texts(options.data), MiniLMEncoder(), SentenceRanker(), TYPES))
    names, values, right = describe(reads)
    judged = leave_one_out([r.text for r in reads], values, right)
    threshold = best_threshold(judged, right)
    brier = float(np.mean((judged - right) ** 2))
    sys.stdout.write(
        f"balanced accuracy {balanced_accuracy(judged, right, threshold):.3f} at {threshold:.2f}, "
        f"Brier score {brier:.3f}, {len(reads)} questions\n"
    )
    save_weights(
        options.out / ABSTENTION,
        fit(values, right)
        | {"names": write_names(names), "threshold": np.array([threshold], np.float32)},
    )


if __name__ == "__main__":
    main()
