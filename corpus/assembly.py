"""A source from a document told apart: numbers, anchors, back-references and the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.backrefs import find_references, resolutions
from corpus.false_speakers import without_false_speakers
from corpus.integrity import report
from corpus.layout import Layout, lay_out, mark_key, to_parts
from corpus.model import Anchor, Note, NoteKind, Passage, Provenance, Resolution, Section, Source
from corpus.noted import as_noted
from corpus.notes import hang_notes, note_passages
from corpus.passages import Running, build_running
from corpus.pieces import Draft, NoteDraft, Piece, without_empty
from corpus.report import Warning
from corpus.structure import Role
from corpus.works import index_works

_CONTEXT = 40
_NOWHERE = -1
_TEXT = Role.PASSAGE


@dataclass(frozen=True, slots=True)
class _Reference:
    """A mark: the place in order of the note it calls, where it stands, and its own number."""

    note: int
    anchor: Anchor
    key: int = _NOWHERE


def assemble(draft: Draft, *, source_id: str, provenance: Provenance, sha256: str) -> Source:
    """Make a source of a document told apart.

    Its text is the running text followed by the notes, with blank lines between and no marks.

    Parameters
    ----------
    draft : Draft
        The document.
    source_id : str
        The source's id.
    provenance : Provenance
        Where it comes from.
    sha256 : str
        Of the file's bytes.

    Returns
    -------
    Source
        With passages, sentences, notes hung on their marks, works and the report.
    """
    draft = replace(
        draft,
        pieces=without_empty(draft.pieces),
        notes=tuple(replace(n, pieces=without_empty(n.pieces)) for n in draft.notes),
    )
    order = _order(draft)
    drafts = [draft.notes[i] for i in order]
    layout = lay_out(draft.pieces, drafts)
    parts = to_parts(draft, layout, provenance)
    running = build_running(parts, source_id)
    sequence = {i: n for n, i in enumerate(order)}
    references = [
        *_in_running(draft.pieces, running, sequence),
        *_in_notes(drafts, layout, source_id, sequence),
    ]
    firsts: dict[int, _Reference] = {}
    for reference in references:
        firsts.setdefault(reference.note, reference)
    keys = [firsts[n].key if n in firsts else _NOWHERE for n in range(len(drafts))]
    texts = [layout.text[start:end] for start, end in layout.notes]
    labels = [draft.label or str(n) for n, draft in enumerate(drafts, start=1)]
    mentions = find_references(as_noted(running, keys, texts, labels))
    ids = [f"{source_id}:n{n}" for n in range(1, len(drafts) + 1)]
    notes = tuple(
        _note(source_id, n, note, layout, firsts.get(n), resolved)
        for n, (note, resolved) in enumerate(zip(drafts, resolutions(ids, mentions), strict=True))
    )
    pages = [p.page for p, part in zip(draft.pieces, parts, strict=True) if part.role is _TEXT]
    pages += [note.pieces[0].page if note.pieces else 0 for note in drafts]
    passages = tuple(
        replace(passage, page=page) if page else passage
        for passage, page in zip(_passages(running.passages, notes, references), pages, strict=True)
    )
    passages = without_false_speakers(passages)
    found = report(layout.text, passages, notes)
    oddities = (Warning(0, oddity) for oddity in draft.oddities)
    return Source(
        id=source_id,
        provenance=provenance,
        sha256=sha256,
        text=layout.text,
        sections=_with_levels(running.sections, draft.pieces, len(running.passages)),
        passages=passages,
        notes=notes,
        works=index_works(source_id, notes, mentions),
        integrity=replace(found, warnings=(*oddities, *found.warnings)),
    )


def _order(draft: Draft) -> list[int]:
    """Put notes in the order of their marks; one without a mark follows the note before it."""
    seen: set[int] = set()
    called = list(dict.fromkeys(_called(draft, draft.pieces, seen)))
    in_notes = {n for note in draft.notes for piece in note.pieces for _, n in piece.marks}
    following: dict[int, list[int]] = {}
    before = _NOWHERE
    for roots in (set(range(len(draft.notes))) - in_notes, in_notes):
        for note in range(len(draft.notes)):
            if note in called:
                before = note
            elif note in roots and note not in seen:
                seen.add(note)
                inner = _called(draft, draft.notes[note].pieces, seen)
                following.setdefault(before, []).extend(dict.fromkeys([note, *inner]))
    order = following.get(_NOWHERE, [])
    for note in called:
        order += [note, *following.get(note, ())]
    return list(dict.fromkeys(order))


def _called(draft: Draft, pieces: Sequence[Piece], inside: set[int]) -> Iterator[int]:
    for piece in pieces:
        for _, note in piece.marks:
            yield note
            if note not in inside:
                inside.add(note)
                yield from _called(draft, draft.notes[note].pieces, inside)


def _in_running(
    pieces: Sequence[Piece], running: Running, sequence: dict[int, int]
) -> Iterator[_Reference]:
    for i, piece in enumerate(pieces):
        for k, (_, note) in enumerate(piece.marks):
            key = mark_key(i, k)
            if key in running.anchors:
                yield _Reference(sequence[note], running.anchors[key], key)


def _in_notes(
    drafts: Sequence[NoteDraft], layout: Layout, source_id: str, sequence: dict[int, int]
) -> Iterator[_Reference]:
    for n, draft in enumerate(drafts):
        start, end = layout.notes[n]
        text = layout.text[start:end]
        for piece, first in zip(draft.pieces, layout.inner[n], strict=False):
            for offset, note in piece.marks:
                at, place = first - start + offset, first + offset
                before, after = text[max(0, at - _CONTEXT) : at], text[at : at + _CONTEXT]
                anchor = Anchor(f"{source_id}:n{n + 1}", at, before, after, place, place, 1.0)
                yield _Reference(sequence[note], anchor)


def _note(
    source_id: str,
    n: int,
    draft: NoteDraft,
    layout: Layout,
    first: _Reference | None,
    resolved: tuple[Resolution, ...],
) -> Note:
    start, end = layout.notes[n]
    return Note(
        id=f"{source_id}:n{n + 1}",
        source_id=source_id,
        label=draft.label or str(n + 1),
        number=n + 1,
        text=layout.text[start:end],
        kind=NoteKind.FOOTNOTE if draft.footnote else NoteKind.ENDNOTE,
        anchor=first.anchor if first else None,
        resolved=resolved,
        source_start=start,
        source_end=end,
    )


def _passages(
    running: Sequence[Passage], notes: Sequence[Note], references: Sequence[_Reference]
) -> tuple[Passage, ...]:
    """Hang notes on passages and on one another; those in notes stand where the note does."""
    hanging = [replace(notes[r.note], anchor=r.anchor) for r in references]
    placed = note_passages(notes, running)
    by_id = {passage.id: passage for passage in (*running, *placed)}
    inner = []
    for note, passage in zip(notes, placed, strict=True):
        calling = by_id[note.anchor.passage_id] if note.anchor else passage
        inner.append(replace(passage, section=calling.section, paragraph=calling.paragraph))
    return hang_notes((*running, *inner), hanging)


def _with_levels(
    sections: Sequence[Section], pieces: Sequence[Piece], passages: int
) -> tuple[Section, ...]:
    """Give sections the depth of the last heading before their first passage."""
    front = sum(not piece.level for piece in pieces) - passages
    levels: dict[int, int] = {}
    count = -front
    for piece in pieces:
        if piece.level:
            levels[count + 1] = piece.level
        else:
            count += 1
    return tuple(
        replace(section, level=levels.get(section.first_paragraph, 1)) for section in sections
    )
