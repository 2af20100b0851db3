"""Where the words of a quotation stand in a source, word by word.

A source is prepared once: its words, folded so that case, accents, marks and the shape of quotation
marks and dashes don't count, as one array of numbers with the places of every word. A quotation is
then found by the places its words vote for, and aligned there.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Source

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_SLACK = 6
_WINDOWS = 8
_RARE = 3000


def fold(word: str) -> str:
    """Return a word as it is compared: without case, accents, apostrophes and digit grouping.

    Examples
    --------
    >>> fold("Côté’s"), fold("1,200,000")
    ('cotes', '1200000')
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES))
    return "".join(c for c in decomposed if c.isalnum())


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words of a text with their spans."""
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if folded:
            yield folded, match.start(), match.end()


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch where quotation and source part.

    Attributes
    ----------
    start, end : int
        Words of the quotation, half-open.
    source_start, source_end : int
        Words of the source, half-open.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation aligned to one place of a source.

    Attributes
    ----------
    start, end : int
        Words of the source it covers, half-open.
    edits : tuple of Edit
        Where they part, in order.
    matched : ndarray of bool, shape (n_words,)
        Which words of the quotation stand there.
    cost : float
        Words changed or added, and half the words left out.
    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    matched: NDArray[np.bool_]
    cost: float


class SourceWords:
    """The words of a source, prepared for finding quotations.

    Parameters
    ----------
    source : Source
        What is searched; its passages are read in order, so a quotation may run over two.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        vocabulary: dict[str, int] = {}
        folded: dict[str, str] = {}
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        owners: list[int] = []
        for number, passage in enumerate(source.passages):
            for match in _WORD.finditer(passage.text):
                surface = match[0]
                word = folded.get(surface)
                if word is None:
                    word = folded[surface] = fold(surface)
                if word:
                    ids.append(vocabulary.setdefault(word, len(vocabulary)))
                    spans.append(match.span())
                    owners.append(number)
        self._vocabulary = vocabulary
        self._words = list(vocabulary)
        self._ids = np.array(ids, np.int64)
        self.spans = np.array(spans, np.int64).reshape(-1, 2)
        self.passage_numbers = np.array(owners, np.int64)
        counts = np.bincount(self._ids, minlength=len(vocabulary))
        self._order = np.argsort(self._ids, kind="stable")
        self._bounds = np.concatenate(([0], np.cumsum(counts)))
        self._weights = np.log((len(ids) + 1) / np.maximum(counts, 1))

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, word: object) -> bool:
        """Whether the source has a word, folded."""
        return word in self._vocabulary

    def lookup(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the numbers of words; -1 for a word the source doesn't have."""
        return np.array([self._vocabulary.get(word, -1) for word in words], np.int64)

    def weights(self, ids: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how much each word tells: the rarer, the more."""
        if not len(self._weights):
            return np.ones(len(ids))
        unknown = math.log(len(self) + 1)
        return np.where(ids < 0, unknown, self._weights[np.maximum(ids, 0)])

    def folded(self, start: int, end: int) -> list[str]:
        """Return the words of a stretch, folded."""
        return [self._words[i] for i in self._ids[start:end]]

    def places_of(self, word: int) -> NDArray[np.int64]:
        """Return where a word stands, ascending."""
        return self._order[self._bounds[word] : self._bounds[word + 1]]

    def runs(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the words stand in a row, all of them, ascending."""
        if not len(ids) or (ids < 0).any():
            return np.zeros(0, np.int64)
        sizes = self._bounds[ids + 1] - self._bounds[ids]
        rarest = int(np.argmin(sizes))
        starts = self.places_of(int(ids[rarest])) - rarest
        starts = starts[(starts >= 0) & (starts + len(ids) <= len(self))]
        for offset, word in enumerate(ids):
            starts = starts[self._ids[starts + offset] == word]
        return starts

    def longest_run(self, ids: NDArray[np.int64]) -> tuple[int, int]:
        """Return length and first place of the longest opening of `ids` standing in a row."""
        if not len(ids) or ids[0] < 0:
            return 0, -1
        starts, length = self.places_of(int(ids[0])), 1
        while length < len(ids) and ids[length] >= 0:
            inside = starts[starts + length < len(self)]
            longer = inside[self._ids[inside + length] == ids[length]]
            if not len(longer):
                break
            starts, length = longer, length + 1
        return length, int(starts[0])

    def nearest(self, ids: NDArray[np.int64]) -> list[Place]:
        """Return the places most like a quotation, best first."""
        places: dict[tuple[int, int], Place] = {}
        for low, high in self._windows(ids):
            place = self._align(ids, low, high)
            places.setdefault((place.start, place.end), place)
        weights = self.weights(ids)
        return sorted(places.values(), key=lambda p: (p.cost, -float(weights[p.matched].sum())))

    def _windows(self, ids: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        known = np.flatnonzero(ids >= 0)
        if not len(known):
            return
        sizes = self._bounds[ids[known] + 1] - self._bounds[ids[known]]
        kept = known[(sizes <= _RARE) | (sizes <= sizes.min())]
        weights = self.weights(ids)
        diagonals = np.concatenate([self.places_of(int(ids[i])) - i for i in kept])
        votes = np.concatenate(
            [np.full(len(self.places_of(int(ids[i]))), weights[i] ** 2) for i in kept]
        )
        width = max(_SLACK, len(ids) // 8)
        bins = (diagonals + len(ids)) // width
        totals = np.bincount(bins, weights=votes)
        totals = totals + np.append(totals[1:], 0)
        top = min(_WINDOWS, len(totals))
        for chosen in np.argpartition(-totals, top - 1)[:top]:
            low = int(chosen) * width - len(ids) - width
            high = (int(chosen) + 2) * width + width
            yield max(0, low), min(len(self), high)

    def _align(self, ids: NDArray[np.int64], low: int, high: int) -> Place:
        """Align the whole quotation to the best stretch of a window."""
        window = self._ids[low:high]
        table = _edit_table(ids, window)
        return _trace(ids, window, table, low)


def _edit_table(ids: NDArray[np.int64], window: NDArray[np.int64]) -> NDArray[np.int64]:
    """Twice the cost of each opening of the quotation against each stretch, by where it ends."""
    steps = np.arange(len(window) + 1)
    table = np.zeros((len(ids) + 1, len(window) + 1), np.int64)
    for row, word in enumerate(ids, 1):
        above = table[row - 1]
        best = np.append(2 * row, np.minimum(above[:-1] + 2 * (window != word), above[1:] + 2))
        table[row] = np.minimum.accumulate(best - steps) + steps
    return table


def _trace(
    ids: NDArray[np.int64], window: NDArray[np.int64], table: NDArray[np.int64], low: int
) -> Place:
    """Walk the cheapest alignment back from the last word."""
    # The last of equal ends: it pairs a changed last word with the source's own.
    row, column = len(ids), len(window) - int(np.argmin(table[-1][::-1]))
    cost, last = int(table[row, column]) / 2, column
    matched = np.zeros(len(ids), np.bool_)
    pairs: list[tuple[int, int]] = []
    while row > 0:
        here = table[row, column]
        same = column > 0 and ids[row - 1] == window[column - 1]
        if same and table[row - 1, column - 1] == here:
            row, column = row - 1, column - 1
            matched[row] = True
            pairs.append((row, column))
        elif column > 0 and table[row - 1, column - 1] + 2 == here:
            row, column = row - 1, column - 1
        elif table[row - 1, column] + 2 == here:
            row -= 1
        else:
            column -= 1
    edits = _edits(pairs[::-1], (len(ids), last), column, low)
    return Place(low + column, low + last, tuple(edits), matched, cost)


def _edits(
    pairs: list[tuple[int, int]], end: tuple[int, int], first: int, low: int
) -> Iterator[Edit]:
    """Yield the stretches between the words that match."""
    at, source_at = 0, first
    for word, source_word in [*pairs, end]:
        if word > at or source_word > source_at:
            yield Edit(at, word, low + source_at, low + source_word)
        at, source_at = word + 1, source_word + 1
