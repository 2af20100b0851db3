"""Arabic numerals glued to the words they hang on."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.candidates import Candidate
from corpus.vocabulary import Vocabulary

_RUN = re.compile(r"\d+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_LONGEST_WORD = 40
_ABBREVIATIONS = frozenset(
    "p pp vol vols no nos c ch chap art arts n nn fol ff sec par pt bk ed cap lib fig tab v".split()
)
_AFTER_SENTENCE = frozenset("”’\"')]}»!?…")
_NEVER_BEFORE = frozenset("([{“‘«-–/\\$£€@#&+=<>_*|~^⁄")
_NO_MARK_BEFORE = frozenset("%°/\\-–½⅓¼⅔¾⁄_=")
_LEAST = -3.0
_LONGEST_YEARS = len(" 1914-18.")
_YEAR_ENDS = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?:[–-]\d\d)?\.$")
_SENTENCE_BREAK = re.compile(r"[”’\")]?(?:\s+[A-ZÀ-ÖØ-Þ“‘\"'(]|\s*(?:\n|$))")
_NUMBER_BEFORE = re.compile(r"(?<!\d)(?P<number>\d{1,4})(?P<stop>[.,:])$")


def find_digits(
    text: str,
    spans: Sequence[tuple[int, int]],
    largest: int,
    vocabulary: Vocabulary,
    counts: Counter[int],
) -> list[Candidate]:
    """Find every place that may hold a mark written as arabic digits glued to what stands before.

    "Kollontai12" and "war.”12" are likely, "1,200", "p.12" and "1914–18" are not. After other
    digits, as in "in 191712", each way of parting them that leaves a sensible number is one.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        Where marks may stand.
    largest : int
        The number of the last note.
    vocabulary : Vocabulary
        The words of the text.
    counts : Counter of int
        How many notes of each number there may be.

    Returns
    -------
    list of Candidate
        By place; those with no chance are left out.
    """
    runs = [(start, run) for start, end in spans for run in _RUN.finditer(text, start, end)]
    runs = [(start, run) for start, run in runs if run.start() > start or len(run[0]) > 1]
    repeats = Counter(_with_word(text, run) for _, run in runs)
    behind = Counter(kind for _, run in runs if (kind := _behind_number(text, run)))
    notes = max(1, counts.total())
    found = []
    for token, (start, run) in enumerate(runs, start=1):
        after = _after_score(text, run)
        if after <= _LEAST:
            continue
        kind = _behind_number(text, run)
        for at in _starts(run[0], largest):
            if not at and run.start() == start:
                continue
            number = int(run[0][at:])
            if kind and not at:
                score = after + _chance_score(behind[kind] / notes, len(run[0]))
            else:
                score = after + _before_score(text, run, at, vocabulary)
            again = repeats[_with_word(text, run)] > max(1, counts[number])
            if again and (at or text[run.start() - 1].isalpha()):
                score -= 6.0
            if score > _LEAST:
                found.append(Candidate(number, run.start() + at, run.end(), token, score))
    return found


def _starts(digits: str, largest: int) -> Iterator[int]:
    for at in range(max(0, len(digits) - len(str(largest))), len(digits)):
        if digits[at] != "0" and int(digits[at:]) <= largest:
            yield at


def _with_word(text: str, run: re.Match[str]) -> str:
    word = _WORD_BEFORE.search(text, max(0, run.start() - _LONGEST_WORD), run.start())
    return (word[0] if word else "") + run[0]


def _behind_number(text: str, run: re.Match[str]) -> tuple[str, int] | None:
    """Tell what may be one number: "10,780", "3.5"; not "in 1753,1612" or "in 1884.4 The"."""
    match = _NUMBER_BEFORE.search(text, max(0, run.start() - 6), run.start())
    if match is None or _ends_with_year(text, run):
        return None
    thousands = match["stop"] == "," and len(match["number"]) <= 3
    if match["stop"] == "," and not (thousands and len(run[0]) == 3) and len(match["number"]) >= 3:
        return None
    return match["stop"], len(run[0])


def _ends_with_year(text: str, run: re.Match[str]) -> bool:
    """Tell a year at the end of a sentence before a number, with another sentence behind it."""
    year = _YEAR_ENDS.search(text, max(0, run.start() - _LONGEST_YEARS), run.start())
    return year is not None and _SENTENCE_BREAK.match(text, run.end()) is not None


def _chance_score(density: float, length: int) -> float:
    """Weigh a mark behind a number: numbers look so by chance, but seldom like the note due.

    Parameters
    ----------
    density : float
        How many numbers of this look there are for each note.
    length : int
        Digits of the mark; one of so many figures fits by chance once in ten to that power.
    """
    return min(3.0, math.log(0.01 * 0.9 * 10**length / max(density, 0.1)))


def _after_score(text: str, run: re.Match[str]) -> float:
    after = text[run.end() : run.end() + 2]
    if not after:
        return 0.0
    if after[0] in _NO_MARK_BEFORE or after[0] in ".,:" and after[1:].isdigit():
        return -5.0
    if after[0].isalpha():
        # A space went missing behind the mark: "fillets:12and".
        return -1.5 if text[run.start() - 1] in ".,;:!?”’) " else -5.0
    return 0.0


def _before_score(text: str, run: re.Match[str], at: int, vocabulary: Vocabulary) -> float:
    if at:
        return _parted_score(text, run, at)
    before = text[run.start() - 1]
    if before.isspace():
        return 2.0 if text[run.end() : run.end() + 1].isupper() else -9.0
    if before.isalpha():
        word = _word_before(text, run.start())
        if len(word) == 1:
            return 1.0 if vocabulary.words[word.casefold()] > 20 else -1.0
        return 5.0 if vocabulary.words[word.casefold()] > 0 else 3.0
    if before in _AFTER_SENTENCE:
        return 6.0
    if before in _NEVER_BEFORE:
        return -9.0
    return _after_stop(text, run) if before in ".,;:" else 2.0


def _after_stop(text: str, run: re.Match[str]) -> float:
    stop, word = text[run.start() - 1], _word_before(text, run.start() - 1)
    if stop == "." and (word.casefold() in _ABBREVIATIONS or len(word) == 1 and word.isupper()):
        # "James I.15" ends a sentence, "J.15" hardly does.
        return 2.0 if word in ("I", "V", "X") else -1.0 if word.isupper() else -3.0
    return 5.0


def _parted_score(text: str, run: re.Match[str], at: int) -> float:
    """Weigh whether digits read better as a number with a mark behind it."""
    digits, rest = run[0], run[0][:at]
    if _is_year(digits):
        return -6.0
    in_groups = _NUMBER_BEFORE.search(text, max(0, run.start() - 6), run.start())
    if in_groups:
        return 4.0 if len(rest) == 3 else -6.0
    if _is_year(rest):
        return 4.0
    return 1.5 if len(digits) >= 5 else -0.5


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1000 <= int(digits) <= 2099


def _word_before(text: str, at: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
    return match[0] if match else ""
