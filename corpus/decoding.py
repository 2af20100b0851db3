"""From a file's bytes to its text."""

import codecs

from corpus.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(chr(c) for c in range(32)) - set("\t\n\r\f\v\x1a") | {"\x7f"}
_SAVE_AS_TEXT = "Save it as plain text in UTF-8 and add it again."


def decode(data: bytes) -> str:
    """Decode a text file: UTF-8, UTF-16 with its mark, or Windows-1252 and Latin-1.

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
    if not data:
        raise UnreadableSource("The file is empty.", "Choose a file with text in it.")
    text = _decoded(data)
    if any(c in _CONTROLS for c in set(text)):
        raise UnreadableSource("The file is binary, not text.", _SAVE_AS_TEXT)
    if not text.strip():
        raise UnreadableSource("The file holds only white space.", "Choose a file with text in it.")
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"The file says that it is {encoding}, but byte {error.start} is not.", _SAVE_AS_TEXT
        ) from error


def _western(data: bytes) -> str:
    """Read single-byte western text, where accented letters are rare among plain ones."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    plain = sum(c.isascii() and (c.isalpha() or c.isspace()) for c in text)
    odd = sum(0x80 <= ord(c) <= 0x9F for c in text)
    if plain < 0.7 * len(text) or odd:
        raise UnreadableSource("The file's encoding cannot be recognised.", _SAVE_AS_TEXT)
    return text
