"""Taking marks out of a stretch of text, keeping the way back to the file."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Segment

_LINE_BREAK = re.compile(r"(?<![\r\n])[\r\n](?![\r\n])")
_SPACE_AT_END = re.compile(r"(?: |(?<![\r\n])[\r\n])\Z")
_WHITE = re.compile(r"\s")


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
    return take_out_of(text, [(start, end)], marks)


def take_out_of(text: str, spans: Sequence[tuple[int, int]], marks: Sequence[Placed]) -> MarkFree:
    """Take the marks out of a text that stands in several spans of the file.

    A line break inside a paragraph counts as a space. The space before a mark that stands by
    itself, as in ``war [3] and``, goes with it, be it a line break.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        The spans wanted, in order.
    marks : sequence of Placed
        By place; those outside the spans are passed over.

    Returns
    -------
    MarkFree
        What is left.
    """
    segments: list[Segment] = []
    positions: list[tuple[Placed, int]] = []
    starts = [mark.start for mark in marks]
    offset = 0
    for start, end in spans:
        at = start
        for mark in marks[bisect_left(starts, start) : bisect_left(starts, end)]:
            offset = _add(segments, offset, at, mark.start)
            last = positions[-1][1] if positions else 0
            if offset > last and not text[mark.end : mark.end + 1].isalnum():
                offset = _without_space(text, segments)
            positions.append((mark, offset))
            at = mark.end
        offset = _add(segments, offset, at, end)
    free = "".join(text[s.source_start : s.source_end] for s in segments)
    return MarkFree(_LINE_BREAK.sub(" ", free), tuple(segments), tuple(positions))


def _without_space(text: str, segments: list[Segment]) -> int:
    """Take back the space, or the line break that counts as one, with which segments end."""
    last = segments[-1]
    ending = "".join(text[s.source_start : s.source_end] for s in segments[-2:])
    if not _SPACE_AT_END.search(ending):
        return last.end
    segments.pop()
    return _add(segments, last.start, last.source_start, last.source_end - 1)


def level(text: str) -> str:
    """Make every white space a space: what a passage and its source have in common."""
    return _WHITE.sub(" ", text)


def _add(segments: list[Segment], offset: int, start: int, end: int) -> int:
    if end > start:
        segments.append(Segment(offset, offset + end - start, start, end))
    return offset + max(0, end - start)
