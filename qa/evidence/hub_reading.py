"""Close reading in which models of the hub stand in for parts of the embedded close reader."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from qa.evidence.close_ranking import Reader
from qa.evidence.close_reading import CloseReading
from qa.evidence.hub_reader import AnswerSpan

_UNREAD = CloseReading(0.0, 0, 0, float("-inf"))


class Scorer(Protocol):
    """Says how well sentences answer."""

    def relevance(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Score each sentence, on the scale of `CloseReading.relevance`."""


class SpanFinder(Protocol):
    """Finds the words that answer."""

    def spans(self, question: str, sentences: Sequence[str]) -> list[AnswerSpan]:
        """Find the likeliest answer in each sentence."""


class StandingIn:
    """Reads as another reader does, but for what is taken from models that stand in.

    Parameters
    ----------
    reader : Reader
        Gives what nothing stands in for; not asked when all is stood in for.
    scorer : Scorer, optional
        Gives the relevance.
    finder : SpanFinder, optional
        Gives the span and its certainty.
    """

    def __init__(
        self, reader: Reader, scorer: Scorer | None = None, finder: SpanFinder | None = None
    ) -> None:
        self._reader = reader
        self._scorer = scorer
        self._finder = finder

    def read(self, question: str, sentences: Sequence[str]) -> list[CloseReading]:
        """Say of each sentence how well it answers, and with which words."""
        readings = [_UNREAD] * len(sentences)
        if self._scorer is None or self._finder is None:
            readings = self._reader.read(question, sentences)
        if self._scorer is not None:
            scores = self._scorer.relevance(question, sentences)
            readings = [
                replace(reading, relevance=score)
                for reading, score in zip(readings, scores, strict=True)
            ]
        if self._finder is not None:
            spans = self._finder.spans(question, sentences)
            readings = [
                replace(reading, start=span.start, end=span.end, certainty=span.certainty)
                for reading, span in zip(readings, spans, strict=True)
            ]
        return readings
