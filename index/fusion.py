"""Fusion: one score from the nearness of meaning, the words shared, and word by word."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.42
LATE_WEIGHT = 0.6


def fuse(dense: Scores, sparse: Scores, ceiling: float) -> Scores:
    """Add up what the two searches say, each brought to [0, 1].

    BM25 is measured against the most that any passage could score for this question, not against
    the best passage found, so that a question whose words stand nowhere is not lifted.

    Parameters
    ----------
    dense : ndarray of float32, shape (n,)
        Cosine similarity of question and passage, in [-1, 1].
    sparse : ndarray of float32, shape (n,)
        BM25 score, from 0 to `ceiling`.
    ceiling : float
        Sum of the idf of the question's words.

    Returns
    -------
    ndarray of float32, shape (n,)
        In [0, 1], greater is better.
    """
    matched = sparse / np.float32(max(ceiling, 1e-9))
    fused: Scores = DENSE_WEIGHT * np.clip(dense, 0, 1) + (1 - DENSE_WEIGHT) * matched
    return np.clip(fused, 0, 1)


def refine(fused: Scores, late: Scores) -> Scores:
    """Add late interaction to what `fuse` gave.

    Parameters
    ----------
    fused : ndarray of float32, shape (n,)
        In [0, 1].
    late : ndarray of float32, shape (n,)
        In [-1, 1]; 0 where it was not worked out, so that such a passage does not pass one with
        a greater fused score for which it was.

    Returns
    -------
    ndarray of float32, shape (n,)
        In [0, 1], greater is better.
    """
    refined: Scores = (1 - LATE_WEIGHT) * fused + LATE_WEIGHT * np.clip(late, 0, 1)
    return refined
