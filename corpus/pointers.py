"""Notes that send the reader to other notes, and which are meant."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citations import Cited, plain
from corpus.noted import Noted
from corpus.places import Place
from corpus.pointing import Pointing, find_pointing
from corpus.sentences import split_sentences

_WORD = re.compile(r"[^\W\d_]{3,}")
_LAST = re.compile(r"(?:\bSt\. )?[^\W\d_]{4,}(?=[^\w]*$)")
_TOPIC = re.compile(
    r"\b[Ff]or\s(?:the\s|this\s)?(?P<topic>(?:[\w’-]+\s){0,2}[\w’-]+),?\s"
    r"(?:v|vide|see|cf|cp|compare)\b[.,]?\s?(?:also\s)?(?:(?:supra|infra),?\s)?$"
)
_STEM = 6
_FEW = 4
_AT_ONCE = 50
_NEW_SENTENCE = re.compile(r"[.;?!]\s+(?:[A-Z]\w{4,}|But|And)\b")
_CLEARLY = 2.0
_NAMES_WEIGH = 3
_OPENING = 160
_NEAR_MARK = 120
_AT_MARK = 6


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of a note that send the reader to another.

    Attributes
    ----------
    note, start, end : int
        Index of the note, and the span in its text.
    words : str
        The words of that span.
    target : int
        Index of the note meant.
    reference : str
        How that note begins.
    others : tuple of Cited
        Other notes that may be meant, where nothing tells them apart.
    """

    note: int
    start: int
    end: int
    words: str
    target: int
    reference: str
    others: tuple[Cited, ...] = ()


def find_pointers(notes: Sequence[Noted]) -> list[list[Pointer]]:
    """Find which notes send the reader to which.

    A label is enough where one note bears it. A place ("II, 14, note") leads to the note of that
    chapter, and where there are several to the one that shares most with the note that points:
    the words of both and of the sentences they hang on, rare ones and names at the marks most. One
    that hangs on the very word in question ("for Cedd, v. c. 21, note") is meant before all others.
    Where that does not tell them apart, those that come close are given as others.

    Parameters
    ----------
    notes : sequence of Noted
        In order.

    Returns
    -------
    list of list of Pointer
        For each note, by place.
    """
    finder = _Finder(notes)
    return [
        [p for pointing in find_pointing(note.text) for p in finder.follow(i, pointing)]
        for i, note in enumerate(notes)
    ]


