"""Running titles and page numbers: told from the text, and the numbers kept."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.numerals import from_roman
from corpus.pdf_lines import Line

_ONLY_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,5}|[ivxlcdm]{1,8})(?:\s*(?:/|of)\s*\d+)?\W*", re.I)
_NUMBER = re.compile(r"^\d{1,5}\b|\b\d{1,5}$")
_OUTERMOST = 2
_REPEATS = 3
_GRID = 4.0
_APART = 1.5


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[int]]:
    """Take running titles and page numbers off pages.

    What stands at the top or the bottom of a page is a running title if the same words stand at
    the same height on three pages; a line that is only a number is a page number.

    Parameters
    ----------
    pages : sequence of sequence of Line
        All the lines.

    Returns
    -------
    tuple of (list of list of Line, list of int)
        The other lines, and the number of each page: as printed where most pages agree in how
        far it is from their place in the file, else that place, from 1.
    """
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    kept, printed = [], []
    for lines, outer in zip(pages, edges, strict=True):
        furniture = [
            line
            for line in outer
            if seen[_key(line)] >= _REPEATS and _apart(line, lines) or _is_number(line, lines)
        ]
        kept.append([line for line in lines if line not in furniture])
        printed.append(_printed(furniture))
    return kept, _numbered(printed)


def _edges(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.base)
    heights = sorted({round(line.base) for line in by_height})
    outer = {*heights[:_OUTERMOST], *heights[-_OUTERMOST:]}
    return [line for line in by_height if round(line.base) in outer]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text.casefold()), round(line.base / _GRID)


def _apart(line: Line, lines: Sequence[Line]) -> bool:
    """Tell a line with white between it and the text from one of a block of notes."""
    if line.raised and line.raised[0][0] == 0:
        return False
    above = [o.base - line.base for o in lines if o.base > line.base + 1]
    below = [line.base - o.base for o in lines if o.base < line.base - 1]
    nearest = min(above) if len(below) < len(above) else min(below, default=0)
    return nearest > _APART * line.size


def _is_number(line: Line, lines: Sequence[Line]) -> bool:
    if not _ONLY_NUMBER.fullmatch(line.text):
        return False
    return line.base in (max(o.base for o in lines), min(o.base for o in lines))


def _printed(furniture: Sequence[Line]) -> int | None:
    for line in furniture:
        only = _ONLY_NUMBER.fullmatch(line.text)
        if only:
            if only[1].isdecimal():
                return int(only[1])
            if from_roman(only[1].casefold()):
                continue
        number = _NUMBER.search(line.text)
        if number:
            return int(number[0])
    return None


def _numbered(printed: Sequence[int | None]) -> list[int]:
    offsets = Counter(number - i for i, number in enumerate(printed) if number is not None)
    found = offsets.most_common(1)
    offset = found[0][0] if found and 2 * found[0][1] > len(printed) / 2 else 1
    return [max(0, i + offset) for i in range(len(printed))]
