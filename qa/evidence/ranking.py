"""Finding the sentences that answer: every sentence of the passages found, best first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, Sentence
from index.encoder import Encoded, Vectors
from index.errors import ModelError
from index.halves import finding_half, judging_half
from index.hit import Hit
from index.search import Index
from qa.artefacts import WEIGHTS, load_weights, read_names
from qa.evidence.asked import Asked, read_question
from qa.evidence.close_reading import CloseReading
from qa.evidence.excess import JudgeHead
from qa.evidence.features import FEATURES, sentence_features
from qa.evidence.holding_back import held_back
from qa.evidence.matching import Match, match
from qa.evidence.pool import Pool, gather
from qa.evidence.sentence_words import WordCache

RANKING = "ranking.safetensors"

Half = Callable[[Vectors, int], Vectors]


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
    close : CloseReading or None
        What close reading made of it; None for all but the best sentences.
    """

    passage: Passage
    sentence: Sentence
    score: float
    row: int
    reading: Reading
    close: CloseReading | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.sentence.start : self.sentence.end]


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
    judge : JudgeHead
        What the reader makes of it all.
    """

    names: tuple[str, ...]
    linear: NDArray[np.float32]
    importance: Vectors
    power: float
    judge: JudgeHead

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
            judge=JudgeHead(
                importance=tensors["judge_importance"],
                power=float(tensors["judge_power"][0]),
                parts=tensors["parts"],
                null=tensors["null"],
            ),
        )


class SentenceRanker:
    """Orders the sentences of passages by how well they answer.

    Parameters
    ----------
    weights : RankingWeights, optional
        Those that come with Opcit by default.
    for_claims : bool
        Whether claims are to be held against the sentences. Nothing is held back from them: the
        sentence that says no more than a question cannot answer it, but bears a claim out.
    """

    def __init__(self, weights: RankingWeights | None = None, *, for_claims: bool = False) -> None:
        self._weights = weights or RankingWeights.read()
        self._words = WordCache()
        self._for_claims = for_claims

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
        if weights.names != FEATURES:
            raise ModelError(
                "The weights that order sentences were made for other features.",
                "Train them again: python -m qa.training.ranking.",
            )
        words = [self._words.of(passage) for passage in pool.passages]
        asked, found = self._half(question, encoded, index, pool, finding_half)
        met = match(asked, found, words)
        features = sentence_features(asked, found, words, met)
        logits = features @ weights.linear
        if not self._for_claims:
            logits = logits - held_back(question, asked, pool, words, met, index)
        judged = self._half(question, encoded, index, pool, judging_half)
        return Reading(asked, found, met, features, logits, weights.judge.excess(*judged, met))

    def _half(
        self, question: str, encoded: Encoded, index: Index, pool: Pool, half: Half
    ) -> tuple[Asked, Pool]:
        """Take one half of the token states, with what makes a token count there."""
        own = self._weights if half is finding_half else self._weights.judge
        width = len(own.importance)
        asked = replace(encoded, tokens=half(encoded.tokens, width))
        return (
            read_question(question, asked, index, own.importance, own.power),
            replace(pool, tokens=half(pool.tokens, width)),
        )

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
