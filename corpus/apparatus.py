"""Choosing how a text sets its notes: by what hangs together best with its marks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, mended
from corpus.endnotes import RawNote, Setting, gathered, is_notes_heading, note_spans, scattered
from corpus.labels import Dress, System
from corpus.linker import Linked, Linker, Wanted
from corpus.markfree import Placed
from corpus.model import NoteKind
from corpus.noteruns import Breaks, Entry, Key, Labelled, find_labelled, find_runs

_ENOUGH = 0.5
_SIMPLER = 1.02
_SURE = 0.9
_RUNS_BACK = 4


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
    """A setting with its notes linked."""

    setting: Setting
    entries: tuple[Entry, ...]
    wanted: tuple[Wanted, ...]
    linked: Linked

    @property
    def blocks(self) -> frozenset[int]:
        held = (range(entry.first, entry.until) for entry in self.entries)
        return frozenset(i for blocks in held for i in blocks)

    @property
    def called(self) -> frozenset[int]:
        """The first blocks of the notes that a mark calls."""
        return frozenset(self.entries[mark.number - 1].first for mark in self.linked.placed)


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
    found = _Finder(text, blocks)
    readings = sorted(found.readings(), key=lambda r: (_worth(r), len(r.entries)), reverse=True)
    chosen: list[_Reading] = []
    for reading in readings:
        if all(_apart(reading, other) for other in chosen) and (not chosen or _strong(reading)):
            chosen.append(reading)
    held: set[int] = set()
    for reading in chosen:
        held |= reading.blocks | reading.setting.headings
    notes, marks = _numbered(text, blocks, chosen, found.linker)
    body = [block for i, block in enumerate(blocks) if i not in held]
    return Apparatus(notes, tuple(mended(text, body)), marks)


def _worth(reading: _Reading) -> float:
    together = len(reading.setting.clusters) == 1
    return reading.linked.score * (_SIMPLER if together else 1.0)


def _apart(reading: _Reading, other: _Reading) -> bool:
    """Tell whether two readings share neither blocks nor marks."""
    starts = {mark.start for mark in other.linked.placed}
    return not reading.blocks & other.blocks and not any(
        mark.start in starts for mark in reading.linked.placed
    )


def _strong(reading: _Reading) -> bool:
    """Tell whether a second kind of note is more than a list that a number happens to fit."""
    plain = reading.setting.key[1] in (Dress.BARE, Dress.STOP, Dress.CLOSED, Dress.PAREN)
    sure = [mark for mark in reading.linked.placed if mark.confidence >= _SURE]
    return len(sure) >= (3 if plain else 1) and 2 * len(sure) > len(reading.entries)


class _Finder:
    """Tries the ways in which a text may set its notes."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text, self._blocks = text, blocks
        self._breaks = Breaks(text, blocks)
        self._paged = any(block.page for block in blocks)
        self._labelled = find_labelled(text, blocks)
        counts = Counter(
            (key[0], label.value)
            for key, found in self._labelled.items()
            for label in found.values()
        )
        self.linker = Linker(text, [(block.start, block.end) for block in blocks], counts)

    def readings(self) -> Iterator[_Reading]:
        """Link each kind of label there is, gathered in one run and scattered in several."""
        for key, labelled in self._labelled.items():
            tried: list[list[list[int]]] = []
            for outer in (True, False):
                runs = self._runs(key, labelled, outer)
                if runs and runs not in tried:
                    tried.append(runs)
                    yield from self._of_runs(key, labelled, runs)

    def _runs(self, key: Key, labelled: Labelled, outer: bool) -> list[list[int]]:
        if key[0] is System.SYMBOL:
            return [[i] for i in labelled]
        return find_runs(labelled, self._breaks, outer=outer)

    def _of_runs(self, key: Key, labelled: Labelled, runs: list[list[int]]) -> Iterator[_Reading]:
        longest = max(runs, key=len)
        if key[0] is not System.SYMBOL and key[1] is not Dress.FOOTNOTE:
            reading = self._link(gathered(self._text, self._blocks, key, labelled, longest))
            if reading.setting.titled or _enough(longest, reading.called):
                yield reading
        if len(runs) == 1 and not self._breaks.between(longest[0], longest[-1]):
            if key[0] is not System.SYMBOL and key[1] is not Dress.FOOTNOTE:
                return
        called = self._trial(key, labelled, runs)
        for _ in range(2):
            runs = [left for run in runs if (left := self._called(run, called))]
            if not runs:
                return
            reading = self._link(
                scattered(self._text, self._blocks, key, labelled, runs, self._breaks)
            )
            called = reading.called
        yield reading

    def _called(self, run: list[int], called: frozenset[int]) -> list[int]:
        """Keep the parts of a run that marks call; on printed pages, all of it or nothing."""
        parts = [[run[0]]]
        for before, i in zip(run, run[1:], strict=False):
            if not self._paged and self._breaks.between(before, i):
                parts.append([])
            parts[-1].append(i)
        return [i for part in parts if self._titled(part) or _enough(part, called) for i in part]

    def _titled(self, part: Sequence[int]) -> bool:
        return is_notes_heading(self._text, self._blocks[part[0] - 1])

    def _trial(self, key: Key, labelled: Labelled, runs: Sequence[Sequence[int]]) -> frozenset[int]:
        """See which labelled blocks find marks before them, were each a note by itself."""
        order = sorted(runs, key=lambda run: run[0])
        since = {
            i: self._blocks[order[at - _RUNS_BACK][0]].start if at >= _RUNS_BACK else 0
            for at, run in enumerate(order)
            for i in run
        }
        firsts = sorted(since)
        wanted = [
            Wanted(
                labelled[i].value,
                since[i],
                self._blocks[i].start,
                self._blocks[i].start,
                self._blocks[i].end,
            )
            for i in firsts
        ]
        placed = self.linker.link(key[0], wanted).placed
        return frozenset(firsts[mark.number - 1] for mark in placed)

    def _link(self, setting: Setting) -> _Reading:
        entries: list[Entry] = []
        wanted: list[Wanted] = []
        since = 0
        for cluster in setting.clusters:
            many = len(setting.clusters) > 1
            until = self._blocks[cluster[0].first].start if many else len(self._text)
            for entry in cluster:
                end = self._blocks[entry.until - 1].end
                entries.append(entry)
                wanted.append(Wanted(entry.label.value, since, until, entry.label.end, end))
            since = self._blocks[cluster[-1].until - 1].end
        linked = self.linker.link(setting.key[0], wanted)
        return _Reading(setting, tuple(entries), tuple(wanted), linked)


def _enough(run: Sequence[int], called: frozenset[int]) -> bool:
    return sum(i in called for i in run) >= _ENOUGH * len(run)


def _numbered(
    text: str, blocks: Sequence[Block], chosen: Sequence[_Reading], linker: Linker
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
    return placed + linker.inside(reading.setting.key[0], reading.linked.form, reading.wanted, lost)


def _kind(blocks: Sequence[Block], setting: Setting) -> NoteKind:
    pages = any(block.page for block in blocks)
    scattered = len(setting.clusters) > 1
    return NoteKind.FOOTNOTE if pages and scattered else NoteKind.ENDNOTE
