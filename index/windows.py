"""Texts longer than a model's window, cut into overlapping windows and batched by length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text's word pieces that is read at once.

    Attributes
    ----------
    text : int
        Number of the text in its list.
    start, stop : int
        The pieces read.
    kept_start, kept_stop : int
        The pieces the window reports; those of all windows of a text cover it once.
    """

    text: int
    start: int
    stop: int
    kept_start: int
    kept_stop: int

    def __len__(self) -> int:
        return self.stop - self.start


def cut(text: int, pieces: int, size: int, overlap: int) -> list[Window]:
    """Cut a text of so many pieces into windows; an overlap is shared half and half.

    Examples
    --------
    >>> [(w.start, w.stop, w.kept_start, w.kept_stop) for w in cut(0, 10, 6, 2)]
    [(0, 6, 0, 5), (4, 10, 5, 10)]
    """
    windows, start, kept = [], 0, 0
    while True:
        stop = min(start + size, pieces)
        kept_stop = pieces if stop == pieces else stop - overlap // 2
        windows.append(Window(text, start, stop, kept, kept_stop))
        if stop == pieces:
            return windows
        start, kept = stop - overlap, kept_stop


def batches(windows: Sequence[Window], pieces: int) -> Iterator[list[Window]]:
    """Group windows of like length, longest first, at most `pieces` to a batch with padding."""
    batch: list[Window] = []
    for window in sorted(windows, key=len, reverse=True):
        if batch and (len(batch) + 1) * (len(batch[0]) + 2) > pieces:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch
