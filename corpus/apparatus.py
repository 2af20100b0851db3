"""Choosing how a text sets its notes: by what hangs together best with its marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, mended
from corpus.endnotes import RawNote, Setting, note_spans
from corpus.labels import Dress, System
from corpus.linker import Linker
from corpus.markfree import Placed
from corpus.model import NoteKind
from corpus.noteruns import Entry
from corpus.readings import Finder, Reading

_SIMPLER = 1.02
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The notes of a text, its running text, and the marks that tie them.

    Attributes
    ----------
    notes : tuple of RawNote
        In file order; empty when the text has none.
    body : tuple of Block
        The running text.
    marks : tuple of Placed
        By place, in the running text and in notes.
    """

    notes: tuple[RawNote, ...]
    body: tuple[Block, ...]
    marks: tuple[Placed, ...]


def find_apparatus(text: str, blocks: Sequence[Block]) -> Apparatus:
    """Tell notes from running text and link them.

    Every way of setting notes that the labels allow is tried, and the one whose notes find the
    best marks is taken. Labelled blocks that no mark calls are lists, unless a heading says that
    they are notes. Notes of another kind, such as asterisks beside numbers, are linked as well.

    Parameters
    ----------
    text : str
        The file's text.
    blocks : sequence of Block
        All its blocks.

    Returns
    -------
    Apparatus
        Notes, running text and marks.
    """
    found = Finder(text, blocks)
    readings = sorted(found.readings(), key=lambda r: (_worth(r), len(r.entries)), reverse=True)
    chosen: list[Reading] = []
    for reading in readings:
        if all(_apart(reading, other) for other in chosen) and (not chosen or _strong(reading)):
            chosen.append(reading)
    held: set[int] = set()
    for reading in chosen:
        held |= reading.blocks | reading.setting.headings
    notes, marks = _numbered(text, blocks, chosen, found.linker)
    body = [block for i, block in enumerate(blocks) if i not in held]
    return Apparatus(notes, tuple(mended(text, body)), marks)


def _worth(reading: Reading) -> float:
    together = len(reading.setting.clusters) == 1
    return reading.linked.score * (_SIMPLER if together else 1.0)


def _apart(reading: Reading, other: Reading) -> bool:
    """Tell whether two readings share neither blocks nor marks."""
    starts = {mark.start for mark in other.linked.placed}
    return not reading.blocks & other.blocks and not any(
        mark.start in starts for mark in reading.linked.placed
    )


def _strong(reading: Reading) -> bool:
    """Tell whether a second kind of note is more than a list that a number happens to fit."""
    plain = reading.setting.key[1] in (Dress.BARE, Dress.STOP, Dress.CLOSED, Dress.PAREN)
    sure = [mark for mark in reading.linked.placed if mark.confidence >= _SURE]
    return len(sure) >= (3 if plain else 1) and 2 * len(sure) > len(reading.entries)


def _numbered(
    text: str, blocks: Sequence[Block], chosen: Sequence[Reading], linker: Linker
) -> tuple[tuple[RawNote, ...], tuple[Placed, ...]]:
    """Give notes numbers: by their labels where these rise throughout, otherwise by place."""
    found: list[tuple[Entry, Placed | None, NoteKind]] = []
    for reading in chosen:
        marks = {mark.number: mark for mark in _all_marks(reading, linker)}
        kind = _kind(blocks, reading.setting)
        for place, entry in enumerate(reading.entries, start=1):
            found.append((entry, marks.get(place), kind))
    found.sort(key=lambda item: item[0].first)
    values = [entry.label.value for entry, _, _ in found]
    symbols = any(entry.label.system is System.SYMBOL for entry, _, _ in found)
    rising = not symbols and all(a < b for a, b in zip(values, values[1:], strict=False))
    numbers = values if rising else range(1, len(found) + 1)
    notes = []
    marks_placed = []
    for number, (entry, mark, kind) in zip(numbers, found, strict=True):
        spans = note_spans(text, blocks, entry)
        if not spans:  # a label that nothing follows is no note
            continue
        line = blocks[entry.first].line
        notes.append(
            RawNote(number, entry.label.printed, spans[0][0], spans[-1][1], line, spans, kind)
        )
        if mark:
            marks_placed.append(replace(mark, number=number))
    return tuple(notes), tuple(sorted(marks_placed, key=lambda mark: mark.start))


def _all_marks(reading: Reading, linker: Linker) -> list[Placed]:
    placed = list(reading.linked.placed)
    linked = {mark.number for mark in placed}
    lost = [i for i in range(len(reading.wanted)) if i + 1 not in linked]
    if not placed:
        return placed
    return placed + linker.inside(reading.setting.key[0], reading.linked.form, reading.wanted, lost)


def _kind(blocks: Sequence[Block], setting: Setting) -> NoteKind:
    pages = any(block.page for block in blocks)
    scattered = len(setting.clusters) > 1
    return NoteKind.FOOTNOTE if pages and scattered else NoteKind.ENDNOTE
