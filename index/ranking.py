"""Ranking: the searches run, their results brought into one order."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded
from index.fusion import fuse, refine
from index.hit import Why
from index.late import late_scores, token_weights
from index.lexical import Term
from index.sparse import SparseIndex
from index.tokens import TokenStates
from index.vectors import Rows, VectorRows, VectorStore

DEPTH = 100
"""Passages taken from each search, at least."""

COMPARED = 30
"""The best of them, at least, are compared with the question word by word."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question made ready.

    Attributes
    ----------
    text : str
        As asked.
    encoded : Encoded
        Its vector and token states.
    terms : tuple of Term
        Its words.
    """

    text: str
    encoded: Encoded
    terms: tuple[Term, ...]

    @property
    def content(self) -> tuple[Term, ...]:
        """The words that say what it is about; all, when there are only function words."""
        return tuple(term for term in self.terms if not term.stop) or self.terms


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found.

    Attributes
    ----------
    row : int
        Its number in the index.
    score : float
        In [0, 1].
    why : Why
        Why it was found.
    """

    row: int
    score: float
    why: Why


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """Ranks the passages of an index for a question.

    Attributes
    ----------
    store : VectorStore
        Finds the nearest vectors.
    vectors : VectorRows
        The passages' vectors, for exact similarity.
    sparse : SparseIndex
        Finds by word.
    tokens : TokenStates
        Token states of the passages.
    """

    store: VectorStore
    vectors: VectorRows
    sparse: SparseIndex
    tokens: TokenStates

    def rank(
        self,
        question: Question,
        k: int,
        named: Mapping[int, int],
        allowed: NDArray[np.bool_] | None,
    ) -> list[Found]:
        """Find the best passages.

        Parameters
        ----------
        question : Question
            What is asked.
        k : int
            How many to find, at least 1.
        named : mapping of int to int
            Rows that come first whatever their score: those with the lowest value before the
            others, and among equals the best.
        allowed : ndarray of bool, shape (n,), optional
            Which rows may be found; all when None.

        Returns
        -------
        list of Found
            Best first, `k` at most.
        """
        depth = max(DEPTH, k)
        by_meaning = self.store.search(question.encoded.vector, depth, allowed)
        sparse = self.sparse.score([term.stem for term in question.content])
        by_word = _best(sparse if allowed is None else sparse * allowed, depth)
        rows = np.unique(np.concatenate([by_meaning, by_word, np.array(list(named), np.int64)]))
        dense = np.clip(np.einsum("nd,d->n", self.vectors[rows], question.encoded.vector), -1, 1)
        ceiling = sum(self.sparse.idf(term.stem) for term in question.content)
        fused = fuse(dense, sparse[rows], ceiling)
        late = self._late_scores(question, rows, fused, max(COMPARED, k))
        scores = refine(fused, np.nan_to_num(late))
        dense_rank, sparse_rank = _ranks(by_meaning), _ranks(by_word)

        def found(i: int) -> Found:
            row = int(rows[i])
            why = Why(
                dense=float(dense[i]),
                sparse=float(sparse[row]),
                dense_rank=dense_rank.get(row),
                sparse_rank=sparse_rank.get(row),
                words=self._words(question, row),
                named=row in named,
                late=None if np.isnan(late[i]) else float(late[i]),
            )
            return Found(row, 1.0 if why.named else float(scores[i]), why)

        order = sorted(
            range(len(rows)), key=lambda i: (named.get(int(rows[i]), len(rows)), -scores[i])
        )
        return [found(i) for i in order[:k]]

    def _late_scores(
        self, question: Question, rows: Rows, fused: NDArray[np.float32], count: int
    ) -> NDArray[np.float32]:
        """Compare the best rows word by word; the others get NaN."""
        late = np.full(len(rows), np.nan, np.float32)
        compared = np.argsort(-fused, kind="stable")[:count]
        weights = [self.sparse.idf(term.stem) for term in question.terms]
        late[compared] = late_scores(
            question.encoded.tokens,
            token_weights(question.encoded, question.terms, weights),
            self.tokens.states,
            self.tokens.spans[rows[compared]],
        )
        return late

    def _words(self, question: Question, row: int) -> tuple[str, ...]:
        """List the question's words that stand in a passage, weightiest first."""
        shared = {
            term.stem: question.text[term.start : term.end]
            for term in reversed(question.content)
            if self.sparse.holds(term.stem, row)
        }
        stems = sorted(reversed(shared), key=lambda stem: -self.sparse.idf(stem))
        return tuple(shared[stem] for stem in stems)


def _best(scores: NDArray[np.float32], k: int) -> Rows:
    """Return the rows with the greatest scores above 0, best first."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        rows = rows[np.argpartition(-scores[rows], k)[:k]]
    best: Rows = rows[np.argsort(-scores[rows], kind="stable")]
    return best


def _ranks(rows: Rows) -> dict[int, int]:
    """Return the rank of each row, from 1."""
    return {int(row): rank for rank, row in enumerate(rows, start=1)}
