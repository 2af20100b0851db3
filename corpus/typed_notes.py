"""Notes typed by hand into a structured document, linked by the reader of plain text."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.errors import UnreadableSource
from corpus.layout import Layout, lay_out
from corpus.model import Note, Provenance, Source
from corpus.pieces import Draft, NoteDraft, Piece, cut
from corpus.reader import read_text

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_TITLES = frozenset({"notes", "footnotes", "endnotes", "references", "note"})
_ODDITY = "Its notes are typed by hand rather than set as notes; they were linked by their labels."


def link_typed(draft: Draft, provenance: Provenance) -> Draft:
    """Find notes in a document whose format holds none, as they are found in plain text.

    Parameters
    ----------
    draft : Draft
        The document; superscript numerals are read as marks.
    provenance : Provenance
        Its title and author.

    Returns
    -------
    Draft
        With notes and marks, or as it was if none can be linked.
    """
    if draft.notes or not draft.pieces:
        return draft
    pieces = [_as_typed(piece) for piece in draft.pieces]
    layout = lay_out(pieces, ())
    try:
        source = read_text(layout.text.encode(), source_id="typed", provenance=provenance)
    except UnreadableSource:
        return draft
    if not source.integrity.linked:
        return draft
    return _Graft(pieces, layout, source).draft(draft)


def _as_typed(piece: Piece) -> Piece:
    """Write superscript numbers as such, and the number of a list's item before it."""
    text = piece.text
    for start, end in piece.raised:
        if text[start:end].strip("()[] ").isdecimal():
            text = text[:start] + text[start:end].translate(_RAISED) + text[end:]
    return replace(piece, text=_number(piece) + text, raised=())


def _number(piece: Piece) -> str:
    return f"{piece.number}. " if piece.number else ""


class _Graft:
    """Carries notes found in the text of a document over to its pieces."""

    def __init__(self, pieces: Sequence[Piece], layout: Layout, source: Source) -> None:
        self.pieces = pieces
        self.layout = layout
        self.notes = source.notes
        self.spans = [self._whole(note) for note in source.notes]

    def _whole(self, note: Note) -> tuple[int, int]:
        """Give the span of a note with its label."""
        line = self.layout.text.rfind("\n", 0, note.source_start) + 1
        return line, note.source_end

    def draft(self, draft: Draft) -> Draft:
        """Put the document together anew."""
        notes = tuple(
            NoteDraft(
                note.label,
                tuple(self._within(note.source_start, note.source_end)),
                confidence=note.anchor.confidence if note.anchor else 1.0,
            )
            for note in self.notes
        )
        running = self._running()
        return replace(
            draft, pieces=tuple(running), notes=notes, oddities=(*draft.oddities, _ODDITY)
        )

    def _within(self, start: int, end: int) -> list[Piece]:
        found = []
        for piece, at in zip(self.pieces, self.layout.starts, strict=True):
            first, last = max(start, at), min(end, at + len(piece.text))
            if first < last:
                found.append(Piece(self.layout.text[first:last].strip()))
        return found

    def _running(self) -> list[Piece]:
        kept: list[Piece] = []
        for piece, at in zip(self.pieces, self.layout.starts, strict=True):
            end = at + len(piece.text)
            covered = [start for start, until in self.spans if start < end and at < until]
            if covered and min(covered) <= at:
                if kept and kept[-1].text.strip(" :.").casefold() in _TITLES:
                    kept.pop()
                continue
            spans: list[tuple[int, int, int | None]] = [
                (a.source_start - at, a.source_end - at, n)
                for n, note in enumerate(self.notes)
                if (a := note.anchor) and at <= a.source_start < end
            ]
            spans += [(min(covered) - at, end - at, None)] if covered else []
            spans += [(0, len(_number(piece)), None)]
            kept.append(cut(piece, sorted(spans, key=lambda span: span[0])))
        return kept
