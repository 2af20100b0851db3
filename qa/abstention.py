"""Telling whether the best sentences answer: a probability, and the threshold below which not."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded
from index.errors import ModelError
from index.search import Index
from qa.answer_features import answer_features
from qa.artefacts import WEIGHTS, load_weights, read_names
from qa.evidence import ScoredSentence

ABSTENTION = "abstention.safetensors"


@dataclass(frozen=True, slots=True, eq=False)
class AbstentionWeights:
    """What training found out about when a source answers.

    Attributes
    ----------
    names : tuple of str, length f
        The features, of those that `answer_features` gives.
    mean, scale, linear : ndarray of float32, shape (f,)
        The features' means and spreads in training, and their weights.
    bias : float
        Added to the weighted sum.
    threshold : float
        The probability from which to answer.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    linear: NDArray[np.float32]
    bias: float
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
            names=read_names(tensors),
            mean=tensors["mean"],
            scale=tensors["scale"],
            linear=tensors["linear"],
            bias=float(tensors["bias"][0]),
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
            As `SentenceRanker.rank` gave them, best first.
        index : Index
            Where they were found.

        Returns
        -------
        float
            In [0, 1], for a question as likely to be answered as not; 0 when there is no
            sentence.

        Raises
        ------
        ModelError
            The weights were made for other features.
        """
        if not ranked:
            return 0.0
        weights = self._weights
        features = answer_features(ranked[0].reading)
        if not features.keys() >= set(weights.names):
            raise ModelError(
                "The weights that judge answers were made for other features.",
                "Train them again: python -m qa.training.abstention.",
            )
        values = np.array([features[name] for name in weights.names], np.float32)
        scaled = np.clip((values - weights.mean) / weights.scale, -4, 4)
        return float(1 / (1 + np.exp(-(scaled @ weights.linear + weights.bias))))
