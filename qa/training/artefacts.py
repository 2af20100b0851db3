"""Saving weights beside the list of their hashes."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from index.model_files import SUMS


def save_weights(path: Path, tensors: Mapping[str, NDArray[np.float32]]) -> None:
    """Write an artefact and list its hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, path)
    path.chmod(0o644)
    list_hash(path)


def list_hash(path: Path) -> None:
    """Put a file's hash in the list beside it, in place of an older one."""
    sums = path.parent / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.exists() else []
    kept = [line for line in lines if not line.endswith(f"  {path.name}")]
    kept.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    sums.write_text("\n".join(sorted(kept, key=lambda line: line[66:])) + "\n", encoding="utf-8")
