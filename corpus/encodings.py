"""From the bytes of a text in any encoding to its characters."""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.decoding import decode
from corpus.errors import UnreadableSource

_SAID = re.compile(
    rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 4096
_SAMPLE = 1 << 17


def decode_any(data: bytes) -> str:
    """Decode a text: by its byte order mark, as UTF-8, as it says itself, or by likeness.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    str
        Its text, without a byte order mark and otherwise unchanged.

    Raises
    ------
    UnreadableSource
        If the file is empty, binary, or text in no encoding that can be recognised.
    """
    said = _SAID.search(data, 0, _HEAD)
    if said:
        text = _as_said(data, (said[1] or said[2]).decode("ascii"))
        if text is not None:
            return text
    try:
        return decode(data)
    except UnreadableSource:
        text = _by_likeness(data)
        if text is None:
            raise
        return text


def _as_said(data: bytes, name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
        return data.decode(encoding) if not data.startswith(codecs.BOM_UTF8) else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _by_likeness(data: bytes) -> str | None:
    """Guess from a sample; zero bytes outside of UTF-16 mean that it is no text."""
    if b"\0" in data or not data.strip():
        return None
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or not best.could_be_from_charset or best.chaos > 0.1:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    return text if sum(c.isalpha() or c.isspace() for c in text) > 0.7 * len(text) else None
