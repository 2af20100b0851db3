"""The vector store on local disk, by FAISS: exact while small, in cells when large."""

import math
from pathlib import Path
from typing import Any

import faiss as _typed_faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import DamagedIndex
from index.vectors import Rows, VectorRows

faiss: Any = _typed_faiss  # its stubs lack what its Python layer adds

FILE = "passages.faiss"

EXACT_UP_TO = 50_000
"""Vectors compared one by one up to here."""

TRAINING_VECTORS = 64
"""Vectors sampled a cell to place the cells."""

MARGIN = 20
"""How many more vectors than asked for are taken from the cells, to be compared exactly."""

CHUNK = 65_536


class FaissEngine:
    """Builds FAISS indexes of inner products.

    Parameters
    ----------
    exact_up_to : int
        Up to this many vectors the search is exact; above it the vectors are kept in one byte
        a number, in cells, of which the nearest are searched.
    """

    name = "faiss"

    def __init__(self, exact_up_to: int = EXACT_UP_TO) -> None:
        self._exact_up_to = exact_up_to

    def build(self, vectors: Vectors, folder: Path) -> None:
        """Build the index and write it into the folder."""
        count, dimension = vectors.shape
        if count <= self._exact_up_to:
            index = faiss.IndexFlatIP(dimension)
        else:
            index = _cells(count, dimension)
            index.train(_sample(vectors, index.nlist * TRAINING_VECTORS))
        for start in range(0, count, CHUNK):
            index.add(np.ascontiguousarray(vectors[start : start + CHUNK], np.float32))
        faiss.write_index(index, str(folder / FILE))

    def open(self, vectors: VectorRows, folder: Path) -> "FaissStore":
        """Read the index from the folder."""
        try:
            index = faiss.read_index(str(folder / FILE))
        except RuntimeError as error:
            raise DamagedIndex(
                f"The vector index {folder / FILE} cannot be read.", "Run `opcit index`."
            ) from error
        return FaissStore(index, vectors)


class FaissStore:
    """A FAISS index opened for searching.

    Parameters
    ----------
    index : faiss.Index
        Of inner products.
    vectors : VectorRows
        The vectors as they were encoded, for exact comparison.
    """

    def __init__(self, index: Any, vectors: VectorRows) -> None:  # noqa: ANN401 - untyped
        self._index = index
        self._vectors = vectors
        self._cells = int(getattr(index, "nlist", 0))

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None) -> Rows:
        """Find the rows with the greatest inner product."""
        share = 1.0 if allowed is None else np.count_nonzero(allowed) / len(allowed)
        if allowed is not None and share * len(allowed) <= EXACT_UP_TO:
            return self._exact(vector, k, np.flatnonzero(allowed))
        parameters = self._parameters(share, allowed)
        count = min(k + MARGIN * bool(self._cells), self._index.ntotal)
        query = np.ascontiguousarray(vector[None], np.float32)
        _, rows = self._index.search(query, count, params=parameters)
        found: Rows = rows[0][rows[0] >= 0]
        # In cells the vectors are rounded: the order among the nearest is that of the exact ones.
        return self._exact(vector, k, found) if self._cells else found

    def _exact(self, vector: Vectors, k: int, rows: Rows) -> Rows:
        """Compare the vectors of the rows one by one."""
        similarity = np.einsum("nd,d->n", self._vectors[rows], vector)
        best = np.argsort(-similarity, kind="stable")[:k]
        return rows[best]

    def _parameters(self, share: float, allowed: NDArray[np.bool_] | None) -> Any:  # noqa: ANN401 - untyped
        selector = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        if not self._cells:
            return faiss.SearchParameters(sel=selector)
        probes = min(self._cells, math.ceil(_probes(self._cells) / share))
        return faiss.SearchParametersIVF(sel=selector, nprobe=probes)


def _cells(count: int, dimension: int) -> Any:  # noqa: ANN401 - untyped
    """Lay out an empty index in cells: about four times the square root of the count.

    FAISS asks for 39 vectors a cell to place it.
    """
    cells = min(2 ** round(math.log2(4 * math.sqrt(count))), max(1, count // 39))
    return faiss.index_factory(dimension, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)


def _probes(cells: int) -> int:
    """Cells searched for a question."""
    return max(8, cells // 64)


def _sample(vectors: Vectors, count: int) -> Vectors:
    """Draw vectors evenly over all of them, the same ones every time."""
    step = max(1, len(vectors) // count)
    return np.ascontiguousarray(vectors[::step][:count], np.float32)
