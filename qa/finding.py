"""Finding what answers: the readings of a question tried against the sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.encoder import Encoded
from index.hit import Hit
from index.search import Index
from qa.evidence.ranking import ScoredSentence
from qa.followups.agreement import agreed
from qa.followups.readings import Reading, readings
from qa.followups.standing import brought_in, names_held, standing
from qa.model import Exchange

_DEPTH = 60
"""Passages whose sentences are read for one question."""
_READINGS = 3
"""Readings of a follow-up that are tried against the sources at most."""
_OF_OTHERS = 0.8
"""What confidence keeps where a follow-up asks the same of somebody else, and what seems best
stands in a passage without the name."""


class Ranker(Protocol):
    """Orders the sentences of passages by how well they answer."""

    def rank(
        self, question: str, encoded: Encoded, hits: Sequence[Hit], index: Index
    ) -> Sequence[ScoredSentence]:
        """Score every sentence of the hits' passages, best first."""


class Judge(Protocol):
    """Tells whether the best sentences hold what is asked."""

    threshold: float

    def probability(
        self, question: str, encoded: Encoded, ranked: Sequence[ScoredSentence], index: Index
    ) -> float:
        """Probability in [0, 1] that the source answers."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one reading of a question finds.

    Attributes
    ----------
    reading : Reading
        The question as understood.
    hits : sequence of Hit
        The passages whose sentences were read.
    ranked : sequence of ScoredSentence
        Those sentences, best first.
    confidence : float
        Probability in [0, 1] that the sources answer.
    """

    reading: Reading
    hits: Sequence[Hit]
    ranked: Sequence[ScoredSentence]
    confidence: float


class Finder:
    """Finds the sentences that answer a question, whatever it leans on.

    Parameters
    ----------
    index : Index
        Where passages are found.
    ranker : Ranker
        Orders sentences.
    judge : Judge
        Tells whether they answer.
    """

    def __init__(self, index: Index, ranker: Ranker, judge: Judge) -> None:
        self._index = index
        self._ranker = ranker
        self._judge = judge

    def find(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
    ) -> Found:
        """Try the readings of a question, the likeliest first, until one finds an answer.

        Parameters
        ----------
        question : str
            As asked; not empty.
        history : sequence of Exchange
            Earlier turns, oldest first.
        source_ids : sequence of str, optional
            The sources to ask; all by default.

        Returns
        -------
        Found
            What the reading found whose weight and confidence are best; where none finds an
            answer, what the likeliest found.
        """
        tried: list[Found] = []
        for reading in readings(question, history)[:_READINGS]:
            tried.append(self._find(reading, question, source_ids))
            if tried[-1].confidence >= self._judge.threshold:
                break
        else:
            return tried[0]
        return max(tried, key=lambda found: found.reading.weight * found.confidence)

    def _find(self, reading: Reading, asked: str, source_ids: Sequence[str] | None) -> Found:
        """Find passages by all that bears on the question, sentences by the question itself."""
        index = self._index
        encoded = index.encoder.encode_question(reading.text)
        sought = encoded
        if reading.query != reading.text:
            sought = index.encoder.encode_question(reading.query)
        hits = index.search(reading.query, k=_DEPTH, source_ids=source_ids, encoded=sought)
        ranked = self._ranker.rank(reading.text, encoded, hits, index)
        kept = 1.0
        if reading.after is not None:
            place = standing(reading.after, hits, index)
            names = brought_in(asked, reading.after)
            if reading.apart and ranked and not names_held(ranked[0].passage, names):
                kept = _OF_OTHERS
            ranked = agreed(ranked, self._beside(reading, asked, hits), place, names)
        confidence = kept * self._judge.probability(reading.text, encoded, ranked, index)
        return Found(reading, hits, ranked, confidence)

    def _beside(
        self, reading: Reading, asked: str, hits: Sequence[Hit]
    ) -> Sequence[ScoredSentence] | None:
        """Order the same sentences by the question as it was asked, if that says more."""
        if reading.text == asked or reading.apart:
            return None
        encoded = self._index.encoder.encode_question(asked)
        return self._ranker.rank(asked, encoded, hits, self._index)


def best_first(hits: Sequence[Hit], ranked: Sequence[ScoredSentence]) -> list[Hit]:
    """Order passages by their best sentence, those named in the question first."""
    best: dict[str, float] = {}
    for scored in ranked:
        best[scored.passage.id] = max(scored.score, best.get(scored.passage.id, 0.0))

    def key(hit: Hit) -> tuple[bool, float, float]:
        return (hit.why.named, best.get(hit.passage.id, 0.0), hit.score)

    ordered = sorted(hits, key=key, reverse=True)
    return [replace(hit, rank=rank) for rank, hit in enumerate(ordered, 1)]
