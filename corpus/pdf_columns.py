"""The order in which the lines of a page are read: columns, bands and rows."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.pdf_lines import Line

_FEWEST = 4
_MOST_CROSSING = 0.35
_SAME_ROW = 0.3
_CELL_GAP = 1.2


def read_in_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Put the lines of a page into the order in which they are read.

    Parameters
    ----------
    lines : sequence of Line
        A page, without running titles and page numbers.

    Returns
    -------
    list of list of Line
        The columns, one after the other; lines across both columns stand by themselves.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [_rows(lines)] if lines else []
    crossing = sorted(
        (line for line in lines if line.left < gutter < line.right), key=lambda line: -line.base
    )
    inside = [line for line in lines if not line.left < gutter < line.right]
    groups: list[list[Line]] = []
    for line in [*crossing, None]:
        above = [o for o in inside if line is None or o.base > line.base]
        inside = [o for o in inside if line is not None and o.base <= line.base]
        left = _rows([o for o in above if o.right <= gutter])
        right = _rows([o for o in above if o.left >= gutter])
        between = [group for group in (left, right) if group]
        if line is not None and not between and groups and groups[-1][-1] in crossing:
            groups[-1].append(line)
            continue
        groups += between
        if line is not None:
            groups.append([line])
    return groups


def _gutter(lines: Sequence[Line]) -> float | None:
    """Find the middle of the white between two columns, if most lines keep to one side."""
    if len(lines) < 2 * _FEWEST:
        return None
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    size = median(line.size for line in lines)
    left = [line for line in lines if line.right <= middle + size]
    right = [line for line in lines if line.left >= middle - size]
    crossing = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < _FEWEST or crossing > _MOST_CROSSING * len(lines):
        return None
    if min(_levels(left), _levels(right)) < _FEWEST:
        return None
    edge = max(line.right for line in left), min(line.left for line in right)
    return sum(edge) / 2 if edge[0] <= edge[1] + size else None


def _levels(lines: Sequence[Line]) -> int:
    return len({round(line.base) for line in lines})


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Sort lines from top to bottom, and join those that stand beside one another."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        if rows and abs(rows[-1].base - line.base) < _SAME_ROW * line.size:
            rows[-1] = _beside(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _beside(one: Line, other: Line) -> Line:
    first, second = sorted((one, other), key=lambda line: line.left)
    gap = second.left - first.right
    between = "\t" if gap > _CELL_GAP * first.size else " " if gap > 0.15 * first.size else ""
    shift = len(first.text) + len(between)
    raised = (*first.raised, *((a + shift, b + shift) for a, b in second.raised))
    wide = max(first, second, key=lambda line: len(line.text))
    return replace(
        wide,
        left=first.left,
        right=max(first.right, second.right),
        text=first.text + between + second.text,
        raised=raised,
    )
