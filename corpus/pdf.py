"""Reading a PDF: its text layer or, in a scan, what Tesseract recognises."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2

from corpus.model import Provenance
from corpus.pdf_columns import read_in_order
from corpus.pdf_furniture import without_furniture
from corpus.pdf_lines import Line, open_pdf, read_lines
from corpus.pdf_notes import FootNote, Page, body_size, link_footnotes, take_footnotes
from corpus.pdf_paragraphs import Vocabulary, by_rank, paragraphs, to_piece
from corpus.pdf_titles import heading_as_title, told_title
from corpus.pieces import Draft, NoteDraft, Piece
from corpus.scans import RECOGNISED, is_scan, recognise, steadied


def read_pdf(data: bytes) -> tuple[Draft, Provenance]:
    """Read a PDF: its paragraphs, headings and footnotes, and the page each stands on.

    The text of a scan is recognised first, where Tesseract is installed.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    tuple of (Draft, Provenance)
        The document told apart, and what it says of itself.

    Raises
    ------
    UnreadableSource
        If it is damaged, locked, or a scan whose text cannot be recognised.
    """
    document = open_pdf(data)
    try:
        said = _provenance(document)
        read = read_lines(document)
        scanned = is_scan(read)
        if scanned:
            read = _recognised(document)
    finally:
        document.close()
    lines, numbers = without_furniture(read)
    pages = [Page(i, read_in_order(page)) for i, page in enumerate(lines)]
    body = body_size(lines)
    words = Vocabulary.of([group for page in pages for group in page.groups])
    notes = link_footnotes(pages, take_footnotes(pages, body))
    groups = [group for page in pages for group in page.groups if group]
    pieces = _on_pages(_pieces(groups, words, body), numbers)
    said = replace(said, title=said.title or heading_as_title(pieces))
    drafts = (_note(note, words, numbers) for note in notes)
    return Draft(tuple(pieces), tuple(drafts), (RECOGNISED,) * scanned), said


def _recognised(scan: pypdfium2.PdfDocument) -> list[list[Line]]:
    document = open_pdf(recognise(scan))
    try:
        return steadied(read_lines(document))
    finally:
        document.close()


def _pieces(groups: Sequence[Sequence[Line]], words: Vocabulary, body: float) -> list[Piece]:
    edges = {line.page: _left(group) for group in groups for line in group[:1]}
    found = paragraphs(groups)
    pieces = [to_piece(lines, words, body, edges.get(lines[0].page)) for lines in found]
    ranks = by_rank(pieces, [lines[0].size for lines in found])
    return [
        replace(piece, level=rank)
        for piece, rank in zip(pieces, ranks, strict=True)
        if piece.text or piece.marks
    ]


def _left(group: Sequence[Line]) -> float:
    return Counter(round(line.left) for line in group).most_common(1)[0][0]


def _note(note: FootNote, words: Vocabulary, numbers: Sequence[int]) -> NoteDraft:
    groups: list[list[Line]] = []
    for line in note.lines:
        if groups and groups[-1][-1].page == line.page and groups[-1][-1].base > line.base:
            groups[-1].append(line)
        else:
            groups.append([line])
    pieces = [to_piece(lines, words, 1e9, None) for lines in paragraphs(groups)]
    kept = tuple(_on_pages([piece for piece in pieces if piece.text], numbers))
    return NoteDraft(note.label, kept, footnote=True, confidence=note.confidence or 1.0)


def _on_pages(pieces: Sequence[Piece], numbers: Sequence[int]) -> list[Piece]:
    return [replace(piece, page=numbers[piece.page]) for piece in pieces]


def _provenance(document: pypdfium2.PdfDocument) -> Provenance:
    said = document.get_metadata_dict()
    return Provenance(told_title(said.get("Title", "")), said.get("Author", "").strip())
