"""A question made ready to be held against sentences."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded, Vectors
from index.lexical import Term, analyse
from index.search import Index
from qa.question import Expectation, expected_answer

_FLOOR = 0.05
"""Added to every idf, so that signs and function words keep a little weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question, its words and their weights.

    Attributes
    ----------
    tokens : ndarray of float32, shape (q, d)
        Token states, unit length.
    weights : ndarray of float32, shape (q,)
        How much each token counts, adding up to 1.
    vector : ndarray of float32, shape (d,)
        Weighted mean of the tokens, unit length.
    words : tuple of Term, length w
        The words that say what it is about, weightiest first, each stem once.
    idf : ndarray of float32, shape (w,)
        Their idf over the sources.
    names : ndarray of bool, shape (w,)
        Which of them are written as names or are figures.
    word_tokens : ndarray of bool, shape (w, q)
        The tokens of each word.
    expectation : Expectation
        What kind of thing would answer.
    """

    tokens: Vectors
    weights: NDArray[np.float32]
    vector: Vectors
    words: tuple[Term, ...]
    idf: NDArray[np.float32]
    names: NDArray[np.bool_]
    word_tokens: NDArray[np.bool_]
    expectation: Expectation


def read_question(
    question: str, encoded: Encoded, index: Index, importance: Vectors, power: float
) -> Asked:
    """Make a question ready.

    Parameters
    ----------
    question : str
        A stand-alone question.
    encoded : Encoded
        It, encoded.
    index : Index
        Knows how rare each word is.
    importance : ndarray of float32, shape (d,)
        What, in a token's state, makes it count; the logarithm of its weight is its product
        with this plus `power` times the logarithm of its word's idf.
    power : float
        How much rareness counts.
    """
    terms = analyse(question)
    tokens, offsets = encoded.tokens, encoded.offsets
    if not len(tokens):  # nothing but white space or signs the model does not know
        tokens, offsets = np.zeros((1, tokens.shape[1]), np.float32), np.zeros((1, 2), np.int32)
    starts, ends = offsets[:, 0], offsets[:, 1]
    own = np.array([(starts < t.end) & (ends > t.start) for t in terms], np.bool_)
    own = own.reshape(len(terms), len(starts))
    idf = np.array([index.idf(t.stem) for t in terms], np.float32)
    rareness = np.max(np.where(own, idf[:, None], 0), axis=0, initial=0) + _FLOOR
    logits = power * np.log(rareness)
    if tokens.shape[1] == len(importance):
        logits = logits + tokens @ importance
    weights = np.exp(logits - logits.max(initial=-np.inf)).astype(np.float32)
    weights /= max(float(weights.sum()), 1e-9)
    mean = weights @ tokens
    order = _content(terms, idf)
    return Asked(
        tokens=tokens,
        weights=weights,
        vector=mean / max(float(np.linalg.norm(mean)), 1e-9),
        words=tuple(terms[i] for i in order),
        idf=idf[order],
        names=np.array([_is_name(question, terms[i]) for i in order], np.bool_),
        word_tokens=own[order],
        expectation=expected_answer(question),
    )


def _content(terms: list[Term], idf: NDArray[np.float32]) -> list[int]:
    """Return the numbers of the content words, weightiest first, each stem once."""
    kept = [i for i, term in enumerate(terms) if not term.stop] or list(range(len(terms)))
    first: dict[str, int] = {}
    for i in kept:
        first.setdefault(terms[i].stem, i)
    return sorted(first.values(), key=lambda i: -float(idf[i]))


def _is_name(question: str, term: Term) -> bool:
    first = question[term.start]
    return first.isdigit() or (first.isupper() and term.start > 0)
