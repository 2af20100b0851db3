"""The name, date, number or place asked for, found inside a quotation."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.question import SHORT, AnswerType, Expectation, expected_answer


@dataclass(frozen=True, slots=True)
class SpanFound:
    """A span of a text that may be the answer.

    Attributes
    ----------
    start, end : int
        Half-open span, in code points.
    score : float
        Greater is better.
    """

    start: int
    end: int
    score: float


_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion dozen half third quarter fifth tenth thirds quarters tenths"
)
_NUMBER_WORD = "(?:" + "|".join(_ONES.replace(" ", "|").split("|")) + ")"
_FIGURE = r"\d[\d,]*(?:\.\d+)?[½¼¾]?(?:\s?%|\s?per cent)?"
_SPELT = rf"{_NUMBER_WORD}(?:[-\s](?:and\s)?{_NUMBER_WORD})*"
_AMOUNT = rf"(?:{_FIGURE}|{_SPELT})(?:\s(?:million|thousand|billion|hundred|dozen|per cent))?"
_HEDGE = (
    r"(?:(?:well |just |rather |not )?(?:over|under|above|below|about|nearly|almost|around|roughly|"
    r"some|at least|at most|more than|less than|fewer than|no fewer than|close on|up to|only)\s)?"
)
_NUMBER = re.compile(
    rf"{_HEDGE}(?<![\w-])(?:a |an )?{_AMOUNT}"
    rf"(?:(?:\sto\s|\sor\s|\sout of\s(?:over\s|about\s)?|-|–|\svotes to\s){_AMOUNT})?"
    rf"(?:,?\swith\s{_AMOUNT}\sabstentions?)?(?![\w])",
    re.I,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TIME = re.compile(
    rf"\b(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?:,? \d{{4}})?|"
    rf"{_MONTH}(?:,? \d{{4}})?|"
    r"(?:1\d|20)\d\d(?:[-–]\d{2,4})?|the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th) century|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|midnight|noon|\d{1,2} [ap]\.?m\.?)(?!\w)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*\.?"
_NAME = re.compile(
    rf"(?:[Tt]he )?{_CAPITAL}"
    rf"(?:(?: (?:of|de|du|la|le|von|van|the|and|for) (?:the )?| ){_CAPITAL})*"
)
_CONTENT = re.compile(r"[\w½%][\w’'½%-]*")
_COMMON = frozenset(
    "the a an of in on at to for from by with and or but was were is are be been had has have did "
    "do does what which who whom whose when where why how many much that this it its as not than "
    "into their there they he she his her".split()
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|to|from|near|of|into|towards?|through|across|on)\s+$", re.I)
_PLURAL = re.compile(r"\b(?:two|three|four|five|names|people|members|which .*s\b|who were)\b", re.I)


def find_short_answer(question: str, text: str) -> SpanFound | None:
    """Find the words asked for inside a quotation.

    Parameters
    ----------
    question : str
        A stand-alone question.
    text : str
        The quotation.

    Returns
    -------
    SpanFound or None
        None where the question asks for no name, date, number or place, or the text has none.

    Examples
    --------
    >>> found = find_short_answer("Which ship fired?", "A shot from the Aurora was heard.")
    >>> "A shot from the Aurora was heard."[found.start : found.end]
    'the Aurora'
    """
    expectation = expected_answer(question)
    if expectation.type not in SHORT:
        return None
    asked = {_stem(w) for w in _CONTENT.findall(question) if w.lower() not in _COMMON}
    matches = [
        (m.start(), m.end())
        for m in _CONTENT.finditer(text)
        if _stem(m[0]) in asked and m[0].lower() not in _COMMON
    ]
    spans = [
        SpanFound(start, end, score)
        for start, end in _CANDIDATES[expectation.type](text)
        if (score := _score(text, start, end, expectation, asked, matches)) is not None
    ]
    best = max(spans, key=lambda span: span.score, default=None)
    if best and _PLURAL.search(question) and expectation.type is not AnswerType.NUMBER:
        return _widen_to_list(text, best, spans)
    return best


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(text):
        yield match.span()


def _times(text: str) -> Iterator[tuple[int, int]]:
    for match in _TIME.finditer(text):
        yield match.span()


def _names(text: str) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        words = match[0].split()
        if match.start() == 0 and len(words) == 1 and words[0].lower() in _COMMON:
            continue
        yield match.start(), match.end() - (match[0].endswith("."))
        if " and " in match[0]:
            at = match.start()
            for part in match[0].split(" and "):
                yield at, at + len(part)
                at += len(part) + 5


_CANDIDATES: dict[AnswerType, Callable[[str], Iterator[tuple[int, int]]]] = {
    AnswerType.NUMBER: _numbers,
    AnswerType.TIME: _times,
    AnswerType.PERSON: _names,
    AnswerType.PLACE: _names,
    AnswerType.NAME: _names,
}


def _score(
    text: str,
    start: int,
    end: int,
    expectation: Expectation,
    asked: set[str],
    matches: Sequence[tuple[int, int]],
) -> float | None:
    """Score a candidate: near the question's words, but not made of them."""
    words = [w for w in _CONTENT.findall(text[start:end]) if w.lower() not in _COMMON]
    fresh = [w for w in words if _stem(w) not in asked]
    if not words or (not fresh and expectation.type is not AnswerType.NUMBER):
        return None
    others = [(s, e) for s, e in matches if e <= start or s >= end]
    gaps = sorted(_gap(text, start, end, s, e) for s, e in others)[:4]
    score = sum(1 / (2 + gap) for gap in gaps) + 0.3 * len(fresh) / len(words)
    if expectation.type is AnswerType.NUMBER:
        score += _follows_with_head(text[end : end + 40], asked)
    if expectation.type is AnswerType.PLACE and _PLACE_BEFORE.search(text[:start]):
        score += 0.4
    return score


def _gap(text: str, start: int, end: int, other_start: int, other_end: int) -> int:
    """Words between two spans; crossing a clause counts as six more."""
    between = text[other_end:start] if other_end <= start else text[end:other_start]
    return len(between.split()) + 6 * len(re.findall(r"[;:–—.]|, (?:and|but|while)\b", between))


def _follows_with_head(following: str, asked: set[str]) -> float:
    words = [_stem(word) for word in _CONTENT.findall(following)[:3]]
    return next((0.5 / (1 + i) for i, word in enumerate(words) if word in asked), 0.0)


def _widen_to_list(text: str, best: SpanFound, spans: Sequence[SpanFound]) -> SpanFound:
    """Widen a span over its neighbours in an enumeration."""
    start, end = best.start, best.end
    ordered = sorted(spans, key=lambda span: span.start)
    for span in ordered:
        if span.start >= end and re.fullmatch(r",? (?:and )?|, ", text[end : span.start]):
            end = span.end
    for span in reversed(ordered):
        if span.end <= start and re.fullmatch(r",? (?:and )?|, ", text[span.end : start]):
            start = span.start
    return SpanFound(start, end, best.score)


def _stem(word: str) -> str:
    folded = re.sub(r"[’']s?$", "", word.lower())
    return folded[:5] if len(folded) > 5 else folded.removesuffix("s")
