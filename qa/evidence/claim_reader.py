"""The reader of claims: what each of some sentences says of a claim."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.artefacts import WEIGHTS
from qa.evidence.pairs import Shown


class Weigher(Protocol):
    """Reads a claim together with sentences."""

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        """Give, for each sentence, the probabilities of bearing it out, contradicting, neither."""


class ClaimReader:
    """Reads claims with the network that comes with Opcit; opened when the first claim comes.

    Parameters
    ----------
    precision : {"float32", "bfloat16"}
        What the network computes in.
    """

    def __init__(self, precision: str = "float32") -> None:
        self._precision = precision

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        """Say what each of some sentences says of a claim.

        Parameters
        ----------
        claim : str
            Without its framing.
        sentences : sequence of Shown
            What may bear on it.

        Returns
        -------
        ndarray of float32, shape (n, 3)
            Probabilities of bearing it out, of contradicting it, and of neither.

        Raises
        ------
        ModelError
            The weights are missing or damaged.
        """
        return self._reader.weigh(claim, sentences)

    @cached_property
    def _reader(self) -> Weigher:
        from qa.evidence.close_reader import CLAIM_READER, CloseReader

        return CloseReader(self._precision, WEIGHTS / CLAIM_READER)
