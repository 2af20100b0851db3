"""Train the judge of whether a source answers.

``python -m qa.training.abstention --data FOLDER --texts NAME...`` reads the written questions of
texts that neither reader was trained on, answerable or not, with the pipeline as it stands, and
fits a logistic regression in which both outcomes weigh the same within each kind of question. Half
of the answerable questions are read again without the passages that answer: near misses alone would
teach that a question which shares no word with the text is answered by it.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build import build_index
from index.minilm import MiniLMEncoder
from index.search import Index
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
from qa.training.scores import area, balanced_accuracy, reliability, risk_coverage
from qa.training.texts import Example, Text, read_texts

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

REMOVED = 0.15
"""Share of what questions without an answer weigh that goes to those whose answer was taken away.

Of 0, 0.15, 0.3 and 0.5 it is the greatest that costs nothing on near misses.
"""

ANSWER_FROM = 0.42
"""The probability from which to answer.

Balanced accuracy on left-out texts changes little from 0.4 to 0.55; the lower end is taken, since
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
    removed : bool
        Whether the passages that answer were taken away.
    """

    text: str
    features: dict[str, float]
    answerable: bool
    kind: str
    removed: bool = False


def judged_questions(
    texts: Sequence[Text], encoder: MiniLMEncoder, ranker: CloseRanker
) -> Iterator[Judged]:
    """Index each text by itself and read its questions, some also without what answers them."""
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            build_index(Path(folder), [text.source], encoder)
            index = open_index(Path(folder), [text.source], encoder)
            for number, example in enumerate(text.examples):
                if example.type not in TYPES:
                    continue
                judge = partial(_judged, text.name, example, index, ranker)
                yield from judge(removed=False)
                if example.gold and number % 2 == 0:
                    yield from judge(removed=True)


def _judged(
    name: str, example: Example, index: Index, ranker: CloseRanker, *, removed: bool
) -> Iterator[Judged]:
    encoded = index.encoder.encode_question(example.question)
    answering = {passage for passage, _ in example.gold} if removed else set()
    hits = index.search(example.question, k=DEPTH + len(answering), encoded=encoded)
    left = [hit for hit in hits if hit.passage.id not in answering][:DEPTH]
    if ranked := ranker.rank(example.question, encoded, left, index):
        answerable, kind = example.answerable and not removed, kind_of(example.question)
        yield Judged(name, judged_features(ranked), answerable, kind, removed)


def kind_of(question: str) -> str:
    """Return the kind of a question: what it asks for, kinds that are put alike together."""
    asked = expected_answer(question).type
    return _KINDS.get(asked, "other")


def balance(judged: Sequence[Judged]) -> Matrix:
    """Weigh questions so that, within every kind, both outcomes have the same weight in all.

    Those whose answer was taken away get `REMOVED` of what the other unanswerable ones weigh.
    """
    kinds, right = np.array([j.kind for j in judged]), np.array([j.answerable for j in judged])
    removed = np.array([j.removed for j in judged])
    weights = np.zeros(len(judged), np.float32)
    for kind in set(kinds.tolist()):
        answerable, not_ = (kinds == kind) & right, (kinds == kind) & ~right & ~removed
        counts = answerable.sum(), not_.sum()
        half = (min(counts[0], MOST * counts[1]) + counts[1]) / 2
        weights[answerable], weights[not_] = (half / max(1, count) for count in counts)
    unanswerable = ~right & ~removed
    total = weights[unanswerable].sum()
    weights[unanswerable] *= 1 - REMOVED
    weights[removed] = REMOVED * total / max(1, removed.sum())
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


def leave_one_out(judged: Sequence[Judged]) -> Matrix:
    """Judge each text's questions by a regression fitted on the others."""
    names, values = np.array([j.text for j in judged]), table(judged)
    right, chances = np.array([j.answerable for j in judged]), np.zeros(len(judged), np.float32)
    for name in sorted(set(names.tolist())):
        own = names == name
        others = [j for j in judged if j.text != name]
        fitted = fit(values[~own], right[~own], balance(others))
        chances[own] = probabilities(fitted, values[own])
    return chances


def table(judged: Sequence[Judged]) -> Matrix:
    """Put the features looked at in rows."""
    return np.array([[j.features[name] for name in LOOKED_AT] for j in judged], np.float32)


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
    right = np.array([j.answerable for j in judged])
    report(leave_one_out(judged), judged)
    kept = {"names": write_names(LOOKED_AT), "threshold": np.array([ANSWER_FROM], np.float32)}
    save_weights(options.out / ABSTENTION, fit(table(judged), right, balance(judged)) | kept)


def report(chances: Matrix, judged: Sequence[Judged]) -> None:
    """Print how good the judgement is of questions as they were written, then of the others."""
    right, removed = np.array([j.answerable for j in judged]), np.array([j.removed for j in judged])
    own, truth = chances[~removed], right[~removed]
    brier = float(np.mean((own - truth) ** 2))
    sys.stdout.write(
        f"{len(own)} questions: area under the curve {area(own[truth], own[~truth]):.3f}, "
        f"balanced accuracy {balanced_accuracy(own, truth, ANSWER_FROM):.3f} at {ANSWER_FROM:.2f}, "
        f"Brier score {brier:.3f}\n"
        f"answers taken away: area under the curve {area(own[truth], chances[removed]):.3f}\n"
        f"{reliability(own, truth)}{risk_coverage(own, truth)}"
    )


if __name__ == "__main__":
    main()
