"""Token states on disk: one byte a number, read through a memory map."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors


def quantise(tokens: Vectors) -> NDArray[np.int8]:
    """Keep the direction of each token state in one byte a number.

    Parameters
    ----------
    tokens : ndarray of float32, shape (t, d)
        Token states of unit length.

    Returns
    -------
    ndarray of int8, shape (t, d)
        Each row scaled so that its greatest number is 127 or -127. The scale is not kept:
        `restore` makes every row unit length again.
    """
    peak = np.abs(tokens).max(axis=1, keepdims=True, initial=1e-12)
    scaled: NDArray[np.int8] = np.rint(tokens * (127.0 / peak)).astype(np.int8)
    return scaled


def restore(quantised: NDArray[np.int8]) -> Vectors:
    """Turn one-byte states back into unit vectors.

    Parameters
    ----------
    quantised : ndarray of int8, shape (t, d)
        As `quantise` made them.

    Returns
    -------
    ndarray of float32, shape (t, d)
        Unit length; a row of zeros stays one.
    """
    states = quantised.astype(np.float32)
    lengths = np.sqrt(np.einsum("td,td->t", states, states))[:, None]
    restored: Vectors = states / np.maximum(lengths, np.float32(1e-12))
    return restored


@dataclass(frozen=True, slots=True, eq=False)
class TokenStates:
    """The token states of every passage.

    Attributes
    ----------
    states : ndarray of int8, shape (n_tokens, token_dimension)
        As `quantise` made them, usually a memory map.
    offsets : ndarray of int32, shape (n_tokens, 2)
        Spans in the passages' text.
    spans : ndarray of int64, shape (n_passages, 2)
        Where each passage's tokens begin and end in the other two; passages with the same
        text share theirs.
    """

    states: NDArray[np.int8]
    offsets: NDArray[np.int32]
    spans: NDArray[np.int64]

    def of(self, row: int) -> tuple[Vectors, NDArray[np.int32]]:
        """Return the unit token states of a passage and their spans in its text."""
        start, end = self.spans[row]
        return restore(np.asarray(self.states[start:end])), np.array(self.offsets[start:end])
