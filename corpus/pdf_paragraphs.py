"""Paragraphs and headings from the lines of a PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.model import PassageKind
from corpus.pdf_lines import Line
from corpus.pieces import Piece, cut

_INDENT = 0.7
_WIDE_GAP = 1.3
_OTHER_SIZE = 0.06
_SHORT = 0.25
_FLUSH = 0.4
_SHORTEST_HALF = 4
_HEADING = 1.1
_LONGEST_HEADING = 200
_LONGEST_BOLD = 100
_ENDED = re.compile(r"[.!?:…][”’\"')\]]*$")
_SOFT_END = re.compile(r"(?<=[^\W\d_])-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that stand within a line, hyphenated ones too."""

    words: Counter[str] = field(default_factory=Counter)

    @staticmethod
    def of(groups: Sequence[Sequence[Line]]) -> "Vocabulary":
        """Count the words of a document, but not the halves of those that a line's end cuts."""
        words: Counter[str] = Counter()
        cut = False
        for group in groups:
            for line in group:
                text = re.sub(r"^\w+", "", line.text) if cut else line.text
                cut = bool(_SOFT_END.search(text))
                text = re.sub(r"\w+-$", "", text) if cut else text
                words.update(_WORD.findall(text.casefold()))
        return Vocabulary(words)

    def joins(self, before: str, after: str) -> bool:
        """Tell whether a hyphen between two halves only parts a word at the end of a line."""
        head = re.search(r"[^\W_]+$", before[:-1])
        tail = re.match(r"[^\W_]+", after)
        if not head or not tail or not (tail[0].islower() or (head[0] + tail[0]).isupper()):
            return False
        left, right = head[0].casefold(), tail[0].casefold()
        if self.words[left + right]:
            return True
        both = len(right) >= _SHORTEST_HALF and min(self.words[left], self.words[right]) > 1
        return not (self.words[f"{left}-{right}"] or both)


@dataclass(frozen=True, slots=True)
class _Column:
    """The lines of a column and its measures."""

    lines: Sequence[Line]
    left: float
    right: float
    justified: bool

    @staticmethod
    def of(lines: Sequence[Line]) -> "_Column":
        lefts = Counter(round(line.left) for line in lines)
        edge = min(x for x, n in lefts.items() if 4 * n >= lefts.most_common(1)[0][1])
        size = median(line.size for line in lines)
        right = max(line.right for line in lines)
        flush = sum(right - line.right < _FLUSH * size for line in lines)
        return _Column(lines, edge, right, 2 * flush > len(lines))

    def indent(self, line: Line) -> float:
        """Say how far in a line begins, in heights of its type."""
        return (line.left - self.left) / line.size

    def is_full(self, line: Line) -> bool:
        """Tell a line that ends as near to the edge as lines of this column do."""
        return self.right - line.right < (_FLUSH if self.justified else 2.0) * line.size

    def is_short(self, line: Line) -> bool:
        """Tell a line that ends well before the edge."""
        return self.right - line.right > _SHORT * (self.right - self.left)


def _spacings(groups: Sequence[Sequence[Line]]) -> dict[int, float]:
    """Measure how far apart the lines of a paragraph stand, for each size of type."""
    gaps: dict[int, Counter[float]] = {}
    for group in groups:
        for one, other in zip(group, group[1:], strict=False):
            if one.base > other.base and not _other_type(one, other):
                step = round(2 * (one.base - other.base)) / 2
                gaps.setdefault(round(one.size), Counter())[step] += 1
    return {size: steps.most_common(1)[0][0] for size, steps in gaps.items()}


def _ended(line: Line) -> bool:
    """Tell whether a sentence ends with a line, whatever marks stand after it."""
    text = line.text
    for start, end in reversed([*line.raised, *(mark[:2] for mark in line.marks)]):
        if not text[end:].strip():
            text = text[:start]
    return bool(_ENDED.search(text.rstrip()))


