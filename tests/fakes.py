"""Stand-ins for the outside things, small enough to read at a glance."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.encoder import Encoded


class FakeEncoder:
    """Gives every word a fixed random direction; a text is the mean of its words."""

    name = "fake"
    fingerprint = "0" * 64
    dimension = 32
    token_dimension = 16

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages."""
        return [self.encode_question(text) for text in texts]

    def encode_question(self, text: str) -> Encoded:
        """Encode one text."""
        words = list(re.finditer(r"\w+", text))
        vectors = np.stack(
            [self._direction(w[0], self.dimension) for w in words]
            or [np.ones(self.dimension, np.float32)]
        )
        mean = vectors.mean(axis=0)
        tokens = [self._direction(w[0], self.token_dimension) for w in words]
        return Encoded(
            vector=(mean / np.linalg.norm(mean)).astype(np.float32),
            tokens=np.array(tokens, np.float32).reshape(-1, self.token_dimension),
            offsets=np.array([w.span() for w in words], np.int32).reshape(-1, 2),
        )

    @staticmethod
    def _direction(word: str, dimension: int) -> np.ndarray:
        seed = int.from_bytes(hashlib.sha256(word.lower().encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(dimension)
        return (vector / np.linalg.norm(vector)).astype(np.float32)
