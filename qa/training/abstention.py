"""Train the judge of whether a source answers.

``python -m qa.training.abstention --data FOLDER --texts NAME...`` reads the written questions of
texts that neither reader was trained on, answerable or not, and annotated ones about the same
texts (`qa.training.annotated`, plain and in every manner), with the pipeline as it stands, and fits
a logistic regression in which both outcomes weigh the same within each kind of question. Half of
the answerable questions are read again without the passages that answer: near misses alone would
teach that a question which shares no word with the text is answered by it. A second regression
tells whether a text speaks of what is asked at all, from its own answerable questions and those of
other texts; what is judged is the product.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from qa.evidence.abstention import ABSTENTION, ANSWER, CLIP, TOPIC, judged_features
from qa.evidence.close_ranking import CloseRanker
from qa.evidence.close_reader import CloseReader
from qa.evidence.ranking import SentenceRanker
from qa.question import AnswerType, expected_answer
from qa.training.annotated import WRITTEN, Style, annotated_questions
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
ON_TOPIC = ("best_dense", "most_dense", "near_passage_lacking", "names_nowhere", "held_nowhere")
"""The features that tell whether the text speaks of what is asked."""
FOREIGN = 110
"""Questions about other texts that each text is asked."""
FOREIGN_WEIGHT = 0.1
"""Of what all questions weigh in telling the topic; 0.2 and 0.3 refuse more that is answered."""
PLAIN = 0.35
"""Share of what all questions weigh that goes to the annotated ones, plain or in any manner."""
DECAY = 0.01

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

ANSWER_FROM = 0.4
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
    foreign : bool
        Whether it is a question about another text.
    plain : bool
        Whether it is one of the annotated questions, plain or in any manner.
    """

    text: str
    features: dict[str, float]
    answerable: bool
    kind: str
    removed: bool = False
    foreign: bool = False
    plain: bool = False


def judged_questions(
    texts: Sequence[Text],
    encoder: MiniLMEncoder,
    ranker: CloseRanker,
    others: Sequence[Text],
    plain: Mapping[str, Sequence[Example]],
) -> Iterator[Judged]:
    """Index each text by itself and read its questions, plain ones, and some about other texts.

    Those written ones that are answered are read also without what answers them, every second one.
    """
    dice = random.Random(1)
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            build_index(Path(folder), [text.source], encoder)
            index = open_index(Path(folder), [text.source], encoder)
            for number, example in enumerate(text.examples):
                if example.type not in TYPES:
                    continue
                judge = partial(_judged, text.name, example, index, ranker)
                yield from judge()
                if example.gold and number % 2 == 0:
                    yield from judge(removed=True)
            for example in plain.get(text.name, ()):
                yield from _judged(text.name, example, index, ranker, plain=True)
            strange = [e for other in others if other.name != text.name for e in _alone(other)]
            for example in dice.sample(strange, min(FOREIGN, len(strange))):
                yield from _judged(text.name, example, index, ranker, foreign=True)


def _alone(text: Text) -> Iterator[Example]:
    """Yield the questions of a text that are answered and lean on no other."""
    return (e for e in text.examples if e.type in {"factoid", "why_how"})


def _judged(
    name: str,
    example: Example,
    index: Index,
    ranker: CloseRanker,
    *,
    removed: bool = False,
    foreign: bool = False,
    plain: bool = False,
) -> Iterator[Judged]:
    encoded = index.encoder.encode_question(example.question)
    answering = {passage for passage, _ in example.gold} if removed else set()
    hits = index.search(example.question, k=DEPTH + len(answering), encoded=encoded)
    left = [hit for hit in hits if hit.passage.id not in answering][:DEPTH]
    if ranked := ranker.rank(example.question, encoded, left, index):
        answerable = example.answerable and not removed and not foreign
        kind = kind_of(example.question)
        yield Judged(name, judged_features(ranked), answerable, kind, removed, foreign, plain)


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


def fit_answer(judged: Sequence[Judged]) -> dict[str, Matrix]:
    """Fit what tells answered questions from those that the text only seems to answer."""
    written = [j for j in judged if not j.foreign and not j.plain]
    plain = [j for j in judged if j.plain]
    own = written + plain
    weights = balance(written)
    if plain:
        shares = (1 - PLAIN) / len(written) * weights, PLAIN / len(plain) * balance(plain)
        weights = np.concatenate(shares) * len(own)
    return fit(table(own), np.array([j.answerable for j in own]), weights.astype(np.float32))


