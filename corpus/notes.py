"""Notes with their anchors, as notes and as passages."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.endnotes import RawNote
from corpus.markfree import MarkFree
from corpus.model import (
    Anchor,
    Note,
    NoteRef,
    Passage,
    PassageKind,
    Resolution,
    Segment,
)
from corpus.passages import anchor_at
from corpus.sentences import split_sentences
from corpus.voices import Context, give_voices


def build_notes(
    text: str,
    source_id: str,
    raw_notes: Sequence[RawNote],
    anchors: dict[int, Anchor],
    resolved: Sequence[tuple[Resolution, ...]],
    texts: Sequence[MarkFree] = (),
) -> tuple[Note, ...]:
    """Make the notes of a source.

    Parameters
    ----------
    text : str
        The file's text.
    source_id : str
        The source's id.
    raw_notes : sequence of RawNote
        Where the notes stand in the file.
    anchors : dict of int to Anchor
        By number; a note without one has lost its mark.
    resolved : sequence of tuple of Resolution
        The back-references of each note.
    texts : sequence of MarkFree, optional
        The notes without the marks in them, where they are not simply spans of the file.

    Returns
    -------
    tuple of Note
        In order.
    """
    return tuple(
        Note(
            id=note_id(source_id, raw),
            source_id=source_id,
            label=raw.label,
            number=raw.number,
            text=texts[i].text if texts else text[raw.start : raw.end],
            kind=raw.kind,
            anchor=anchors.get(raw.number),
            resolved=resolutions,
            source_start=raw.start,
            source_end=raw.end,
        )
        for i, (raw, resolutions) in enumerate(zip(raw_notes, resolved, strict=True))
    )


def note_anchors(
    source_id: str, raw_notes: Sequence[RawNote], texts: Sequence[MarkFree]
) -> dict[int, Anchor]:
    """Find the notes that hang on notes: those whose marks stand inside another.

    Parameters
    ----------
    source_id : str
        The source's id.
    raw_notes : sequence of RawNote
        Where the notes stand in the file.
    texts : sequence of MarkFree
        The same notes without the marks in them.

    Returns
    -------
    dict of int to Anchor
        By the number of the note called.
    """
    return {
        mark.number: anchor_at(note_id(source_id, raw), free.text, mark, position)
        for raw, free in zip(raw_notes, texts, strict=True)
        for mark, position in free.marks
    }


def note_id(source_id: str, raw: RawNote) -> str:
    """Name a note: ``<source>:n<number>``."""
    return f"{source_id}:n{raw.number}"


def hang_notes(passages: Sequence[Passage], notes: Sequence[Note]) -> tuple[Passage, ...]:
    """Give every passage the notes whose marks stand in it, by position."""
    hanging: dict[str, list[NoteRef]] = {}
    for note in notes:
        if note.anchor:
            hanging.setdefault(note.anchor.passage_id, []).append(_ref(note, note.anchor))
    return tuple(
        replace(p, notes=tuple(sorted(hanging.get(p.id, ()), key=lambda ref: ref.position)))
        for p in passages
    )


def _ref(note: Note, anchor: Anchor) -> NoteRef:
    return NoteRef(
        note.id, note.label, note.text, anchor.position, note.resolved, anchor.confidence
    )


def note_passages(
    notes: Sequence[Note], running: Sequence[Passage], texts: Sequence[MarkFree] = ()
) -> tuple[Passage, ...]:
    """Make each note a passage of its own, under the heading its mark stands under.

    Parameters
    ----------
    notes : sequence of Note
        In order.
    running : sequence of Passage
        The running text.
    texts : sequence of MarkFree, optional
        How the notes map to the file, where they are not simply spans of it.

    Returns
    -------
    tuple of Passage
        One a note.
    """
    by_id = {passage.id: passage for passage in running}
    anchors = {note.id: note.anchor for note in notes}
    return tuple(
        _note_passage(note, _calling(note, anchors, by_id), texts[i].segments if texts else ())
        for i, note in enumerate(notes)
    )


def _calling(
    note: Note, anchors: dict[str, Anchor | None], running: dict[str, Passage]
) -> Passage | None:
    """Find the passage a note hangs on, through the notes it may hang on itself."""
    anchor, steps = note.anchor, 0
    while anchor and anchor.passage_id not in running and steps < len(anchors):
        anchor, steps = anchors.get(anchor.passage_id), steps + 1
    return running.get(anchor.passage_id) if anchor else None


def _note_passage(note: Note, calling: Passage | None, segments: tuple[Segment, ...]) -> Passage:
    context = Context(PassageKind.NOTE)
    length = len(note.text)
    return Passage(
        id=note.id,
        source_id=note.source_id,
        kind=PassageKind.NOTE,
        section=calling.section if calling else "",
        paragraph=calling.paragraph if calling else 0,
        text=note.text,
        source_start=note.source_start,
        source_end=note.source_end,
        notes=(),
        segments=segments or (Segment(0, length, note.source_start, note.source_end),),
        sentences=give_voices(note.text, split_sentences(note.text), context),
    )
