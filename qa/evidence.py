"""Finding the sentences that answer: every sentence of the passages found, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, Sentence
from index.encoder import Encoded, Vectors
from index.errors import ModelError
from index.hit import Hit
from index.search import Index
from qa.artefacts import WEIGHTS, load_weights, read_names
from qa.asked import Asked, read_question
from qa.features import FEATURES, sentence_features
from qa.matching import Match, match
from qa.pool import Pool, gather
from qa.sentence_words import WordCache

RANKING = "ranking.safetensors"
PARTS = ("late", "late_passage", "dense", "resemblance", "shared", "shared_passage")
"""The features that the reader adds up in training."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A question held against all sentences found for it.

    Attributes
    ----------
    asked : Asked
        The question.
    pool : Pool
        The sentences.
    match : Match
        How they meet.
    features : ndarray of float32, shape (s, f)
        What `sentence_features` says of each.
    logits : ndarray of float32, shape (s,)
        Greater is better.
    excess : float
        By how much the reader finds the sentences to outdo what is no answer.
    """

    asked: Asked
    pool: Pool
    match: Match
    features: NDArray[np.float32]
    logits: NDArray[np.float32]
    excess: float


@dataclass(frozen=True, slots=True, eq=False)
class ScoredSentence:
    """A sentence and how well it answers.

    Attributes
    ----------
    passage : Passage
        Where it stands.
    sentence : Sentence
        Its span and voice.
    score : float
        Estimated probability that it is the best answer found, in [0, 1].
    row : int
        Its number in the reading.
    reading : Reading
        What was looked at; the same for all sentences of a question.
    """

    passage: Passage
    sentence: Sentence
    score: float
    row: int
    reading: Reading


@dataclass(frozen=True, slots=True, eq=False)
class RankingWeights:
    """What training found out about putting sentences in order.

    Attributes
    ----------
    names : tuple of str, length f
        The features.
    linear : ndarray of float32, shape (f,)
        Their weights.
    importance : ndarray of float32, shape (d,)
        See `read_question`; empty when all tokens count by rareness alone.
    power : float
        How much rareness counts.
    parts : ndarray of float32, shape (len(PARTS),)
        How the reader itself added up what makes a sentence an answer.
    null : ndarray of float32, shape (2,)
        What the best had to score to be one: so much, and so much of what the sentences score on
        average.
    """

    names: tuple[str, ...]
    linear: NDArray[np.float32]
    importance: Vectors
    power: float
    parts: NDArray[np.float32]
    null: NDArray[np.float32]

    def excess(self, features: NDArray[np.float32]) -> float:
        """Return by how much the best of the sentences outdo what is no answer."""
        scores = features[:, [FEATURES.index(part) for part in PARTS]] @ self.parts
        most = scores.max()
        best = most + np.log(np.exp(scores - most).sum())
        return float(best - self.null[0] - self.null[1] * scores.mean())

    @classmethod
    def read(cls, folder: Path = WEIGHTS) -> "RankingWeights":
        """Read the weights that come with Opcit.

        Raises
        ------
        ModelError
            They are missing or damaged.
        """
        tensors = load_weights(RANKING, folder)
        return cls(
            names=read_names(tensors),
            linear=tensors["linear"],
            importance=tensors["importance"],
            power=float(tensors["power"][0]),
            parts=tensors["parts"],
            null=tensors["null"],
        )


class SentenceRanker:
    """Orders the sentences of passages by how well they answer.

    Parameters
    ----------
    weights : RankingWeights, optional
        Those that come with Opcit by default.
    """

    def __init__(self, weights: RankingWeights | None = None) -> None:
        self._weights = weights or RankingWeights.read()
        self._words = WordCache()

    def read(
        self, question: str, encoded: Encoded, hits: Sequence[Hit], index: Index
    ) -> Reading | None:
        """Hold a question against every sentence of the hits; None when there is none.

        Raises
        ------
        ModelError
            The weights were made for other features.
        """
        pool = gather(hits, index)
        if pool is None:
            return None
        weights = self._weights
        asked = read_question(question, encoded, index, weights.importance, weights.power)
        words = [self._words.of(passage) for passage in pool.passages]
        met = match(asked, pool, words)
        if weights.names != FEATURES:
            raise ModelError(
                "The weights that order sentences were made for other features.",
                "Train them again: python -m qa.training.ranking.",
            )
        features = sentence_features(asked, pool, words, met)
        logits = features @ weights.linear
        return Reading(asked, pool, met, features, logits, weights.excess(features))

    def rank(
        self, question: str, encoded: Encoded, hits: Sequence[Hit], index: Index
    ) -> list[ScoredSentence]:
        """Score every sentence of the hits' passages and of the passages that call notes.

        Parameters
        ----------
        question : str
            A stand-alone question.
        encoded : Encoded
            It, encoded.
        hits : sequence of Hit
            The passages found.
        index : Index
            Where they were found.

        Returns
        -------
        list of ScoredSentence
            Best first; each sentence once.
        """
        reading = self.read(question, encoded, hits, index)
        if reading is None:
            return []
        scores = np.exp(reading.logits - reading.logits.max())
        scores /= scores.sum()
        pool = reading.pool
        return [
            ScoredSentence(
                pool.passages[pool.owners[row]],
                pool.sentences[row],
                float(scores[row]),
                row,
                reading,
            )
            for row in np.argsort(-reading.logits, kind="stable").tolist()
        ]
