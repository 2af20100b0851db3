"""What Word and OpenDocument files say that pandoc does not pass on."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from corpus.archives import Archive
from corpus.model import Provenance
from corpus.pieces import NoteDraft, Piece
from corpus.xmlparts import check_part, parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_NOTE_PARTS = (("footnote", True), ("endnote", False))


def docx_provenance(archive: Archive) -> Provenance:
    """Read what a Word file says of itself."""
    name = "docProps/core.xml"
    if name not in archive:
        return Provenance("", "")
    core = parse_xml(archive.read(name))
    return Provenance(_first(core, f"{_DC}title"), _first(core, f"{_DC}creator"))


def odt_provenance(archive: Archive) -> Provenance:
    """Read what an OpenDocument file says of itself."""
    if "meta.xml" not in archive:
        return Provenance("", "")
    meta = parse_xml(archive.read("meta.xml"))
    author = _first(meta, f"{_META}initial-creator") or _first(meta, f"{_DC}creator")
    return Provenance(_first(meta, f"{_DC}title"), author)


def _first(root: ElementTree.Element, tag: str) -> str:
    return next((e.text.strip() for e in root.iter(tag) if e.text and e.text.strip()), "")


def check_office(archive: Archive) -> None:
    """Refuse an archive if one of its parts would unfold, or is locked."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            check_part(archive.read(name))


def uncalled_notes(archive: Archive) -> list[tuple[NoteDraft, int]]:
    """Find the notes of a Word file that nothing in its text refers to.

    Parameters
    ----------
    archive : Archive
        The file.

    Returns
    -------
    list of (NoteDraft, int)
        Each with how many of its kind that are called stand before it.
    """
    body = parse_xml(archive.read("word/document.xml")) if "word/document.xml" in archive else None
    if body is None:
        return []
    found = []
    for kind, footnote in _NOTE_PARTS:
        called = {e.get(f"{_W}id") for e in body.iter(f"{_W}{kind}Reference")}
        name, before = f"word/{kind}s.xml", 0
        for id_, note in _notes(archive, name, kind):
            if id_ in called:
                before += 1
            else:
                found.append((NoteDraft("", _paragraphs(note), footnote), before))
    return [(note, before) for note, before in found if note.pieces]


def _notes(
    archive: Archive, name: str, kind: str
) -> Iterator[tuple[str | None, ElementTree.Element]]:
    if name not in archive:
        return
    for note in parse_xml(archive.read(name)).iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in (None, "normal"):
            yield note.get(f"{_W}id"), note


def _paragraphs(note: ElementTree.Element) -> tuple[Piece, ...]:
    texts = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in note.iter(f"{_W}p"))
    return tuple(Piece(text) for text in (re.sub(r"\s+", " ", t).strip() for t in texts) if text)
