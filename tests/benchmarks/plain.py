"""What untrained parts do: the published MiniLM and BM25 fused, then the nearest sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Source
from index.encoder import Encoder
from index.lexical import analyse
from index.sparse import build_sparse

FUSED = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""
READ = 5
"""Paragraphs whose sentences are looked at."""


@dataclass(frozen=True, slots=True)
class PlainFinding:
    """What was found for a question.

    Attributes
    ----------
    paragraphs, sentences : tuple of str
        Best first; as many sentences as would be quoted.
    cosine : float
        Of the question and the nearest sentence of the paragraphs read, in [-1, 1].
    """

    paragraphs: tuple[str, ...]
    sentences: tuple[str, ...]
    cosine: float


class PlainSearch:
    """Paragraphs by reciprocal rank fusion; of the best, the sentences nearest to the question.

    Parameters
    ----------
    source : Source
        Where to look.
    encoder : Encoder
        The model as published.
    """

    def __init__(self, source: Source, encoder: Encoder) -> None:
        self._encoder = encoder
        self._texts = [passage.text for passage in source.passages]
        self._sparse = build_sparse(self._texts)
        self._vectors = vectors(encoder, self._texts)
        self._sentences = [
            [passage.text[s.start : s.end] for s in passage.sentences]
            for passage in source.passages
        ]
        flat = vectors(encoder, [s for own in self._sentences for s in own])
        ends = np.cumsum([len(own) for own in self._sentences])
        self._sentence_vectors = np.split(flat, ends[:-1])

    def find(self, question: str, most: int = 3, read: int = READ) -> PlainFinding:
        """Find so many paragraphs, and the sentences to quote."""
        vector = self._encoder.encode_question(question).vector
        stems = [term.stem for term in analyse(question) if not term.stop]
        order = fused_order(self._vectors @ vector, self._sparse.score(stems))[:read]
        near = [
            (float(cosine), sentence)
            for number in order
            for cosine, sentence in zip(
                self._sentence_vectors[number] @ vector, self._sentences[number], strict=True
            )
        ]
        near.sort(key=lambda pair: -pair[0])
        return PlainFinding(
            paragraphs=tuple(self._texts[number] for number in order),
            sentences=tuple(sentence for _, sentence in near[:most]),
            cosine=near[0][0],
        )


def vectors(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Embed texts, a row each."""
    return np.stack([encoded.vector for encoded in encoder.encode(texts)])


def fused_order(*scores: NDArray[np.float32]) -> list[int]:
    """Order by reciprocal rank fusion; what scores nothing in a list is not in that list."""
    total = np.zeros(len(scores[0]))
    for own in scores:
        order = np.argsort(-own, kind="stable")
        ranks = np.empty(len(own), int)
        ranks[order] = np.arange(1, len(own) + 1)
        total += np.where(own > 0, 1 / (FUSED + ranks), 0)
    return [int(number) for number in np.argsort(-total, kind="stable")]
