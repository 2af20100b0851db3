"""Ordering sentences in two steps: all of them quickly, the best of them by close reading."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from index.encoder import Encoded
from index.hit import Hit
from index.search import Index
from qa.evidence.close_reading import CloseReading
from qa.evidence.ranking import ScoredSentence, SentenceRanker

READ = 4
"""Sentences read closely."""
WEIGHT = 0.6
"""How much a logit of relevance counts beside one of the ranker; fitted on left-out texts."""


class Reader(Protocol):
    """Reads a question together with sentences."""

    def read(self, question: str, sentences: Sequence[str]) -> list[CloseReading]:
        """Say of each sentence how well it answers, and with which words."""


class CloseRanker:
    """Orders sentences as a ranker does, then its best ones again by close reading.

    Parameters
    ----------
    ranker : SentenceRanker
        Orders all sentences.
    reader : Reader
        Reads the best ones.
    """

    def __init__(self, ranker: SentenceRanker, reader: Reader) -> None:
        self._ranker = ranker
        self._reader = reader

    def rank(
        self, question: str, encoded: Encoded, hits: Sequence[Hit], index: Index
    ) -> list[ScoredSentence]:
        """Score every sentence of the hits' passages.

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
            Best first; the first `READ` carry their close reading.
        """
        ranked = self._ranker.rank(question, encoded, hits, index)
        best, rest = ranked[:READ], ranked[READ:]
        readings = self._reader.read(question, [scored.text for scored in best])
        logits = [
            float(scored.reading.logits[scored.row]) + WEIGHT * reading.relevance
            for scored, reading in zip(best, readings, strict=True)
        ]
        order = np.argsort([-logit for logit in logits], kind="stable").tolist()
        scores = _shares(logits, sum(scored.score for scored in best))
        read = [replace(best[i], score=scores[i], close=readings[i]) for i in order]
        floor = min(scores, default=0.0)
        return read + [replace(scored, score=min(scored.score, floor)) for scored in rest]


def _shares(logits: Sequence[float], total: float) -> list[float]:
    """Share a total out by the exponentials of logits."""
    if not logits:
        return []
    powers = np.exp(np.array(logits) - max(logits))
    return [float(power) for power in total * powers / powers.sum()]
