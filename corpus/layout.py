"""A document written out as one text: its pieces, then its notes, with blank lines between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.markfree import MarkFree, Placed
from corpus.metadata import bare, said_at_top
from corpus.model import Provenance, Segment
from corpus.pieces import Draft, NoteDraft, Piece
from corpus.structure import Part, Role

_BETWEEN = "\n\n"
_FRONT_PIECES = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each piece and note stands in the text.

    Attributes
    ----------
    text : str
        All of it.
    starts : tuple of int
        Of each piece of the running text.
    inner : tuple of tuple of int
        For each note, the starts of its pieces.
    notes : tuple of (int, int)
        The span of each note.
    """

    text: str
    starts: tuple[int, ...]
    inner: tuple[tuple[int, ...], ...]
    notes: tuple[tuple[int, int], ...]


def lay_out(pieces: Sequence[Piece], notes: Sequence[NoteDraft]) -> Layout:
    """Write a document out.

    Parameters
    ----------
    pieces : sequence of Piece
        The running text.
    notes : sequence of NoteDraft
        In order.

    Returns
    -------
    Layout
        The text and where everything is.
    """
    parts: list[str] = []
    length = 0

    def write(group: Iterable[Piece]) -> tuple[int, ...]:
        nonlocal length
        starts = []
        for piece in group:
            if parts:
                parts.append(_BETWEEN)
                length += len(_BETWEEN)
            starts.append(length)
            parts.append(piece.text)
            length += len(piece.text)
        return tuple(starts)

    starts = write(pieces)
    inner, spans = [], []
    for note in notes:
        inner.append(write(note.pieces or (Piece(""),)))
        spans.append((inner[-1][0], length))
    return Layout("".join(parts), starts, tuple(inner), tuple(spans))


def mark_key(piece: int, mark: int) -> int:
    """Give each mark a number of its own, so that a note may be called twice."""
    return piece << 16 | mark


def to_parts(draft: Draft, layout: Layout, provenance: Provenance) -> list[Part]:
    """Give the running text as parts, told apart as the format tells them.

    Parameters
    ----------
    draft : Draft
        The document.
    layout : Layout
        Where its pieces stand.
    provenance : Provenance
        Title, author and date, to be told from headings and paragraphs at the top.

    Returns
    -------
    list of Part
        One for each piece; marks are numbered by `mark_key`.
    """
    front = _front(draft.pieces, provenance)
    line, at = 1, 0
    parts = []
    for i, (piece, start) in enumerate(zip(draft.pieces, layout.starts, strict=True)):
        line, at = line + layout.text.count("\n", at, start), start
        end = start + len(piece.text)
        segments = (Segment(0, end - start, start, end),) if end > start else ()
        marks = tuple(
            (_placed(mark_key(i, k), start + offset, draft.notes[note]), offset)
            for k, (offset, note) in enumerate(piece.marks)
        )
        role = Role.FRONT if i < front else Role.HEADING if piece.level else Role.PASSAGE
        free = MarkFree(piece.text, segments, marks)
        parts.append(Part(Block(start, end, line, 1), free, role, piece.kind))
    return parts


def _placed(key: int, at: int, note: NoteDraft) -> Placed:
    return Placed(key, at, at, note.confidence)


def _front(pieces: Sequence[Piece], provenance: Provenance) -> int:
    """Count the pieces at the top that give the title, the author and the date."""
    known = said_at_top(provenance)
    count = 0
    for i, piece in enumerate(pieces[:_FRONT_PIECES]):
        if bare(piece.text) not in known:
            break
        count = i + 1
    return count if count < len(pieces) else 0
