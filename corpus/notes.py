"""Notes with their anchors, as notes and as passages."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.endnotes import RawNote
from corpus.model import (
    Anchor,
    Note,
    NoteKind,
    NoteRef,
    Passage,
    PassageKind,
    Resolution,
    Segment,
)
from corpus.sentences import split_sentences
from corpus.voices import Context, give_voices


def build_notes(
    text: str,
    source_id: str,
    raw_notes: Sequence[RawNote],
    anchors: dict[int, Anchor],
    resolved: Sequence[tuple[Resolution, ...]],
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
            text=text[raw.start : raw.end],
            kind=NoteKind.ENDNOTE,
            anchor=anchors.get(raw.number),
            resolved=resolutions,
            source_start=raw.start,
            source_end=raw.end,
        )
        for raw, resolutions in zip(raw_notes, resolved, strict=True)
    )


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


def note_passages(notes: Sequence[Note], running: Sequence[Passage]) -> tuple[Passage, ...]:
    """Make each note a passage of its own, under the heading its mark stands under."""
    by_id = {passage.id: passage for passage in running}
    return tuple(
        _note_passage(note, by_id.get(note.anchor.passage_id) if note.anchor else None)
        for note in notes
    )


def _note_passage(note: Note, calling: Passage | None) -> Passage:
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
        segments=(Segment(0, length, note.source_start, note.source_end),),
        sentences=give_voices(note.text, split_sentences(note.text), context),
    )
