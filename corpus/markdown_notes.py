"""The notes of Markdown, told apart by their keys."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pieces import Draft, Piece, cut

_MARK = re.compile(r"\[\^([^\]\s]+)\]")


def by_key(draft: Draft, keys: Sequence[str]) -> Draft:
    """Make one note of each key, and link the marks that pandoc left standing.

    Pandoc repeats a note wherever it is called, and reads no mark inside a note or in HTML.

    Parameters
    ----------
    draft : Draft
        A document that ends with a call for each key, as `corpus.called.markdown` words them.
    keys : sequence of str
        The keys, in order.

    Returns
    -------
    Draft
        Each key's note stands once, called wherever it was; those that nothing calls are called
        only at the end.
    """
    calls = draft.pieces[len(draft.pieces) - len(keys) :] if keys else ()
    if not all(piece.marks for piece in calls):
        return draft
    last = {key: piece.marks[0][1] for key, piece in zip(keys, calls, strict=True)}
    same = _same_notes(draft, last)

    def linked(piece: Piece) -> Piece:
        marks = tuple((at, same.get(note, note)) for at, note in piece.marks)
        left = [(m.start(), m.end(), last.get(m[1])) for m in _MARK.finditer(piece.text)]
        return cut(replace(piece, marks=marks), [mark for mark in left if mark[2] is not None])

    running = tuple(map(linked, draft.pieces[: len(draft.pieces) - len(keys)]))
    notes = [replace(note, pieces=tuple(map(linked, note.pieces))) for note in draft.notes]
    called = {note for piece in running for _, note in piece.marks}
    uncalled = tuple(piece for piece in calls if piece.marks[0][1] not in called)
    return _without_copies(replace(draft, pieces=(*running, *uncalled), notes=tuple(notes)), same)


def _same_notes(draft: Draft, last: dict[str, int]) -> dict[int, int]:
    """Say for each note in the running text which of the calls at the end gives the same.

    Notes that read alike ("Ibid.") are taken in turn, as long as there are as many.
    """
    alike: dict[tuple[Piece, ...], list[int]] = {}
    for note in last.values():
        alike.setdefault(draft.notes[note].pieces, []).append(note)
    same: dict[int, int] = {}
    taken: dict[tuple[Piece, ...], int] = {}
    ends = set(last.values())
    for note, found in enumerate(draft.notes):
        choices = alike.get(found.pieces)
        if choices and note not in ends:
            turn = taken.get(found.pieces, 0)
            same[note] = choices[turn % len(choices)]
            taken[found.pieces] = turn + 1
    return same


def _without_copies(draft: Draft, same: dict[int, int]) -> Draft:
    kept = [note for note in range(len(draft.notes)) if note not in same]
    order = {note: i for i, note in enumerate(kept)}

    def renumbered(piece: Piece) -> Piece:
        return replace(piece, marks=tuple((at, order[note]) for at, note in piece.marks))

    notes = (draft.notes[note] for note in kept)
    return replace(
        draft,
        pieces=tuple(map(renumbered, draft.pieces)),
        notes=tuple(replace(n, pieces=tuple(map(renumbered, n.pieces))) for n in notes),
    )
