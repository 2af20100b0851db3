"""The word index: BM25 scores and the weight of words, as plain arrays.

The scores are worked out once, by bm25s, when the index is built; asking is a sum over the
columns of the question's words, so bm25s is not needed to open the index.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical import analyse

K1 = 1.2
B = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class SparseIndex:
    """BM25 scores of every word in every passage, by column.

    Attributes
    ----------
    vocabulary : dict of str to int
        Column of each stem.
    scores : ndarray of float32, shape (n_entries,)
        BM25 scores.
    rows : ndarray of int32, shape (n_entries,)
        The passage each score belongs to, rising within a column.
    columns : ndarray of int64, shape (n_stems + 1,)
        Where each column begins in `scores` and `rows`.
    passages : int
        Number of passages.

    References
    ----------
    Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009;
    Lù, BM25S, 2024.
    """

    vocabulary: dict[str, int]
    scores: NDArray[np.float32]
    rows: NDArray[np.int32]
    columns: NDArray[np.int64]
    passages: int

    def column(self, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the passages a stem stands in and its score in each."""
        number = self.vocabulary.get(stem)
        if number is None:
            return self.rows[:0], self.scores[:0]
        span = slice(int(self.columns[number]), int(self.columns[number + 1]))
        return self.rows[span], self.scores[span]

    def score(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """Score every passage for a question.

        Parameters
        ----------
        stems : sequence of str
            Stems of the question; one that comes twice counts twice.

        Returns
        -------
        ndarray of float32, shape (passages,)
            0 or greater; 0 where no word is shared.
        """
        total = np.zeros(self.passages, np.float32)
        for stem in stems:
            rows, scores = self.column(stem)
            total[rows] += scores
        return total

    def holds(self, stem: str, row: int) -> bool:
        """Say whether a stem stands in a passage."""
        rows, _ = self.column(stem)
        place = int(np.searchsorted(rows, row))
        return place < len(rows) and int(rows[place]) == row

    def idf(self, word: str) -> float:
        """Weigh a word by how few passages it stands in.

        Parameters
        ----------
        word : str
            A stem, or a word as it stands in a text.

        Returns
        -------
        float
            ``log(1 + (n - df + 0.5) / (df + 0.5))``, greater for rarer words; that of a word
            in no passage when it is not known.
        """
        if word not in self.vocabulary:
            word = next((term.stem for term in analyse(word)), word)
        df = len(self.column(word)[0])
        return math.log(1 + (self.passages - df + 0.5) / (df + 0.5))


def build_sparse(texts: Sequence[str]) -> SparseIndex:
    """Index the words of passages.

    Parameters
    ----------
    texts : sequence of str
        The passages' texts, in row order.
    """
    import bm25s  # here because scipy comes with it, which opening an index does without

    vocabulary: dict[str, int] = {}
    ids = [
        [vocabulary.setdefault(term.stem, len(vocabulary)) for term in analyse(text)]
        for text in texts
    ]
    if not vocabulary:
        empty = np.zeros(0, np.float32)
        return SparseIndex({}, empty, empty.astype(np.int32), np.zeros(1, np.int64), len(texts))
    stems = dict(vocabulary)
    model = bm25s.BM25(method="lucene", k1=K1, b=B)
    model.index(bm25s.tokenization.Tokenized(ids=ids, vocab=vocabulary), show_progress=False)
    return SparseIndex(
        vocabulary=stems,
        scores=np.asarray(model.scores["data"], np.float32),
        rows=np.asarray(model.scores["indices"], np.int32),
        columns=np.asarray(model.scores["indptr"], np.int64)[: len(stems) + 1],
        passages=len(texts),
    )
