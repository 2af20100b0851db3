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
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},$")
_LONG_NUMBER = re.compile(r"\d{3}$")


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
    runs = [run for start, end in spans for run in _RUN.finditer(text, start + 1, end)]
    repeats = Counter(_with_word(text, run) for run in runs)
    grouped = sum(_in_thousands(text, run) for run in runs) / max(1, largest)
    as_thousands = min(3.0, 1.5 - math.log(max(grouped, 0.1)))
    found = []
    for token, run in enumerate(runs, start=1):
        after = _after_score(text, run)
        if after <= _LEAST:
            continue
        for at in _starts(run[0], largest):
            number = int(run[0][at:])
            if not at and _in_thousands(text, run):
                score = after + as_thousands
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


def _in_thousands(text: str, run: re.Match[str]) -> bool:
    """Tell "10,780", which may be a number, or a mark behind "In the year 10,"."""
    return len(run[0]) == 3 and bool(_THOUSANDS.search(text, max(0, run.start() - 6), run.start()))


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
    stop, earlier = text[run.start() - 1], text[run.start() - 2 : run.start() - 1]
    if earlier.isdigit():
        # "1,200", "3.5" and "10:30", but hardly "in 1753,1612".
        long = bool(_LONG_NUMBER.search(text, run.start() - 4, run.start() - 1))
        return 3.0 if long else 1.0 if stop == ";" else -3.5
    word = _word_before(text, run.start() - 1)
    if stop == "." and (word.casefold() in _ABBREVIATIONS or len(word) == 1 and word.isupper()):
        return -1.0 if word.isupper() else -3.0
    return 5.0


def _parted_score(text: str, run: re.Match[str], at: int) -> float:
    """Weigh a mark behind a number: does the run read better as a number and a mark?"""
    digits, rest = run[0], run[0][:at]
    if _is_year(digits):
        return -6.0
    in_groups = text[run.start() - 1] == "," and text[run.start() - 2 : run.start() - 1].isdigit()
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