def fit_topic(judged: Sequence[Judged]) -> dict[str, Matrix]:
    """Fit what tells answered questions from those about other texts."""
    seen = [j for j in judged if (j.answerable and not j.plain) or j.foreign]
    foreign = np.array([j.foreign for j in seen])
    weights = np.where(
        foreign, FOREIGN_WEIGHT / foreign.sum(), (1 - FOREIGN_WEIGHT) / (~foreign).sum()
    )
    importance = np.asarray(weights / weights.mean(), np.float32)
    return fit(table(seen, ON_TOPIC), ~foreign, importance)


def leave_one_out(judged: Sequence[Judged]) -> Matrix:
    """Judge each text's questions by regressions fitted on the others."""
    names, chances = np.array([j.text for j in judged]), np.zeros(len(judged), np.float32)
    for name in sorted(set(names.tolist())):
        others = [j for j in judged if j.text != name]
        own = [j for j in judged if j.text == name]
        topic = probabilities(fit_topic(others), table(own, ON_TOPIC))
        chances[names == name] = topic * probabilities(fit_answer(others), table(own))
    return chances


def table(judged: Sequence[Judged], names: Sequence[str] = LOOKED_AT) -> Matrix:
    """Put the features looked at in rows."""
    return np.array([[j.features[name] for name in names] for j in judged], np.float32)


def read_judged(data: Path, names: Collection[str] | None = None) -> list[Judged]:
    """Read all questions about some of the written texts with the pipeline as it stands.

    Parameters
    ----------
    data : Path
        Folder of the data sets.
    names : collection of str, optional
        The texts; all by default.
    """
    encoder = MiniLMEncoder()
    ranker = CloseRanker(SentenceRanker(), CloseReader(encoder.precision))
    others = read_texts(data / WRITTEN)
    texts = [text for text in others if names is None or text.name in names]
    plain = {
        text.name: [
            e for s in (Style.PLAIN, Style.MIXED) for e in annotated_questions(text, data, s)
        ]
        for text in texts
    }
    return list(judged_questions(texts, encoder, ranker, others, plain))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure with each text left out in turn, and save."""
    parser = argparse.ArgumentParser(description="Train the judge of whether a source answers.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of weights")
    parser.add_argument("--texts", nargs="*", help="texts the readers were not trained on")
    options = parser.parse_args(arguments)
    judged = read_judged(options.data, options.texts)
    report(leave_one_out(judged), judged)
    save_weights(options.out / ABSTENTION, weights_of(judged))


def weights_of(judged: Sequence[Judged]) -> dict[str, Matrix]:
    """Fit both regressions and name them as the artefact does."""
    topic = fit_topic(judged) | {"names": write_names(ON_TOPIC)}
    answer = fit_answer(judged) | {"names": write_names(LOOKED_AT)}
    named = {
        f"{prefix}{name}": tensor
        for prefix, fitted in ((TOPIC, topic), (ANSWER, answer))
        for name, tensor in fitted.items()
    }
    return named | {"threshold": np.array([ANSWER_FROM], np.float32)}


def report(chances: Matrix, judged: Sequence[Judged]) -> None:
    """Print how good the judgement is of questions as they were written, then of the others."""
    right, removed = np.array([j.answerable for j in judged]), np.array([j.removed for j in judged])
    foreign, plain = (np.array([getattr(j, own) for j in judged]) for own in ("foreign", "plain"))
    written = ~removed & ~foreign & ~plain
    own, truth = chances[written], right[written]
    brier = float(np.mean((own - truth) ** 2))
    sys.stdout.write(
        f"{len(own)} questions: {_measured(own, truth)}, Brier score {brier:.3f}\n"
        f"answers taken away: area under the curve {area(own[truth], chances[removed]):.3f}\n"
        f"about other texts: area under the curve {area(own[truth], chances[foreign]):.3f}, "
        f"silent {np.mean(chances[foreign] < ANSWER_FROM):.3f}\n"
        f"plain: {_measured(chances[plain], right[plain])}\n"
        f"{reliability(own, truth)}{risk_coverage(own, truth)}"
    )


def _measured(chances: Matrix, right: NDArray[np.bool_]) -> str:
    if right.all() or not right.any():
        return "nothing to tell apart"
    return (
        f"area under the curve {area(chances[right], chances[~right]):.3f}, balanced accuracy"
        f" {balanced_accuracy(chances, right, ANSWER_FROM):.3f} at {ANSWER_FROM:.2f}"
    )


if __name__ == "__main__":
    main()
