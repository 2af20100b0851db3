"""Train the judge of whether a source answers.

``python -m qa.training.abstention --data FOLDER --texts NAME...`` reads the written questions of
texts that neither reader was trained on, answerable or not, with the pipeline as it stands, and
fits a logistic regression in which both outcomes weigh the same within each kind of question.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build import build_index
from index.minilm import MiniLMEncoder
from index.store import open_index
from qa.artefacts import WEIGHTS, write_names
from qa.evidence.abstention import ABSTENTION, judged_features
from qa.evidence.close_ranking import CloseRanker
from qa.evidence.close_reader import CloseReader
from qa.evidence.ranking import SentenceRanker
from qa.question import AnswerType, expected_answer
from qa.training.artefacts import save_weights
from qa.training.reading import DEPTH
from qa.training.regression import fit_logistic
from qa.training.scores import balanced_accuracy, reliability, risk_coverage
from qa.training.texts import Text, read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "unanswerable"})
LOOKED_AT = (
    "excess",
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
    "close_best",
    "close_most",
    "certainty_best",
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

ANSWER_FROM = 0.45
"""The probability from which to answer.

Balanced accuracy on left-out texts changes little from 0.35 to 0.55; the lower end is taken, since
a source is mostly asked what it does answer, and the probability supposes even odds.
"""

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as the judge sees it.

    Attributes
    ----------
    text : str
        Name of the text.
    features : dict of str to float
        What is looked at.
    answerable : bool
        Whether the text answers.
    kind : str
        What the question asks for.
    """

    text: str
    features: dict[str, float]
    answerable: bool
    kind: str


def judged_questions(
    texts: Sequence[Text], encoder: MiniLMEncoder, ranker: CloseRanker
) -> Iterator[Judged]:
    """Index each text by itself and read its questions."""
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            build_index(Path(folder), [text.source], encoder)
            index = open_index(Path(folder), [text.source], encoder)
            for example in text.examples:
                if example.type not in TYPES:
                    continue
                encoded = encoder.encode_question(example.question)
                hits = index.search(example.question, k=DEPTH, encoded=encoded)
                ranked = ranker.rank(example.question, encoded, hits, index)
                if ranked:
                    features = judged_features(ranked)
                    kind = kind_of(example.question)
                    yield Judged(text.name, features, example.answerable, kind)


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure with each text left out in turn, and save."""
    parser = argparse.ArgumentParser(description="Train the judge of whether a source answers.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of weights")
    parser.add_argument("--texts", nargs="*", help="texts the readers were not trained on")
    options = parser.parse_args(arguments)
    encoder = MiniLMEncoder()
    ranker = CloseRanker(SentenceRanker(), CloseReader(encoder.precision))
    judged = list(judged_questions(read_texts(options.data, options.texts), encoder, ranker))
    values = np.array([[j.features[name] for name in LOOKED_AT] for j in judged], np.float32)
    right, kinds = np.array([j.answerable for j in judged]), [j.kind for j in judged]
    left_out = leave_one_out([j.text for j in judged], values, right, kinds)
    brier = float(np.mean((left_out - right) ** 2))
    sys.stdout.write(
        f"balanced accuracy {balanced_accuracy(left_out, right, ANSWER_FROM):.3f} at "
        f"{ANSWER_FROM:.2f}, Brier score {brier:.3f}, {len(judged)} questions\n"
        f"{reliability(left_out, right)}{risk_coverage(left_out, right)}"
    )
    kept = {"names": write_names(LOOKED_AT), "threshold": np.array([ANSWER_FROM], np.float32)}
    save_weights(options.out / ABSTENTION, fit(values, right, balance(kinds, right)) | kept)


if __name__ == "__main__":
    main()
