"""What a vector store must do: the seam between Opcit and any vector engine."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

Rows = NDArray[np.int64]
"""Numbers of passages, from 0 in the order they were added."""


class VectorRows(Protocol):
    """Vectors by row: an array, or a file read as needed."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: Rows, /) -> Vectors:
        """Return the vectors of the rows, shape (n, dimension)."""


class VectorStore(Protocol):
    """Finds the vectors nearest to a question; opened once, shared by threads."""

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None) -> Rows:
        """Find the rows with the greatest inner product.

        Parameters
        ----------
        vector : ndarray of float32, shape (dimension,)
            The question, unit length.
        k : int
            How many to find, at least 1.
        allowed : ndarray of bool, shape (n,), optional
            Which rows may be found; all when None.

        Returns
        -------
        ndarray of int64, shape (up to k,)
            Best first; fewer than `k` only when fewer are allowed. An approximate store may
            miss some.
        """


class VectorEngine(Protocol):
    """Builds vector stores and opens them."""

    @property
    def name(self) -> str:
        """Name kept in the manifest, so that an index is opened by the engine that built it."""

    def build(self, vectors: Vectors, folder: Path) -> None:
        """Build a store; whatever it keeps on disk goes into `folder`.

        Parameters
        ----------
        vectors : ndarray of float32, shape (n, dimension)
            Unit vectors, possibly a memory map; `n` is at least 1.
        folder : Path
            A folder that exists.
        """

    def open(self, vectors: VectorRows, folder: Path) -> VectorStore:
        """Open what `build` made of the same vectors.

        Raises
        ------
        DamagedIndex
            It cannot be read.
        """
