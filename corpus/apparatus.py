"""Choosing how a text sets its notes: by what hangs together best with its marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, mended
from corpus.endnotes import RawNote, Setting, find_settings, note_spans
from corpus.labels import System
from corpus.linker import Linked, Linker, Wanted
from corpus.markfree import Placed
from corpus.model import NoteKind
from corpus.noteruns import Entry

_ENOUGH = 0.5
_SIMPLER = 1.02


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


@dataclass(frozen=True, slots=True)
class _Reading:
    setting: Setting
    entries: tuple[Entry, ...]
    wanted: tuple[Wanted, ...]
    linked: Linked

    @property
    def blocks(self) -> frozenset[int]:
        held = (range(entry.first, entry.until) for entry in self.entries)
        return frozenset(i for blocks in held for i in blocks)


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
    linker = Linker(text, [(block.start, block.end) for block in blocks])
    readings = [
        reading
        for setting in find_settings(text, blocks)
        if (reading := _read(text, blocks, setting, linker))
    ]
    readings.sort(key=_worth, reverse=True)
    chosen: list[_Reading] = []
    for reading in readings:
        if not any(reading.blocks & other.blocks for other in chosen):
            chosen.append(reading)
    held = frozenset().union(
        *(reading.blocks | reading.setting.headings for reading in chosen)
    )
    notes, marks = _numbered(text, blocks, chosen, linker)
    body = [block for i, block in enumerate(blocks) if i not in held]
    return Apparatus(notes, tuple(mended(text, body)), marks)


def _worth(reading: _Reading) -> float:
    gathered = len(reading.setting.clusters) == 1
    return reading.linked.score * (_SIMPLER if gathered else 1.0)


def _read(
    text: str, blocks: Sequence[Block], setting: Setting, linker: Linker
) -> _Reading | None:
    """Link a setting, without the runs that no marks call."""
    reading = _link(text, blocks, setting, linker)
    kept = _called(reading)
    if len(kept) < len(setting.runs) and kept:
        entries = {entry for run in kept for entry in run}
        clusters = tuple(
            left for cluster in setting.clusters if (left := tuple(e for e in cluster if e in entries))
        )
        reading = _link(text, blocks, replace(setting, runs=kept, clusters=clusters), linker)
    titled = setting.titled and len(setting.clusters) == 1
    return reading if kept or titled else None


def _called(reading: _Reading) -> tuple[tuple[Entry, ...], ...]:
    found = {reading.entries[mark.number - 1] for mark in reading.linked.placed}
    return tuple(
        run
        for run in reading.setting.runs
        if sum(entry in found for entry in run) >= _ENOUGH * len(run)
    )


def _link(text: str, blocks: Sequence[Block], setting: Setting, linker: Linker) -> _Reading:
    entries: list[Entry] = []
    wanted: list[Wanted] = []
    since = 0
    for cluster in setting.clusters:
        until = blocks[cluster[0].first].start if len(setting.clusters) > 1 else len(text)
        for entry in cluster:
            end = blocks[entry.until - 1].end
            entries.append(entry)
            wanted.append(Wanted(entry.label.value, since, until, entry.label.end, end))
        since = blocks[cluster[-1].until - 1].end
    linked = linker.link(setting.system, wanted)
    return _Reading(setting, tuple(entries), tuple(wanted), linked)


def _numbered(
    text: str, blocks: Sequence[Block], chosen: Sequence[_Reading], linker: Linker
) -> tuple[tuple[RawNote, ...], tuple[Placed, ...]]:
    """Number the notes: by their labels where these rise throughout, otherwise by place."""
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
        line = blocks[entry.first].line
        notes.append(
            RawNote(number, entry.label.printed, spans[0][0], spans[-1][1], line, spans, kind)
        )
        if mark:
            marks_placed.append(replace(mark, number=number))
    return tuple(notes), tuple(sorted(marks_placed, key=lambda mark: mark.start))


def _all_marks(reading: _Reading, linker: Linker) -> list[Placed]:
    placed = list(reading.linked.placed)
    linked = {mark.number for mark in placed}
    lost = [i for i in range(len(reading.wanted)) if i + 1 not in linked]
    if not placed:
        return placed
    return placed + linker.inside(
        reading.setting.system, reading.linked.form, reading.wanted, lost
    )


def _kind(blocks: Sequence[Block], setting: Setting) -> NoteKind:
    pages = any(block.page for block in blocks)
    scattered = len(setting.clusters) > 1
    return NoteKind.FOOTNOTE if pages and scattered else NoteKind.ENDNOTE
