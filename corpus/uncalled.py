"""Notes that nothing refers to, which pandoc would drop: put where they belong in order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pieces import Draft, NoteDraft, Piece

# A private-use character begins the paragraph that calls a note nothing else calls.
_SIGN = "\ue0c1"
_CALL = re.compile(rf"{_SIGN}(\d+)\s*")


def call(before: int) -> str:
    """Word a paragraph that calls a note which nothing else calls.

    Parameters
    ----------
    before : int
        How many notes that are called stand before it.

    Returns
    -------
    str
        The words; the mark is to follow.
    """
    return f"{_SIGN}{before}"


def gather(draft: Draft) -> Draft:
    """Take out the paragraphs that `call` worded, leaving their notes without marks.

    Parameters
    ----------
    draft : Draft
        A document with such paragraphs.

    Returns
    -------
    Draft
        The document without them, its notes in order.
    """
    in_notes = {n for note in draft.notes for piece in note.pieces for _, n in piece.marks}
    kept, uncalled = [], {}
    for piece in draft.pieces:
        found = _CALL.match(piece.text)
        if not (found and piece.marks):
            kept.append(piece)
        elif piece.marks[0][1] not in in_notes:
            uncalled[piece.marks[0][1]] = int(found[1])
    if len(kept) == len(draft.pieces):
        return draft
    others = [n for n in range(len(draft.notes)) if n not in uncalled]
    order = {note: i for i, note in enumerate(others)}
    extras = [
        (_renumbered_note(draft.notes[note], order), before) for note, before in uncalled.items()
    ]
    notes = [_renumbered_note(draft.notes[note], order) for note in others]
    pieces = [_renumbered(piece, order) for piece in kept]
    return insert(replace(draft, pieces=tuple(pieces), notes=tuple(notes)), extras)


def insert(draft: Draft, extras: Sequence[tuple[NoteDraft, int]]) -> Draft:
    """Put notes without marks among the others.

    Parameters
    ----------
    draft : Draft
        The document.
    extras : sequence of (NoteDraft, int)
        Each with how many of the document's notes come before it.

    Returns
    -------
    Draft
        With all of them, and the marks renumbered.
    """
    if not extras:
        return draft
    notes: list[NoteDraft] = []
    order: dict[int, int] = {}
    waiting = sorted(extras, key=lambda extra: extra[1])
    for i, note in enumerate(draft.notes):
        while waiting and waiting[0][1] <= i:
            notes.append(waiting.pop(0)[0])
        order[i] = len(notes)
        notes.append(note)
    notes += [note for note, _ in waiting]
    return replace(
        draft,
        pieces=tuple(_renumbered(piece, order) for piece in draft.pieces),
        notes=tuple(_renumbered_note(note, order) for note in notes),
    )


def _renumbered(piece: Piece, order: dict[int, int]) -> Piece:
    marks = tuple((at, order[note]) for at, note in piece.marks if note in order)
    return replace(piece, marks=marks)


def _renumbered_note(note: NoteDraft, order: dict[int, int]) -> NoteDraft:
    return replace(note, pieces=tuple(_renumbered(piece, order) for piece in note.pieces))
