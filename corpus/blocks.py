"""The blocks of a text file: what blank lines set apart."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from corpus.furniture import without_furniture
from corpus.lines import Line, find_lines
from corpus.metadata import find_title_page
from corpus.wrapping import find_layout, known_words, starts_block, unwrapped

_INSET = 2
_MOST_TITLE_LINES = 10


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a blank line in it.

    Attributes
    ----------
    start, end : int
        Span in the file's text, without surrounding white space.
    line : int
        Its first line, from 1.
    gap : int
        Blank lines before it: 0 when it follows after a single line break, 2 or more at a page
        break.
    page : bool
        Whether a printed page begins with it.
    pieces : tuple of (int, int)
        The spans of the file that make up its text, where it is not one unbroken span: a
        hyphen at the end of a line and the margins are left out.
    inset : bool
        Whether all its lines are indented beyond where most blocks of the file stand.
    """

    start: int
    end: int
    line: int
    gap: int
    page: bool = False
    pieces: tuple[tuple[int, int], ...] = ()
    inset: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The spans of the file that make up its text."""
        return self.pieces or ((self.start, self.end),)


def find_blocks(text: str) -> list[Block]:
    """Cut a text into blocks, leaving out page numbers, running titles and rules.

    Blank lines always part blocks. Single line breaks do so too, unless the file is hard-wrapped:
    then they do only before an indented line, where the file begins its paragraphs so, and before
    the label of a note.

    Parameters
    ----------
    text : str
        The file's text.

    Returns
    -------
    list of Block
        In file order.
    """
    lines = without_furniture(text, find_lines(text))
    layout = find_layout(text, lines)
    apart = 1 + _title_lines(text, lines) if layout.wrapped else len(lines)
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        if i >= apart and not starts_block(text, line, groups[-1], layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    known = known_words(text) if layout.wrapped else frozenset()
    indents = [min(line.indent for line in group) for group in groups]
    usual = Counter(indents).most_common(1)[0][0] if indents else 0
    return [
        _block(text, group, known, indent >= usual + _INSET)
        for group, indent in zip(groups, indents, strict=True)
    ]


def _title_lines(text: str, lines: Sequence[Line]) -> int:
    """Count the lines of the title page: each is a block of its own."""
    top = lines[:_MOST_TITLE_LINES]
    words = [text[line.start : line.end] for line in top]
    return find_title_page(words, [line.gap for line in top]).blocks


def _block(text: str, lines: Sequence[Line], known: Container[str], inset: bool) -> Block:
    first, last = lines[0], lines[-1]
    pieces = unwrapped(text, [(line.start, line.end) for line in lines], known)
    return Block(
        first.start,
        last.end,
        first.number,
        first.gap,
        first.page,
        pieces if len(pieces) > 1 else (),
        inset,
    )


def mended(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join the halves of paragraphs that a page break or a footnote cuts in two.

    Parameters
    ----------
    text : str
        The file's text.
    blocks : sequence of Block
        The running text, without the notes.

    Returns
    -------
    list of Block
        Where a block goes on in lower case over a page break, one block.
    """
    whole: list[Block] = []
    known: frozenset[str] = frozenset()
    for block in blocks:
        if whole and _goes_on(text, whole[-1], block):
            last = whole[-1]
            known = known or known_words(text)
            pieces = unwrapped(text, [*last.spans, *block.spans], known)
            whole[-1] = replace(last, end=block.end, pieces=pieces)
        else:
            whole.append(block)
    return whole


def _goes_on(text: str, block: Block, after: Block) -> bool:
    broken = after.page or any(c.isalnum() for c in text[block.end : after.start])
    return broken and text[after.start].islower() and text[block.end - 1] not in ".!?:;…"
