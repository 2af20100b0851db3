"""Taking marks out of a stretch of text, keeping the way back to the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Segment


@dataclass(frozen=True, slots=True)
class Placed:
    """A note's mark as it stands in the file.

    Attributes
    ----------
    number : int
        The note it calls.
    start, end : int
        Span of the mark in the file's text.
    confidence : float
        How sure the link is, in [0, 1].
    """

    number: int
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class MarkFree:
    """A stretch of the file without its marks.

    Attributes
    ----------
    text : str
        What is left.
    segments : tuple of Segment
        How it maps back to the file.
    marks : tuple of (Placed, int)
        The marks taken out, each with its offset in `text`.
    """

    text: str
    segments: tuple[Segment, ...]
    marks: tuple[tuple[Placed, int], ...]


def take_out(text: str, start: int, end: int, marks: Sequence[Placed]) -> MarkFree:
    """Take the marks out of ``text[start:end]``.

    Parameters
    ----------
    text : str
        The file's text.
    start, end : int
        The stretch wanted.
    marks : sequence of Placed
        The marks inside it, in order.

    Returns
    -------
    MarkFree
        The stretch without them.
    """
    segments: list[Segment] = []
    positions: list[tuple[Placed, int]] = []
    offset, at = 0, start
    for mark in marks:
        offset = _add(segments, offset, at, mark.start)
        positions.append((mark, offset))
        at = mark.end
    _add(segments, offset, at, end)
    free = "".join(text[s.source_start : s.source_end] for s in segments)
    return MarkFree(free, tuple(segments), tuple(positions))


def _add(segments: list[Segment], offset: int, start: int, end: int) -> int:
    if end > start:
        segments.append(Segment(offset, offset + end - start, start, end))
    return offset + end - start
