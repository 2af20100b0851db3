"""Places in the running text where a note's mark may stand, each with a score."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.numerals import from_roman
from corpus.vocabulary import Vocabulary

# Glued to what stands before, or, where a space went missing, to the capital after.
_ROMAN_TAIL = re.compile(
    r"(?<=[^\s(\[{“‘\-/])[ivxlcdm]+(?:(?![^\W_])|(?=[A-Z][a-z ]))"
    r"|(?<=\s)[ivxlcdm]+(?=[A-Z][a-z ])"
)
_CLEARLY_NO_MARK = -3.0
_MUCH_COMMONER = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the mark of a note may stand.

    Attributes
    ----------
    number : int
        The note it would call.
    start, end : int
        Span of the mark in the file's text.
    token : int
        Candidates that share characters share this number; it grows along the text.
    score : float
        Natural logarithm of the odds that this is a mark rather than part of a word, given that
        a mark of this number is due here.
    """

    number: int
    start: int
    end: int
    token: int
    score: float


@dataclass(frozen=True, slots=True)
class _Tail:
    """The last letters of a run of text that read as a numeral."""

    number: int
    start: int
    end: int
    token: int


def find_candidates(
    text: str,
    spans: Sequence[tuple[int, int]],
    largest: int,
    vocabulary: Vocabulary | None = None,
    counts: Counter[int] | None = None,
) -> list[Candidate]:
    """Find every place that may hold a mark written as a lowercase roman numeral.

    The mark is glued to what stands before it. What the candidate is worth depends on what it
    follows, whether the word without it is a word of this text, how often the same ending is met
    in this text's other words, and what follows it.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        The running text, where marks may stand.
    largest : int
        The number of the last note.
    vocabulary : Vocabulary, optional
        The words of the text; counted when not given.
    counts : Counter of int, optional
        How many notes of each number there may be; one when not given.

    Returns
    -------
    list of Candidate
        By place; those with no chance are left out.
    """
    vocabulary = vocabulary or Vocabulary(text)
    tails = list(_tails(text, spans, largest))
    repeats = Counter(_after(text, tail) for tail in tails)
    found = []
    for tail in tails:
        due = max(1, counts[tail.number]) if counts else 1
        score = _score(text, tail, vocabulary, repeats, due)
        if score > _CLEARLY_NO_MARK:
            found.append(Candidate(tail.number, tail.start, tail.end, tail.token, score))
    return found


def _tails(text: str, spans: Sequence[tuple[int, int]], largest: int) -> Iterator[_Tail]:
    token = 0
    for start, end in spans:
        for run in _ROMAN_TAIL.finditer(text, start, end):
            token += 1
            for at in range(run.start(), run.end()):
                number = from_roman(text[at : run.end()])
                if number is not None and number <= largest and at > start:
                    yield _Tail(number, at, run.end(), token)


def _after(text: str, tail: _Tail) -> tuple[str, int]:
    before = text[tail.start - 1]
    kind = "letter" if before.isalpha() else "digit" if before.isdigit() else before
    return kind, tail.number


def _score(
    text: str,
    tail: _Tail,
    vocabulary: Vocabulary,
    repeats: Counter[tuple[str, int]],
    due: int,
) -> float:
    score = _follow_score(text, tail)
    if text[tail.start - 1].isalpha():
        return score + _word_score(text, tail, vocabulary, due)
    return score + 7.0 - 1.5 * math.log(max(1.0, repeats[_after(text, tail)] / due))


def _follow_score(text: str, tail: _Tail) -> float:
    """Weigh what comes next: "Kollontai’s" and "mi-annual" hold no mark."""
    next_two = text[tail.end : tail.end + 2]
    if next_two[:1].isupper():
        return -3.0
    if len(next_two) == 2 and next_two[1].isalpha() and next_two[0] in "’'-.@_":
        return -8.0 if next_two[0] in "’'@_" else -4.0
    return 0.0


def _word_score(text: str, tail: _Tail, vocabulary: Vocabulary, due: int) -> float:
    begin = tail.start
    while begin > 0 and text[begin - 1].isalpha():
        begin -= 1
    stem, word = text[begin : tail.start].casefold(), text[begin : tail.end].casefold()
    again = vocabulary.words[word]
    if again > 1 and (again > due or vocabulary.words[stem] < _MUCH_COMMONER * again):
        return -8.0
    if len(stem) > 1 and from_roman(word):
        return -4.0
    length = tail.end - tail.start
    ending = word[-(length + min(2, len(stem))) :]
    alike = max(0, vocabulary.endings[ending] - 1) / math.sqrt(due)
    possessive = stem == "s" and text[begin - 1] in "’'"
    known = possessive or len(stem) > 1 and vocabulary.words[stem] > 0
    if known:
        base = 5.0
    else:
        whole = math.log1p(vocabulary.endings[stem[-3:]])  # does the stem end as words do?
        base = (-4.0, -0.5, 2.5, 4.0)[min(length, 4) - 1] + min(2.0, 0.5 * whole)
    return base - 1.5 * math.log1p(alike)
