"""Running pandoc: from a document's bytes to its syntax tree."""

import json
import subprocess
from typing import Any

import pypandoc

from corpus.errors import UnreadableSource

_SECONDS = 180
_HEAP = "-M2g"
_HEAP_EXHAUSTED = 251
_SPLIT_IT = "Split it into smaller files and add those."


def read_tree(data: bytes, reader: str, what: str) -> dict[str, Any]:
    """Give the syntax tree of a document, as pandoc writes it in JSON.

    Pandoc runs in its sandbox, where it reads no file and no network, with a bound on its time
    and memory.

    Parameters
    ----------
    data : bytes
        The document.
    reader : str
        A pandoc reader with its extensions, as ``markdown-smart``.
    what : str
        The format's name, for a message.

    Returns
    -------
    dict
        With the keys ``meta`` and ``blocks``.

    Raises
    ------
    UnreadableSource
        If pandoc cannot make sense of it, or needs too much time or memory.
    """
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--quiet", "-f", reader, "-t", "json"]
    try:
        done = subprocess.run(
            [*command, "+RTS", _HEAP, "-RTS"], input=data, capture_output=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(
            f"The {what} file took longer than {_SECONDS // 60} minutes to read.", _SPLIT_IT
        ) from error
    if done.returncode == _HEAP_EXHAUSTED:
        raise UnreadableSource(f"The {what} file needs too much memory to read.", _SPLIT_IT)
    if done.returncode:
        raise UnreadableSource(
            f"The {what} file is damaged or cut short: {_first_line(done.stderr)}.",
            "Save it again from the program that wrote it and add it again.",
        )
    try:
        tree: dict[str, Any] = json.loads(done.stdout)
    except RecursionError as error:
        raise UnreadableSource(
            f"The {what} file is nested too deeply to read.", "Save it in a simpler form."
        ) from error
    return tree


def _first_line(errors: bytes) -> str:
    lines = [line.strip() for line in errors.decode("utf-8", "replace").splitlines()]
    return next((line.rstrip(".:")[:200] for line in lines if line), "pandoc gives no reason")
