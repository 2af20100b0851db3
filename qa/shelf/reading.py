"""The one place where the library has a file read, and knows whether readers have changed."""

import hashlib
import importlib.metadata
import logging
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path

import corpus
from corpus.errors import OpcitError, UnreadableSource
from corpus.model import Provenance, Source

_PARSERS = ("charset-normalizer", "pdfplumber", "pypandoc_binary", "pypdfium2")

Read = Callable[[bytes, str, str | None, Provenance | None], Source]
"""Reads a file: its bytes, its name, an id or None, its provenance or None."""


_log = logging.getLogger(__name__)


def read_source(data: bytes, name: str, source_id: str | None, known: Provenance | None) -> Source:
    """Read a file of any format.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name; the format is told by what is in it.
    source_id : str or None
        The id it has; None to name it by what it says of itself.
    known : Provenance or None
        Where it comes from; None takes what the file says of itself.

    Raises
    ------
    UnreadableSource
        It cannot be read.
    """
    # The parsers take a while to load, and most commands read nothing anew.
    from corpus.reading import read_file

    try:
        return read_file(data, source_id=source_id, provenance=known, name=name)
    except OpcitError:
        raise
    except Exception as error:
        # No file, whatever is in it, may take the others down with it.
        _log.exception("“%s” could not be read", name)
        raise UnreadableSource(
            f"“{name}” cannot be read: a reader failed on it ({type(error).__name__}).",
            "Save it in another format and add that.",
        ) from error


def filled(first: Provenance, second: Provenance) -> Provenance:
    """Fill what the first leaves empty from the second."""
    return Provenance(
        **{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Provenance)}
    )


@cache
def readers() -> str:
    """Name the readers as they are now: another name when what they make may be another."""
    state = hashlib.sha256()
    for path in sorted(Path(corpus.__path__[0]).glob("*.py")):
        state.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _PARSERS:
        state.update(f"\0{name} {_version(name)}".encode())
    return state.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
