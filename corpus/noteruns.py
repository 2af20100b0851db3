"""Runs of labelled blocks: 1, 2, 3 and so on, starting again where the numbering does."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.labels import Dress, Label, System, labels_at
from corpus.lines import looks_like_heading

_LARGEST_GAP = 3
_DEEPEST = 3
_FARTHEST_INNER = 25

Key = tuple[System, Dress]
Labelled = dict[int, Label]


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as a run of blocks.

    Attributes
    ----------
    first, until : int
        Indices of its blocks, half open.
    label : Label
        What it begins with.
    """

    first: int
    until: int
    label: Label


class Breaks:
    """Where running text may go on after notes: at page breaks and wide gaps.

    In a file without either, at headings.
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._at = [i for i, block in enumerate(blocks) if block.gap >= 2 or block.page]
        if not self._at:
            self._at = [
                i
                for i, block in enumerate(blocks)
                if looks_like_heading(text[block.start : block.end])
                and not labels_at(text, block.start, block.end)
            ]
        self.end = len(blocks)

    def after(self, i: int) -> int:
        """Give the first break behind a block; the end where there is none."""
        at = bisect_left(self._at, i + 1)
        return self._at[at] if at < len(self._at) else self.end

    def between(self, i: int, j: int) -> bool:
        """Tell whether block `j` stands behind a break after block `i`."""
        return self.after(i) < j


def find_labelled(text: str, blocks: Sequence[Block]) -> dict[Key, Labelled]:
    """Find the blocks that begin with a label, by what it counts with and how it is dressed."""
    found: dict[Key, Labelled] = {}
    for i, block in enumerate(blocks):
        for label in labels_at(text, block.start, block.end):
            # A numeral may be closed or not in one and the same file.
            roman = label.system is System.ROMAN and label.dress in (Dress.STOP, Dress.CLOSED)
            dress = Dress.BARE if roman else label.dress
            found.setdefault((label.system, dress), {})[i] = label
    return found


def find_runs(labelled: Labelled, breaks: Breaks, *, outer: bool) -> list[list[int]]:
    """Find the runs that count up from 1; a label or two may be missing.

    A list starts a run of its own. Where a label may go on with two runs, the list stands either
    inside a note of the outer one, or before the notes.

    Parameters
    ----------
    labelled : dict of int to Label
        Labels of one kind, by index of their block.
    breaks : Breaks
        Where running text may go on.
    outer : bool
        Whether the outer run goes on where either might.

    Returns
    -------
    list of list of int
        Indices of blocks; a block is in one run at most.
    """
    runs: list[list[int]] = []
    open_runs: list[list[int]] = []
    for i, label in labelled.items():
        run = _continued(open_runs, i, labelled, breaks, outer)
        if run is not None:
            del open_runs[open_runs.index(run) + 1 :]
            run.append(i)
        elif label.value == 1 and i > 0:
            open_runs.append([i])
            runs.append(open_runs[-1])
    return runs


def _continued(
    open_runs: Sequence[list[int]], i: int, labelled: Labelled, breaks: Breaks, outer: bool
) -> list[int] | None:
    value = labelled[i].value
    deepest = open_runs[-_DEEPEST:]
    exact = [run for run in deepest if labelled[run[-1]].value == value - 1]
    if exact:
        first, last = exact[0], exact[-1]
        return first if outer and not _apart(first, last, breaks) else last
    for run in reversed(deepest):
        if labelled[run[-1]].value < value <= labelled[run[-1]].value + _LARGEST_GAP:
            return run
    return None


def _apart(outer: Sequence[int], inner: Sequence[int], breaks: Breaks) -> bool:
    """Tell whether a run stands too far from another to be a list inside its last note."""
    if outer is inner:
        return True
    far = inner[0] - outer[-1] > _FARTHEST_INNER
    return far or breaks.between(outer[-1], inner[0] + 1)


def closing(text: str, blocks: Sequence[Block], i: int) -> int | None:
    """Find the end of a note in brackets, ``[Footnote 4: …]``, as an index of blocks."""
    depth = 0
    for j in range(i, min(i + 60, len(blocks))):
        words = text[blocks[j].start : blocks[j].end]
        depth += words.count("[") - words.count("]")
        if depth <= 0:
            return j + 1
    return None
