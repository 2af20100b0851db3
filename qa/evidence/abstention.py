"""Telling whether the best sentences answer: a probability, and the threshold below which not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded
from index.errors import ModelError
from index.search import Index
from qa.artefacts import WEIGHTS, load_weights, read_names
from qa.evidence.answer_features import answer_features
from qa.evidence.asked import Asked
from qa.evidence.close_reading import CloseReading
from qa.evidence.ranking import ScoredSentence
from qa.question import AnswerType

ABSTENTION = "abstention.safetensors"
TOPIC, ANSWER = "topic.", "answer."
"""Before the names of the tensors of each regression."""
CLIP = 2.0
"""Spreads from the mean beyond which a feature counts no further: that a question shares no word at
all with a sentence once spoke more for an answer than close reading could against it."""
_UNREAD = CloseReading(-9.0, 0, 0, -6.0)


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """A logistic regression over named features.

    Attributes
    ----------
    names : tuple of str, length f
        The features.
    mean, scale, linear : ndarray of float32, shape (f,)
        The features' means and spreads in training, and their weights.
    bias : float
        Added to the weighted sum.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    linear: NDArray[np.float32]
    bias: float

    @classmethod
    def of(cls, tensors: Mapping[str, NDArray[np.float32]], prefix: str) -> "Regression":
        """Take the tensors whose names begin with a prefix."""
        own = {
            name.removeprefix(prefix): tensor
            for name, tensor in tensors.items()
            if name.startswith(prefix)
        }
        bias = float(own["bias"][0])
        return cls(read_names(own), own["mean"], own["scale"], own["linear"], bias)

    def probability(self, features: Mapping[str, float]) -> float:
        """Apply it.

        Raises
        ------
        ModelError
            The weights were made for other features.
        """
        if not set(self.names) <= set(features):
            raise ModelError(
                "The weights that judge answers were made for other features.",
                "Train them again: python -m qa.training.abstention.",
            )
        values = np.array([features[name] for name in self.names], np.float32)
        scaled = np.clip((values - self.mean) / self.scale, -CLIP, CLIP)
        return float(1 / (1 + np.exp(-(scaled @ self.linear + self.bias))))


@dataclass(frozen=True, slots=True, eq=False)
class AbstentionWeights:
    """What training found out about when a source answers.

    Attributes
    ----------
    topic : Regression
        Whether the source speaks of what is asked.
    answer : Regression
        Whether, if it does, it answers.
    threshold : float
        The probability from which to answer.
    """

    topic: Regression
    answer: Regression
    threshold: float

    @classmethod
    def read(cls, folder: Path = WEIGHTS) -> "AbstentionWeights":
        """Read the weights that come with Opcit.

        Raises
        ------
        ModelError
            They are missing or damaged.
        """
        tensors = load_weights(ABSTENTION, folder)
        return cls(
            topic=Regression.of(tensors, TOPIC),
            answer=Regression.of(tensors, ANSWER),
            threshold=float(tensors["threshold"][0]),
        )


class AbstentionJudge:
    """Decides between answer and silence.

    Parameters
    ----------
    weights : AbstentionWeights, optional
        Those that come with Opcit by default.

    Attributes
    ----------
    threshold : float
        The probability from which to answer.
    """

    def __init__(self, weights: AbstentionWeights | None = None) -> None:
        self._weights = weights or AbstentionWeights.read()
        self.threshold = self._weights.threshold

    def probability(
        self,
        question: str,
        encoded: Encoded,
        ranked: Sequence[ScoredSentence],
        index: Index,
    ) -> float:
        """Estimate the probability that the best sentences answer the question.

        Parameters
        ----------
        question : str
            A stand-alone question.
        encoded : Encoded
            It, encoded.
        ranked : sequence of ScoredSentence
            As `CloseRanker.rank` gave them, best first.
        index : Index
            Where they were found.

        Returns
        -------
        float
            In [0, 1], for a question as likely to be answered as not; 0 when there is no
            sentence, or when it asks what something is that the sources never name.

        Raises
        ------
        ModelError
            The weights were made for other features.
        """
        if not ranked or _never_named(ranked[0].reading.asked, index):
            return 0.0
        features = judged_features(ranked)
        topic, answer = self._weights.topic, self._weights.answer
        return topic.probability(features) * answer.probability(features)


def _never_named(asked: Asked, index: Index) -> bool:
    """Whether a question asks what something is of which no word stands in the sources."""
    unknown = asked.idf >= index.idf("")
    return asked.expectation.type is AnswerType.DEFINITION and bool(unknown.all())


def judged_features(ranked: Sequence[ScoredSentence]) -> dict[str, float]:
    """Describe the best sentences beside the question, and what close reading made of them.

    Parameters
    ----------
    ranked : sequence of ScoredSentence
        Best first, one at least.

    Returns
    -------
    dict of str to float
        In a fixed order.
    """
    readings = [scored.close for scored in ranked if scored.close is not None]
    readings += [_UNREAD] * (3 - len(readings))
    relevance = np.array([reading.relevance for reading in readings])
    most = int(relevance.argmax())
    close = {
        "close_best": relevance[0],
        "close_most": relevance[most],
        "close_second_most": np.sort(relevance)[-2],
        "close_second": relevance[1],
        "close_third": relevance[2],
        "close_mean": relevance.mean(),
        "close_any": np.log1p(np.exp(relevance)).sum(),
        "close_sure_of_best": np.tanh(relevance[0]),
        "close_agrees": float(most == 0),
        "certainty_best": readings[0].certainty,
        "certainty_most": readings[most].certainty,
        "lead": np.log(ranked[0].score + 1e-6) - np.log(ranked[1].score + 1e-6)
        if len(ranked) > 1
        else 9.0,
    }
    return answer_features(ranked[0].reading) | {name: float(v) for name, v in close.items()}
