"""Holding a question against every sentence of a pool: word by word, and by the words shared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evidence.asked import Asked
from qa.evidence.pool import Pool
from qa.evidence.sentence_words import SentenceWords

Matrix = NDArray[np.float32]

_K1 = 1.2
_SENTENCE_B, _PASSAGE_B = 0.6, 0.75
"""How far long sentences and passages are held back, as BM25's b."""


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """How a question meets the sentences of a pool.

    Attributes
    ----------
    near, near_passage : ndarray of float32, shape (q, s)
        For each token of the question, the cosine of the nearest token of each sentence, and of
        each sentence's passage.
    resemblance : ndarray of float32, shape (s,)
        Cosine of the question's weighted mean and the sentence's tokens, on average.
    held, held_passage : ndarray of bool, shape (w, s)
        Which words of the question stand in each sentence, and in its passage.
    shared, shared_passage : ndarray of float32, shape (s,)
        BM25 of each sentence, and of its passage, as a share of the question's whole idf.
    """

    near: Matrix
    near_passage: Matrix
    resemblance: Matrix
    held: NDArray[np.bool_]
    held_passage: NDArray[np.bool_]
    shared: Matrix
    shared_passage: Matrix


def match(asked: Asked, pool: Pool, words: list[SentenceWords]) -> Match:
    """Hold a question against a pool, whose passages' words are given in order."""
    near, resemblance = nearest(asked, pool)
    passage_near = np.maximum.reduceat(near, pool.firsts, axis=1)
    called = pool.callers >= 0  # a note is read with the sentence it explains
    explained = near[:, pool.callers[called]]
    passage_near[:, called] = np.maximum(passage_near[:, called], explained)
    counts = _counts(asked, pool, words)
    lengths = np.concatenate([w.lengths for w in words]).astype(np.float32)
    passage_counts = np.add.reduceat(counts, pool.firsts, axis=1)
    passage_lengths = np.add.reduceat(lengths, pool.firsts)
    shared = _bm25(asked, counts, lengths, _SENTENCE_B)
    passage_shared = _bm25(asked, passage_counts, passage_lengths, _PASSAGE_B)
    return Match(
        near=near,
        near_passage=passage_near[:, pool.owners],
        resemblance=resemblance,
        held=counts > 0,
        held_passage=passage_counts[:, pool.owners] > 0,
        shared=shared,
        shared_passage=passage_shared[pool.owners],
    )


def nearest(asked: Asked, pool: Pool) -> tuple[Matrix, Matrix]:
    """Compare tokens: `Match.near` and `Match.resemblance`.

    A sentence without any token is as far off as can be.
    """
    size = len(pool.sentences)
    near = np.full((len(asked.tokens), size), -1, np.float32)
    resemblance = np.zeros(size, np.float32)
    starts = np.flatnonzero(np.diff(pool.token_owners, prepend=-1))
    if not len(starts):
        return near, resemblance
    present = pool.token_owners[starts]
    near[:, present] = np.maximum.reduceat(asked.tokens @ pool.tokens.T, starts, axis=1)
    sizes = np.diff(starts, append=len(pool.token_owners))
    resemblance[present] = np.add.reduceat(pool.tokens @ asked.vector, starts) / sizes
    return near, resemblance


def _counts(asked: Asked, pool: Pool, words: list[SentenceWords]) -> Matrix:
    """Count each word of the question in each sentence."""
    counts = np.zeros((len(asked.words), len(pool.sentences)), np.float32)
    for first, own in zip(pool.firsts.tolist(), words, strict=True):
        for row, term in enumerate(asked.words):
            places = own.places.get(term.stem)
            if places is not None:
                np.add.at(counts[row], first + places, 1)
    return counts


def _bm25(asked: Asked, counts: Matrix, lengths: Matrix, b: float) -> Matrix:
    """Score columns by BM25 (Robertson and Zaragoza, 2009), as a share of the whole idf."""
    norm = _K1 * (1 - b + b * lengths / max(float(lengths.mean()), 1e-9))
    saturated = counts * (_K1 + 1) / (counts + norm + 1e-9)
    scores = asked.idf @ saturated / max(float(asked.idf.sum()), 1e-9)
    return scores.astype(np.float32)
