"""What an encoder must do: the seam between Opcit and any embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Float32 array; embeddings have shape (n, dimension) and unit length."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text encoded, whole and token by token.

    Attributes
    ----------
    vector : ndarray of float32, shape (dimension,)
        Embedding of the text, unit length.
    tokens : ndarray of float32, shape (n_tokens, token_dimension)
        One state a token, unit length, special tokens left out.
    offsets : ndarray of int32, shape (n_tokens, 2)
        Span of each token in the text, half-open, in code points.
    """

    vector: Vectors
    tokens: Vectors
    offsets: NDArray[np.int32]


class Encoder(Protocol):
    """Turns text into vectors.

    Texts of any length are read whole: what exceeds the model's window is read in windows.
    """

    @property
    def name(self) -> str:
        """Name of the model."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what decides the vectors: weights, precision, pooling, token layer."""

    @property
    def dimension(self) -> int:
        """Length of a text's vector."""

    @property
    def token_dimension(self) -> int:
        """Length of a token's state."""

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages, in the order given."""

    def encode_question(self, text: str) -> Encoded:
        """Encode one question."""
