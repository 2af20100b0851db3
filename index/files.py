"""The files of a built index: checksums and memory maps."""

import hashlib
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
