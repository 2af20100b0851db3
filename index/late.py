"""Late interaction: the question's words against a passage's, each in its context."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded, Vectors
from index.lexical import Term

BLOCK = 24
"""Tokens in a block; a stretch of two, about a sentence and a half, answers or does not."""


def token_weights(
    question: Encoded, terms: Sequence[Term], weights: Sequence[float]
) -> NDArray[np.float32]:
    """Share the weight of each word among its tokens.

    Parameters
    ----------
    question : Encoded
        The question.
    terms : sequence of Term
        Its words.
    weights : sequence of float
        The weight of each word, such as its idf.

    Returns
    -------
    ndarray of float32, shape (n_tokens,)
        Adding up to 1, or all 0 when no token belongs to a word of any weight.
    """
    shared = np.zeros(len(question.tokens), np.float32)
    starts, ends = question.offsets[:, 0], question.offsets[:, 1]
    for term, weight in zip(terms, weights, strict=True):
        own = (starts < term.end) & (ends > term.start)
        if own.any():
            shared[own] = weight / np.count_nonzero(own)
    total = shared.sum()
    return shared / total if total > 0 else shared


def late_scores(
    question: Vectors,
    weights: NDArray[np.float32],
    states: NDArray[np.int8] | Vectors,
    spans: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Score passages by how well one stretch of each matches all words of the question.

    For every token of the question the nearest token of the stretch counts, by its weight; the
    best stretch of a passage counts for the passage.

    Parameters
    ----------
    question : ndarray of float32, shape (q, d)
        Token states, unit length.
    weights : ndarray of float32, shape (q,)
        Adding up to 1.
    states : ndarray of int8 or float32, shape (t, d)
        Token states of many passages, of any length but 0: only their direction counts.
    spans : ndarray of int64, shape (n, 2)
        Where the tokens of each passage to score begin and end in `states`.

    Returns
    -------
    ndarray of float32, shape (n,)
        In [-1, 1]; 0 where there are no tokens to compare.

    References
    ----------
    Khattab and Zaharia, ColBERT, 2020.
    """
    scores = np.zeros(len(spans), np.float32)
    filled = np.flatnonzero(spans[:, 1] > spans[:, 0])
    if not len(filled) or not len(question):
        return scores
    rows, first = _in_blocks(spans[filled])
    blocks = states[rows].astype(np.float32, copy=False)
    lengths = np.sqrt(np.einsum("bsd,bsd->bs", blocks, blocks))[:, :, None]
    # Block by block the products are too small for the linear algebra library to start threads,
    # which take longer to meet than the products do when the processor is busy.
    best = (blocks @ question.T / np.maximum(lengths, np.float32(1e-9))).max(axis=1)
    stretches = best.copy()
    stretches[:-1] = np.maximum(best[:-1], best[1:])
    last = np.append(first[1:], len(best)) - 1
    stretches[last] = best[last]
    scores[filled] = np.maximum.reduceat(stretches @ weights, first)
    return scores


def _in_blocks(spans: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cut spans into blocks, the last of each filled up with its last token.

    Returns
    -------
    rows : ndarray of int64, shape (n_blocks, BLOCK)
        The tokens of each block.
    first : ndarray of int64, shape (n_spans,)
        The first block of each span.
    """
    counts = -(-(spans[:, 1] - spans[:, 0]) // BLOCK)
    first = np.cumsum(counts) - counts
    within = np.arange(counts.sum()) - np.repeat(first, counts)
    starts = np.repeat(spans[:, 0], counts) + within * BLOCK
    rows = starts[:, None] + np.arange(BLOCK)
    return np.minimum(rows, np.repeat(spans[:, 1], counts)[:, None] - 1), first