class _Finder:
    """Holds the words of every note, to tell which of several is meant."""

    def __init__(self, notes: Sequence[Noted]) -> None:
        self._notes = notes
        self._words = [_words(f"{n.context[-_NEAR_MARK:]} {n.text}") for n in notes]
        self._names = [_names(note) for note in notes]
        self._ends = [_end(note) for note in notes]
        self._ended = Counter(self._ends)
        self._counts = Counter(word for words in self._words for word in words)

    def follow(self, i: int, pointing: Pointing) -> list[Pointer]:
        """Find the note that is meant; empty when there is none."""
        if pointing.step:
            meant = [i + pointing.step] if 0 <= i + pointing.step < len(self._notes) else []
        else:
            meant = self._meant(i, pointing)
        if not meant:
            return []
        first, *others = (self._begins(j) for j in meant)
        start, end = pointing.start, pointing.end
        words = self._notes[i].text[start:end]
        return [Pointer(i, start, end, words, first.note, first.reference, tuple(others))]

    def _meant(self, i: int, pointing: Pointing) -> list[int]:
        among = [j for j in self._at(i, pointing.place) if pointing.direction * (j - i) >= 0]
        labelled = [
            j
            for j, n in enumerate(self._notes)
            if j != i and n.label == pointing.label and pointing.direction * (j - i) >= 0
        ]
        within = [j for j in labelled if j in among]
        if len(within) == 1:
            return within
        alike = self._named_by(i, pointing, among) or self._hung_alike(i, pointing, among)
        if len(alike) == 1 and pointing.place:
            return alike
        if len(among) == 1 and (pointing.label or pointing.near):
            among = [j for j in among if self._names[i] & self._names[j]]
        if pointing.place:
            return self._likeliest(i, among)
        alone = labelled if len(labelled) == 1 else []
        if pointing.near:
            likeliest = self._likeliest(i, among)
            return alone if alone and self._fits(i, alone[0], likeliest) else likeliest
        return alone

    def _named_by(self, i: int, pointing: Pointing, among: Sequence[int]) -> list[int]:
        """List those that hang on or open with what is asked for: "for Cedd, v. c. 21, note"."""
        topic = _TOPIC.search(self._notes[i].text, 0, pointing.start)
        if not topic:
            return []
        wanted = _words(topic["topic"])
        hung = [j for j in among if self._ends[j] in wanted]
        return hung or [j for j in among if wanted and wanted <= self._names[j]]

    def _hung_alike(self, i: int, pointing: Pointing, among: Sequence[int]) -> list[int]:
        """List the notes that hang on the same word, a rare one, as one that at once points."""
        before = self._notes[i].text[: pointing.start]
        few = self._ends[i] and self._ended[self._ends[i]] <= _FEW
        at_once = len(before) <= _AT_ONCE and not _NEW_SENTENCE.search(before)
        return [j for j in among if few and at_once and self._ends[j] == self._ends[i]]

    def _at(self, i: int, place: Place | None) -> list[int]:
        """List the notes of a place, or of the chapter of this note."""
        here = self._notes[i].place
        others = [(j, n.place) for j, n in enumerate(self._notes) if j != i]
        if place is None:
            return [j for j, there in others if there == here]
        if place.heading:
            return [j for j, there in others if there and there.heading == place.heading]
        wanted = (place.book or (here.book if here else 0), place.chapter)
        return [j for j, there in others if there and (there.book, there.chapter) == wanted]

    def _fits(self, i: int, labelled: int, likeliest: Sequence[int]) -> bool:
        """Tell whether the note with the label may be meant, rather than one of this chapter."""
        return not likeliest or 2 * self._shared(i, labelled) >= self._shared(i, likeliest[0])

    def _likeliest(self, i: int, among: Sequence[int]) -> list[int]:
        """Order notes by what they share, and keep those that come close to the first."""
        scores = {j: self._shared(i, j) for j in among}
        ranked = sorted(among, key=lambda j: (-scores[j], j))
        if len(among) > 1 and not self._names[i] & self._names[ranked[0]]:
            return ranked
        return [j for j in ranked if scores[j] * _CLEARLY >= scores[ranked[0]]]

    def _shared(self, i: int, j: int) -> float:
        weights = [self._weight(word) for word in self._words[i] & self._words[j]]
        named = [self._weight(name) for name in self._names[i] & self._names[j]]
        together = sum(weights) + _NAMES_WEIGH * sum(named)
        return together / math.sqrt(math.sqrt(1 + len(self._words[j])))

    def _weight(self, word: str) -> float:
        return math.log(len(self._notes) / max(1, self._counts[word]))

    def _begins(self, j: int) -> Cited:
        text = self._notes[j].text
        ends = [end for _, end in split_sentences(text.split("\n")[0])] or [len(text)]
        end = next((e for e in ends if e >= _OPENING), ends[-1])
        return Cited(j, 0, end, text[:end], "", "")


def _words(text: str) -> frozenset[str]:
    """Fold words to their first letters, so that endings do not part them."""
    return frozenset(plain(word)[:_STEM] for word in _WORD.findall(text))


def _end(note: Noted) -> str:
    """Fold the word a note hangs on; "St. Andrew", a church, is another than Andrew."""
    last = _LAST.search(note.context)
    return plain(last[0]).split(". ")[-1][:_STEM] + "." * ("." in last[0]) if last else ""


def _names(note: Noted) -> frozenset[str]:
    """Fold the capitalised words a note hangs on and opens with."""
    words = [*_WORD.findall(note.context)[-_AT_MARK:], *_WORD.findall(note.text)[:_AT_MARK]]
    return frozenset(plain(word)[:_STEM] for word in words if word[0].isupper())
