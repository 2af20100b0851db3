"""The ways in which a text may set its notes, each linked as well as it can be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.endnotes import Setting, gathered, is_notes_heading, scattered
from corpus.labels import Dress, System
from corpus.linker import Linked, Linker, Wanted
from corpus.noteruns import Breaks, Entry, Key, Labelled, find_labelled, find_runs

_ENOUGH = 0.5
_GROUPS_BACK = 4
_CLOSE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A setting with its notes linked.

    Attributes
    ----------
    setting : Setting
        Where the notes stand.
    entries : tuple of Entry
        The notes, in file order.
    wanted : tuple of Wanted
        The same notes as the linker knows them.
    linked : Linked
        Their marks.
    """

    setting: Setting
    entries: tuple[Entry, ...]
    wanted: tuple[Wanted, ...]
    linked: Linked

    @property
    def blocks(self) -> frozenset[int]:
        """The blocks that the notes take up."""
        held = (range(entry.first, entry.until) for entry in self.entries)
        return frozenset(i for blocks in held for i in blocks)

    @property
    def called(self) -> frozenset[int]:
        """The first blocks of the notes that a mark calls."""
        return frozenset(self.entries[mark.number - 1].first for mark in self.linked.placed)


class Finder:
    """Tries the ways in which a text may set its notes.

    Parameters
    ----------
    text : str
        The file's text.
    blocks : sequence of Block
        All its blocks.
    """

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

    def readings(self) -> Iterator[Reading]:
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

    def _of_runs(self, key: Key, labelled: Labelled, runs: list[list[int]]) -> Iterator[Reading]:
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
        groups: list[list[Sequence[int]]] = []
        for run in sorted(runs, key=lambda run: run[0]):
            if groups and run[0] - groups[-1][-1][-1] <= _CLOSE:
                groups[-1].append(run)
            else:
                groups.append([run])
        since = {
            i: self._blocks[groups[at - _GROUPS_BACK][0][0]].start if at >= _GROUPS_BACK else 0
            for at, group in enumerate(groups)
            for run in group
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

    def _link(self, setting: Setting) -> Reading:
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
        return Reading(setting, tuple(entries), tuple(wanted), linked)


def _enough(run: Sequence[int], called: frozenset[int]) -> bool:
    return sum(i in called for i in run) >= _ENOUGH * len(run)
