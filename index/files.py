"""The files of a built index: checksums and memory maps."""

import hashlib
import os
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndex

REBUILD = "Run `opcit index`."

WHOLE_UP_TO = 16 << 20
"""Files of up to so many bytes are read whole when they are checked."""

ENDS = 1 << 20

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the index.

    Attributes
    ----------
    size : int
        In bytes.
    sha256 : str
        Of all its bytes.
    ends_sha256 : str
        Of its first and last mebibyte, for files too large to be read whole when the index is
        opened.
    """

    size: int
    sha256: str
    ends_sha256: str


def describe(path: Path) -> StoredFile:
    """Measure a file and hash every byte of it."""
    return StoredFile(path.stat().st_size, _sha256(path), _ends_sha256(path))


def check(path: Path, entry: StoredFile) -> None:
    """Compare a file with what it must be: whole, or size and both ends when it is large.

    Raises
    ------
    DamagedIndex
        It is missing, truncated or altered.
    """
    try:
        intact = path.stat().st_size == entry.size and (
            _sha256(path) == entry.sha256
            if entry.size <= WHOLE_UP_TO
            else _ends_sha256(path) == entry.ends_sha256
        )
    except OSError as error:
        raise damaged(path) from error
    if not intact:
        raise damaged(path)


def map_array(path: Path, dtype: type[Number], shape: tuple[int, ...]) -> NDArray[Number]:
    """Map an array for reading; it costs no memory until it is read.

    Raises
    ------
    DamagedIndex
        The file is missing or too short.
    """
    if 0 in shape:
        return np.zeros(shape, dtype)
    try:
        return np.asarray(np.memmap(path, dtype, "r", shape=shape))
    except (OSError, ValueError) as error:
        raise damaged(path) from error


class RowFile:
    """Rows of a large array in a file, read as they are asked for; threads may share it.

    Of a memory map every page near a row that was read counts as memory in use until the system
    takes it back, which for a million passages is more than everything else together.

    Parameters
    ----------
    path : Path
        The file; it may be deleted while it is open.
    shape : tuple of int
        Of the array, which is of float32.
    """

    def __init__(self, path: Path, shape: tuple[int, int]) -> None:
        self._shape = shape
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def __len__(self) -> int:
        return self._shape[0]

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        width = 4 * self._shape[1]
        read = [os.pread(self._descriptor, width, int(row) * width) for row in rows]
        return np.frombuffer(b"".join(read), np.float32).reshape(len(rows), self._shape[1])


def damaged(path: Path) -> DamagedIndex:
    """Word the error for a file."""
    return DamagedIndex(f"The index is damaged: {path} is missing, truncated or altered.", REBUILD)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ends_sha256(path: Path) -> str:
    state = hashlib.sha256()
    with path.open("rb") as file:
        state.update(file.read(ENDS))
        file.seek(max(0, path.stat().st_size - ENDS))
        state.update(file.read(ENDS))
    return state.hexdigest()
