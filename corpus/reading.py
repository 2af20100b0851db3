"""Reading any file that holds a text."""

import hashlib
from dataclasses import replace
from pathlib import Path

from corpus.assembly import assemble
from corpus.documents import read_document
from corpus.encodings import decode_any
from corpus.errors import UnreadableSource
from corpus.formats import Format, detect
from corpus.ids import source_id as name_source
from corpus.model import Provenance, Source
from corpus.pdf import read_pdf
from corpus.pieces import Draft
from corpus.reader import read_text
from corpus.typed_notes import link_typed

LARGEST_TEXT = 50 * 1024 * 1024
LARGEST_FILE = 500 * 1024 * 1024
_LONGEST_TITLE = 200


def read_file(
    path_or_bytes: str | Path | bytes,
    *,
    source_id: str | None = None,
    provenance: Provenance | None = None,
    name: str = "",
) -> Source:
    """Read a file in any format that Opcit knows, told by its content.

    Parameters
    ----------
    path_or_bytes : str, Path or bytes
        The file, or all that is in it.
    source_id : str or None
        A short name for the source; None makes one of author and title, or of the file's name,
        which is the same when the file is read again.
    provenance : Provenance or None
        Where the text comes from; None takes what the file says of itself.
    name : str
        The file's name, where only its content is given.

    Returns
    -------
    Source
        With passages, sections, sentences, notes on their marks, works and the report.

    Raises
    ------
    UnreadableSource
        If the file is missing, empty, damaged, locked, too large or in no known format; the
        message says which.
    """
    data, name = _content(path_or_bytes, name)
    format_ = detect(data, name)
    _check_size(data, format_)
    try:
        if format_ is Format.TEXT:
            return _plain(data, source_id, provenance, name)
        draft, said = _structured(data, format_)
        known = provenance or _titled(draft, said)
        draft = _with_text(link_typed(draft, known), format_)
        return assemble(
            draft,
            source_id=source_id or name_source(known.author, known.title, name),
            provenance=known,
            sha256=hashlib.sha256(data).hexdigest(),
        )
    except RecursionError as error:
        raise UnreadableSource(
            f"The {format_} file is nested too deeply to read.", "Save it in a simpler form."
        ) from error


def _content(path_or_bytes: str | Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes, name
    path = Path(path_or_bytes)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(LARGEST_FILE)
        return path.read_bytes(), name or path.name
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableSource(f"{path} cannot be read: {reason}.", "Check its name.") from error


def _check_size(data: bytes, format_: Format) -> None:
    packed = format_ in (Format.PDF, Format.EPUB, Format.DOCX, Format.ODT)
    limit = LARGEST_FILE if packed else LARGEST_TEXT
    if len(data) > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> UnreadableSource:
    megabytes = limit // (1024 * 1024)
    return UnreadableSource(
        f"The file is larger than the {megabytes} MB that are read at once.",
        "Split it into smaller files and add those.",
    )


def _plain(data: bytes, source_id: str | None, provenance: Provenance | None, name: str) -> Source:
    text = decode_any(data).encode()
    source = read_text(text, source_id=source_id, provenance=provenance, name=name)
    return replace(source, sha256=hashlib.sha256(data).hexdigest())


def _structured(data: bytes, format_: Format) -> tuple[Draft, Provenance]:
    return read_pdf(data) if format_ is Format.PDF else read_document(data, format_)


def _with_text(draft: Draft, format_: Format) -> Draft:
    """Make sure that there is running text; in a document of headings alone they are it."""
    if not any(piece.text for piece in draft.pieces):
        raise UnreadableSource(
            f"The {format_} file holds no text.", "Choose a file with text in it."
        )
    if any(piece.text and not piece.level for piece in draft.pieces):
        return draft
    return replace(draft, pieces=tuple(replace(piece, level=0) for piece in draft.pieces))


def _titled(draft: Draft, said: Provenance) -> Provenance:
    """Take the heading at the very top for the title, where the file gives none."""
    if said.title or not draft.pieces or not draft.pieces[0].level:
        return said
    return replace(said, title=draft.pieces[0].text[:_LONGEST_TITLE])
