"""The notes of a text: where they stand and which block belongs to which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.labels import Dress
from corpus.lines import looks_like_heading
from corpus.model import NoteKind
from corpus.noteruns import Breaks, Entry, Key, Labelled, closing

_HEADING_WORDS = frozenset({"notes", "note", "references", "endnotes", "footnotes", "citations"})
_MOST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as it stands in the file.

    Attributes
    ----------
    number : int
        What it is called by: the value of its label, or its place where numbering starts again.
    label : str
        As printed.
    start, end : int
        Span of its text in the file, without the label.
    line : int
        Its first line, from 1.
    pieces : tuple of (int, int)
        The spans of the file that make up its text, where it is not one unbroken span.
    kind : NoteKind
        Whether it stands at an end or at the foot of a page.
    """

    number: int
    label: str
    start: int
    end: int
    line: int
    pieces: tuple[tuple[int, int], ...] = ()
    kind: NoteKind = NoteKind.ENDNOTE

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The spans of the file that make up its text."""
        return self.pieces or ((self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of telling notes from running text.

    Attributes
    ----------
    key : (System, Dress)
        What the labels count with, and how they are dressed.
    clusters : tuple of tuple of Entry
        The notes as they stand together, in file order; between clusters stands running text.
    headings : frozenset of int
        Blocks that head the notes.
    titled : bool
        Whether a heading says that these are notes.
    """

    key: Key
    clusters: tuple[tuple[Entry, ...], ...]
    headings: frozenset[int]
    titled: bool


def gathered(
    text: str, blocks: Sequence[Block], key: Key, labelled: Labelled, run: Sequence[int]
) -> Setting:
    """Take one run as the notes, with all that stands between its labels.

    The last note runs up to the next page break.
    """
    last = run[-1] + 1
    while last < len(blocks) and blocks[last].gap < 2:
        last += 1
    ends = [*run[1:], last]
    entries = tuple(Entry(i, end, labelled[i]) for i, end in zip(run, ends, strict=True))
    titled = is_notes_heading(text, blocks[run[0] - 1])
    headings = frozenset([run[0] - 1] if titled else [])
    return Setting(key, (entries,), headings, titled)


def scattered(
    text: str,
    blocks: Sequence[Block],
    key: Key,
    labelled: Labelled,
    runs: Sequence[Sequence[int]],
    breaks: Breaks,
) -> Setting:
    """Take several runs as the notes, each note ending where running text may go on."""
    starts = sorted(i for run in runs for i in run)
    following = dict(zip(starts, [*starts[1:], len(blocks)], strict=True))
    entries = []
    for run in runs:
        for i, after in zip(run, [*run[1:], None], strict=True):
            limit = following[i] if after is None else after
            end = min(limit, breaks.after(i))
            if key[1] is Dress.FOOTNOTE:
                end = min(limit, closing(text, blocks, i) or i + 1)
            elif after is None and end == limit:
                # What heads the next notes is no part of these.
                while end - 1 > i and looks_like_heading(
                    text[blocks[end - 1].start : blocks[end - 1].end]
                ):
                    end -= 1
            entries.append(Entry(i, end, labelled[i]))
    return _clustered(text, blocks, key, sorted(entries, key=lambda entry: entry.first))


def _clustered(text: str, blocks: Sequence[Block], key: Key, entries: Sequence[Entry]) -> Setting:
    clusters: list[list[Entry]] = []
    headings: set[int] = set()
    titled = False
    for entry in entries:
        before = clusters[-1][-1].until if clusters else 0
        if clusters and _only_headings(text, blocks[before : entry.first]):
            headings |= set(range(before, entry.first))
            clusters[-1].append(entry)
            continue
        if entry.first and is_notes_heading(text, blocks[entry.first - 1]):
            headings.add(entry.first - 1)
            titled = True
        clusters.append([entry])
    return Setting(key, tuple(map(tuple, clusters)), frozenset(headings), titled)


def _only_headings(text: str, blocks: Sequence[Block]) -> bool:
    return len(blocks) <= _MOST_HEADINGS and all(
        looks_like_heading(text[block.start : block.end]) for block in blocks
    )


def is_notes_heading(text: str, block: Block) -> bool:
    """Tell a short block that says that notes follow."""
    words = re.findall(r"\w+", text[block.start : block.end].casefold())
    return 0 < len(words) <= 6 and bool(_HEADING_WORDS.intersection(words))


def note_spans(text: str, blocks: Sequence[Block], entry: Entry) -> tuple[tuple[int, int], ...]:
    """Give the spans of the file that make up a note's text.

    Between its paragraphs stand the line breaks that part them in the file.
    """
    end = blocks[entry.until - 1].end
    if entry.label.dress is Dress.FOOTNOTE and text[end - 1] == "]" and end - 1 > entry.label.end:
        end -= 1
    pieces: list[tuple[int, int]] = []
    for i, block in enumerate(blocks[entry.first : entry.until]):
        if i:
            pieces += _paragraph_break(text, blocks[entry.first + i - 1].end, block.start)
        pieces += [
            (max(start, entry.label.end), min(stop, end))
            for start, stop in block.spans
            if max(start, entry.label.end) < min(stop, end)
        ]
    touching: list[tuple[int, int]] = []
    for start, stop in pieces:
        if touching and touching[-1][1] == start:
            touching[-1] = (touching[-1][0], stop)
        else:
            touching.append((start, stop))
    return tuple(touching)


def _paragraph_break(text: str, start: int, end: int) -> list[tuple[int, int]]:
    gap = text[start:end]
    if gap.isspace():
        double = gap.find("\n\n")
        if double >= 0:
            return [(start + double, start + double + 2)]
    breaks = [at for at in range(start, end) if text[at] in "\n\r"]
    return [(at, at + 1) for at in breaks[:: max(1, len(breaks) - 1)]][:2]
