"""Late interaction: the question's words against a passage's, each in its context."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded, Vectors
from index.lexical import Term

BLOCK = 24
"""Tokens in a block; a stretch of two blocks, about a sentence and a half, answers or does not."""


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
    question: Vectors, weights: NDArray[np.float32], passages: Sequence[Vectors]
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
    passages : sequence of ndarray of float32, shape (t, d)
        Token states of each passage, unit length.

    Returns
    -------
    ndarray of float32, shape (n,)
        In [-1, 1]; 0 where there are no tokens to compare.

    References
    ----------
    Khattab and Zaharia, ColBERT, 2020.
    """
    scores = np.zeros(len(passages), np.float32)
    filled = [number for number, states in enumerate(passages) if len(states)]
    if not filled or not len(question):
        return scores
    lengths = [len(passages[number]) for number in filled]
    ends = np.cumsum(lengths)
    blocks = [
        np.arange(end - length, max(end - length + 1, end - BLOCK), BLOCK)
        for end, length in zip(ends, lengths, strict=True)
    ]
    first = np.cumsum([0, *map(len, blocks[:-1])])
    near = question @ np.concatenate([passages[number] for number in filled]).T
    best = np.maximum.reduceat(near, np.concatenate(blocks), axis=1)
    with_next = np.maximum(best[:, :-1], best[:, 1:])
    last = np.zeros(best.shape[1], np.bool_)
    last[first[1:] - 1] = last[-1] = True
    best[:, ~last] = with_next[:, ~last[:-1]]
    scores[filled] = np.maximum.reduceat(weights @ best, first)
    return scores
