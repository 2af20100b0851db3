"""The one linker: whatever the marks look like, the best way to hang the notes on the text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.candidates import Candidate, find_candidates
from corpus.digits import find_digits
from corpus.labels import System
from corpus.linking import assign, best_score
from corpus.markfree import Placed
from corpus.signs import Form, find_signs
from corpus.vocabulary import Vocabulary

_FORMS = {
    System.ARABIC: (Form.BRACKET, Form.SUPERSCRIPT, Form.CARET, Form.PAREN, Form.GLUED),
    System.ROMAN: (Form.BRACKET, Form.PAREN, Form.GLUED),
    System.LETTER: (Form.BRACKET, Form.PAREN),
    System.SYMBOL: (Form.SYMBOL, Form.BRACKET, Form.PAREN),
}
_LARGEST = 3999
_NEAR = 5
_MOST_CHOICES = 24
_SURE_IN_NOTES = 3.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A note whose mark is looked for.

    Attributes
    ----------
    value : int
        What its label counts.
    since, until : int
        Where in the file its mark may stand.
    start, end : int
        Where in the file the note itself stands.
    """

    value: int
    since: int
    until: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Notes hung on their marks.

    Attributes
    ----------
    placed : tuple of Placed
        By place; `number` is the note's place among those wanted, from 1.
    form : Form
        How the marks are written.
    score : float
        Logarithm of the odds that these are marks; 0 when nothing was linked.
    """

    placed: tuple[Placed, ...]
    form: Form
    score: float


class Linker:
    """Links notes to marks in one text, whichever way its notes are set.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        All its blocks, those of the notes among them.
    counts : Counter of (System, int), optional
        How many notes there may be of each label: where numbering starts again, a mark recurs.
    """

    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        counts: Counter[tuple[System, int]] | None = None,
    ) -> None:
        self._text = text
        self._counts = counts or Counter()
        self._spans = spans
        self._vocabulary: Vocabulary | None = None
        self._found: dict[tuple[System, Form, int], list[Candidate]] = {}

    def link(self, system: System, wanted: Sequence[Wanted]) -> Linked:
        """Link notes that count with one system.

        The notes and their marks follow each other in the same order; numbering may start again
        at any note. Of the forms marks may have, the one that explains the text best is taken.

        Parameters
        ----------
        system : System
            What the labels count with.
        wanted : sequence of Wanted
            The notes, in order.

        Returns
        -------
        Linked
            At most one mark a note and one note a mark.
        """
        best = Linked((), _FORMS[system][0], 0.0)
        usable: list[Candidate] = []
        for form in _FORMS[system]:
            found = _due(self._candidates(system, form, wanted), wanted)
            score = best_score(found)
            if score > best.score:
                best, usable = Linked((), form, score), found
        return replace(best, placed=tuple(assign(usable, range(1, len(wanted) + 1))))

    def inside(
        self, system: System, form: Form, wanted: Sequence[Wanted], lost: Sequence[int]
    ) -> list[Placed]:
        """Look for lost marks inside the other notes: a note may hang on a note.

        Parameters
        ----------
        system : System
            What the labels count with.
        form : Form
            How the marks in the text are written.
        wanted : sequence of Wanted
            All the notes, in order.
        lost : sequence of int
            Indices of those without a mark in the text.

        Returns
        -------
        list of Placed
            By place.
        """
        if not lost:
            return []
        by_value: dict[int, list[int]] = {}
        for index in lost:
            by_value.setdefault(wanted[index].value, []).append(index)
        last_found = max(set(range(len(wanted))) - set(lost), default=-1)
        found = []
        holders = [(note.start, note.end) for note in wanted]
        candidates = iter(self._candidates(system, form, wanted))
        candidate = next(candidates, None)
        for holder, (start, end) in enumerate(holders):
            while candidate and candidate.start <= start:
                candidate = next(candidates, None)
            while candidate and candidate.start < end:
                for index in by_value.get(candidate.number, ()):
                    near = holder < index and (index - holder <= _NEAR or index > last_found)
                    if near and candidate.score >= _SURE_IN_NOTES:
                        found.append(replace(candidate, number=index + 1))
                candidate = next(candidates, None)
        return assign(found, range(1, len(wanted) + 1))

    def _candidates(self, system: System, form: Form, wanted: Sequence[Wanted]) -> list[Candidate]:
        largest = max((note.value for note in wanted), default=0) if form is Form.GLUED else 0
        key = (system, form, largest)
        if key not in self._found:
            self._found[key] = self._find(system, form, largest)
        return self._found[key]

    def _find(self, system: System, form: Form, largest: int) -> list[Candidate]:
        if form is not Form.GLUED:
            return find_signs(self._text, self._spans, form, system)
        self._vocabulary = self._vocabulary or Vocabulary(self._text)
        find = find_digits if system is System.ARABIC else find_candidates
        counts = Counter(
            {n: count for (counted, n), count in self._counts.items() if counted is system}
        )
        return find(self._text, self._spans, min(largest, _LARGEST), self._vocabulary, counts)


def _due(candidates: Sequence[Candidate], wanted: Sequence[Wanted]) -> list[Candidate]:
    """Give each candidate the places, from 1, of the notes it may call."""
    by_value: dict[int, list[int]] = {}
    for index, note in enumerate(wanted):
        by_value.setdefault(note.value, []).append(index)
    outside = _outside(candidates, wanted)
    totals = Counter(candidate.number for candidate in outside if candidate.score > 0)
    seen: Counter[int] = Counter()
    found = []
    for candidate in outside:
        indices, at = by_value.get(candidate.number, []), candidate.start
        first = bisect_right(indices, at, key=lambda i: wanted[i].until)
        last = bisect_right(indices, at, key=lambda i: wanted[i].since)
        if last - first > _MOST_CHOICES:
            # Among a great many alike, the place in the order tells where to look.
            likely = max(1, totals[candidate.number])
            expected = len(indices) * seen[candidate.number] // likely
            first = min(max(first, expected - _MOST_CHOICES // 2), last - _MOST_CHOICES)
            last = first + _MOST_CHOICES
        seen[candidate.number] += candidate.score > 0
        found += [replace(candidate, number=i + 1) for i in indices[first:last]]
    return found


def _outside(candidates: Sequence[Candidate], wanted: Sequence[Wanted]) -> list[Candidate]:
    """Leave out what stands in the notes themselves."""
    held = sorted((note.start, note.end) for note in wanted)
    kept, at = [], 0
    for candidate in candidates:
        while at < len(held) and held[at][1] <= candidate.start:
            at += 1
        if at == len(held) or candidate.start < held[at][0]:
            kept.append(candidate)
    return kept
