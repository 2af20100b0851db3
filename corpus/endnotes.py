"""The notes at the end of a text: where they begin and which block belongs to which."""

import re
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.numerals import from_roman

_LABEL = re.compile(r"([ivxlcdm]+)[.):\]]?[ \t\u00a0]+(?=\S)")
_LARGEST_GAP = 3
_HEADING_WORDS = frozenset({"notes", "note", "references", "endnotes", "footnotes", "citations"})


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as it stands in the file.

    Attributes
    ----------
    number : int
        The value of its label.
    label : str
        As printed.
    start, end : int
        Span of its text in the file, without the label.
    line : int
        Its first line, from 1.
    """

    number: int
    label: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Endnotes:
    """The notes of a text and where its running text ends.

    Attributes
    ----------
    notes : tuple of RawNote
        In order; empty when the text has none.
    body : tuple of Block
        The blocks before the notes and their heading.
    """

    notes: tuple[RawNote, ...]
    body: tuple[Block, ...]


def find_endnotes(text: str, blocks: list[Block]) -> Endnotes:
    """Find the notes: the longest run of blocks labelled i, ii, iii and so on.

    A block without the next label continues the note before it. A label or two may be missing.

    Parameters
    ----------
    text : str
        The file's text.
    blocks : list of Block
        All its blocks.

    Returns
    -------
    Endnotes
        The notes and the blocks of the running text.
    """
    labelled = {i: label for i, block in enumerate(blocks) if (label := _label(text, block))}
    starts = [i for i, (number, _) in labelled.items() if number == 1 and i > 0]
    runs = [_run(labelled, start) for start in starts]
    best = max(runs, key=len, default=[])
    if not best:
        return Endnotes((), tuple(blocks))
    ends = [*best[1:], _last_end(blocks, best)]
    notes = tuple(
        _note(text, blocks[i], labelled[i], blocks[end - 1].end)
        for i, end in zip(best, ends, strict=True)
    )
    first = best[0] - 1 if _is_notes_heading(text, blocks[best[0] - 1]) else best[0]
    return Endnotes(notes, tuple(blocks[:first] + blocks[ends[-1] :]))


def _label(text: str, block: Block) -> tuple[int, str] | None:
    match = _LABEL.match(text, block.start, block.end)
    number = from_roman(match[1]) if match else None
    return (number, match[1]) if match and number else None


def _run(labelled: dict[int, tuple[int, str]], start: int) -> list[int]:
    run, last = [start], 1
    for i, (number, _) in labelled.items():
        if i > start and last < number <= last + _LARGEST_GAP:
            run.append(i)
            last = number
    return run


def _last_end(blocks: list[Block], run: list[int]) -> int:
    """Give the last note the blocks up to the next page break."""
    end = run[-1] + 1
    while end < len(blocks) and blocks[end].gap < 2:
        end += 1
    return end


def _note(text: str, block: Block, label: tuple[int, str], end: int) -> RawNote:
    match = _LABEL.match(text, block.start)
    return RawNote(label[0], label[1], match.end() if match else block.start, end, block.line)


def _is_notes_heading(text: str, block: Block) -> bool:
    words = re.findall(r"\w+", text[block.start : block.end].casefold())
    return 0 < len(words) <= 6 and bool(_HEADING_WORDS.intersection(words))
