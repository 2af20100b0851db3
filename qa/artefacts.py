"""Trained weights: read from the package, refused when they are not the ones it lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from index.model_files import listed_hash, read_checked

WEIGHTS = Path(__file__).parent / "weights"


NAMES = "names"
"""The tensor that holds the features' names: weights only fit the features they were made for."""


def load_weights(name: str, folder: Path = WEIGHTS) -> dict[str, NDArray[np.float32]]:
    """Read an artefact.

    Parameters
    ----------
    name : str
        Its file's name.
    folder : Path
        Where it lies, beside the list of hashes.

    Raises
    ------
    ModelError
        It is missing, not listed, or not the one listed.
    """
    return load(read_checked(folder / name, listed_hash(folder / name)))


def read_names(tensors: Mapping[str, NDArray[np.float32]]) -> tuple[str, ...]:
    """Return the names of the features that weights were made for."""
    return tuple(bytes(tensors[NAMES].astype(np.uint8)).decode().split("\n"))


def write_names(names: Sequence[str]) -> NDArray[np.float32]:
    """Turn the names of features into a tensor, the reverse of `read_names`."""
    return np.frombuffer("\n".join(names).encode(), np.uint8).astype(np.float32)
