"""A ranker and a judge that count words, so that tests of the engine need no model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fakes import FakeEncoder

from corpus.model import Passage, Sentence, Source
from index.build import build_index
from index.encoder import Encoded
from index.hit import Hit
from index.lexical import Term, analyse
from index.search import Index
from index.store import open_index
from qa.choosing import Scored
from qa.engine import Engine
from qa.evidence.close_reading import CloseReading
from qa.model import Check, CheckKind, Verdict


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence and its share of the question's words."""

    passage: Passage
    sentence: Sentence
    score: float
    close: CloseReading | None = None


class WordRanker:
    """Scores a sentence by the share of the question's words it holds."""

    def rank(
        self, question: str, encoded: Encoded, hits: Sequence[Hit], index: Index
    ) -> list[ScoredSentence]:
        """Score every sentence, best first."""
        asked = {term.stem for term in analyse(question) if not term.stop}
        scored = []
        for hit in hits:
            for sentence in hit.passage.sentences:
                text = hit.passage.text[sentence.start : sentence.end]
                held = {term.stem for term in analyse(text)}
                scored.append(
                    ScoredSentence(hit.passage, sentence, len(asked & held) / max(1, len(asked)))
                )
        words = {term.stem for term in analyse(question)}
        return [_read(words, each) for each in sorted(scored, key=lambda s: -s.score)]


class WordJudge:
    """Believes in an answer as far as the best sentence holds the question's words."""

    threshold = 0.5

    def probability(
        self, question: str, encoded: Encoded, ranked: Sequence[Scored], index: Index
    ) -> float:
        """Return the best sentence's score."""
        return ranked[0].score if ranked else 0.0


def _read(asked: set[str], scored: ScoredSentence) -> ScoredSentence:
    """Take the longest run of words that the question does not use for the answer."""
    text = scored.passage.text[scored.sentence.start : scored.sentence.end]
    runs: list[list[Term]] = [[]]
    for term in analyse(text):
        runs[-1].append(term) if term.stem not in asked else runs.append([])
    longest = max(runs, key=len)
    if not longest:
        return scored
    return replace(scored, close=CloseReading(0.0, longest[0].start, longest[-1].end, -0.1))


class NoChecker:
    """Finds nothing."""

    def check(
        self,
        text: str,
        kind: CheckKind | None,
        attributed_to: str | None,
        source_ids: Sequence[str] | None,
    ) -> Check:
        """Say that the source has nothing on it."""
        return Check(kind or CheckKind.CLAIM, Verdict.NOT_IN_SOURCE, "absent", 0.5, (), ())


def small_engine(folder: Path, *sources: Source) -> Engine:
    """Index sources with the fake encoder and answer by words."""
    encoder = FakeEncoder()
    build_index(folder, sources, encoder)
    index = open_index(folder, sources, encoder)
    return Engine(index, ranker=WordRanker(), judge=WordJudge(), checker=NoChecker())