def paragraphs(groups: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Gather lines into paragraphs, over columns and pages.

    Parameters
    ----------
    groups : sequence of sequence of Line
        The columns, in order.

    Returns
    -------
    list of list of Line
        Each paragraph.
    """
    found: list[list[Line]] = []
    last: _Column | None = None
    spacings = _spacings(groups)
    for group in groups:
        if not group:
            continue
        column = _Column.of(group)
        for i, line in enumerate(group):
            if not found or (
                _begins(column, found[-1], line, i, spacings)
                if i
                else _begins_anew(last, column, found[-1][-1])
            ):
                found.append([line])
            else:
                found[-1].append(line)
        last = column
    return found


def _begins(
    column: _Column, before: Sequence[Line], line: Line, i: int, spacings: dict[int, float]
) -> bool:
    """Tell whether a line opens a paragraph: by size, white above, indent or what ended."""
    last = column.lines[i - 1]
    if _other_type(last, line):
        return True
    spacing = spacings.get(round(line.size), 1.2 * line.size)
    if last.base - line.base > _WIDE_GAP * spacing:
        return True
    step = column.indent(line) - column.indent(last)
    if step > _INDENT:
        return True
    if step < -_INDENT and len(before) > 1 and abs(before[-2].left - last.left) < 1:
        return True
    return column.is_short(last) and _ended(last)


def _begins_anew(last: _Column | None, column: _Column, before: Line) -> bool:
    """Tell whether the first line of a column opens a paragraph or goes on with one."""
    line = column.lines[0]
    if last is None or _other_type(before, line):
        return True
    following = column.lines[1] if len(column.lines) > 1 else line
    if line.left - following.left > _INDENT * line.size:
        return True
    return _ended(before) and not last.is_full(before)


def _other_type(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) > _OTHER_SIZE * one.size or (
        one.bold != other.bold and min(len(one.text), len(other.text)) < _LONGEST_BOLD and one.bold
    )


def to_piece(lines: Sequence[Line], words: Vocabulary, body: float, left: float | None) -> Piece:
    """Make a paragraph or heading of lines, joining words parted at their ends.

    Parameters
    ----------
    lines : sequence of Line
        The paragraph.
    words : Vocabulary
        The document's words.
    body : float
        The size of the text's type.
    left : float or None
        The text's left edge, to tell block quotations by; None not to tell them.

    Returns
    -------
    Piece
        With marks and its page's index.
    """
    text = ""
    raised: list[tuple[int, int]] = []
    marks: list[tuple[int, int, int | None]] = []
    for line in lines:
        if text:
            text = _joined(text, line.text, words)
        shift = len(text)
        raised += [(a + shift, b + shift) for a, b in line.raised]
        marks += [(a + shift, b + shift, note) for a, b, note in line.marks]
        text += line.text
    level = 1 if _is_heading(lines, text, body) else 0
    quoted = left is not None and not level and _is_set_in(lines, left)
    kind = PassageKind.BLOCK_QUOTATION if quoted else PassageKind.PARAGRAPH
    piece = Piece(text, kind, level, lines[0].page, raised=tuple(raised))
    return cut(piece, sorted(marks, key=lambda mark: mark[0]))


def _joined(text: str, after: str, words: Vocabulary) -> str:
    if not _SOFT_END.search(text):
        return text if text.endswith(("—", "/")) else f"{text} "
    return text[:-1] if words.joins(text, after) else text


def _is_heading(lines: Sequence[Line], text: str, body: float) -> bool:
    if len(text) > _LONGEST_HEADING or not any(c.isalpha() for c in text):
        return False
    if median(line.size for line in lines) >= _HEADING * body:
        return True
    bold = all(line.bold for line in lines)
    return bold and len(text) <= _LONGEST_BOLD and text[-1] not in ".,;:"


def _is_set_in(lines: Sequence[Line], left: float) -> bool:
    return len(lines) > 1 and all(line.left - left > _INDENT * line.size for line in lines)


def by_rank(pieces: Sequence[Piece], sizes: Sequence[float]) -> list[int]:
    """Rank headings by the size of their type: the largest is 1; 0 for other pieces."""
    ranks = sorted({round(s) for p, s in zip(pieces, sizes, strict=True) if p.level}, reverse=True)
    return [ranks.index(round(s)) + 1 if p.level else 0 for p, s in zip(pieces, sizes, strict=True)]
