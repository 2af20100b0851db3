"""What a sentence that ends in a colon announces: the words that follow it."""

from collections.abc import Iterator
from itertools import takewhile

from corpus.model import Passage, PassageKind, Source

_LONGEST = 320
"""Characters of what follows that are quoted; a first sentence is quoted whole, however long."""


def announces(text: str) -> bool:
    """Whether a sentence says that something follows and leaves it to what follows.

    Examples
    --------
    >>> announces("She wrote to him:"), announces("He had two: a son and a daughter.")
    (True, False)
    """
    return text.rstrip(" –—-").endswith(":")


def announced(
    passage: Passage, start: int, end: int, source: Source
) -> list[tuple[Passage, int, int]]:
    """Find what a span announces.

    Parameters
    ----------
    passage : Passage
        Where the span stands.
    start, end : int
        Half-open span in ``passage.text``, in code points.
    source : Source
        The passage's source.

    Returns
    -------
    list of (Passage, int, int)
        Spans that follow it: the sentences after it in its passage, or the beginning of the next
        passage; the items of a list one by one. Empty where the span announces nothing.
    """
    if not announces(passage.text[start:end]):
        return []
    if passage.text[end:].strip():
        return [_beginning(passage, end)]
    after = _after(passage, source)
    first = next(after, None)
    if first is None or first.kind is PassageKind.NOTE or first.section != passage.section:
        return []
    kind, place = first.kind, first.section
    items = takewhile(lambda each: (each.kind, each.section) == (kind, place), after)
    following = [first, *items] if kind is PassageKind.LIST_ITEM else [first]
    return [_beginning(each, 0) for each in following]


def _after(passage: Passage, source: Source) -> Iterator[Passage]:
    passages = iter(source.passages)
    any(each.id == passage.id for each in passages)
    return passages


def _beginning(passage: Passage, start: int) -> tuple[Passage, int, int]:
    """Take the first sentences from a place on, as many as are not too long together."""
    following = [sentence for sentence in passage.sentences if sentence.start >= start]
    if not following:
        return (passage, start, len(passage.text))
    begins = following[0].start
    near = [sentence.end for sentence in following if sentence.end - begins <= _LONGEST]
    return (passage, begins, max(near, default=following[0].end))
