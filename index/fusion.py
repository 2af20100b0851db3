"""Fusion: one score from the nearness of meaning and the words shared."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.6


def fuse(dense: Scores, sparse: Scores) -> Scores:
    """Add up what the two searches say, each brought to [0, 1].

    Parameters
    ----------
    dense : ndarray of float32, shape (n,)
        Cosine similarity of question and passage, in [-1, 1].
    sparse : ndarray of float32, shape (n,)
        BM25 score, 0 or greater.

    Returns
    -------
    ndarray of float32, shape (n,)
        In [0, 1], greater is better.
    """
    peak = max(float(sparse.max(initial=0.0)), 1e-9)
    fused: Scores = DENSE_WEIGHT * np.clip(dense, 0, 1) + (1 - DENSE_WEIGHT) * (sparse / peak)
    return np.clip(fused, 0, 1)
