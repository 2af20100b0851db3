"""Numbers and dates as a text states them, whichever way they are written."""

import re
from dataclasses import dataclass
from enum import StrEnum

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "score": 20}
_VALUES = {
    "once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "doubled": 2.0, "twofold": 2.0,
    "triple": 3.0, "tripled": 3.0, "threefold": 3.0, "treble": 3.0, "dozen": 12.0, "couple": 2.0,
    "pair": 2.0, "half": 0.5, "halved": 0.5, "quarter": 0.25, "threescore": 60.0,
    "fourscore": 80.0, "decade": 10.0, "fortnight": 14.0,
}  # fmt: skip
MONTHS = (
    "january february march april may june july august september october november december".split()
)
"""The months, in their order and in small letters."""
_MONTH = rf"(?:{'|'.join(m[:3] + r'(?:' + m[3:] + r')?' if len(m) > 3 else m for m in MONTHS)})"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"\b{_DAY.format('day')}(?:\s+of)?\s+(?P<month>{_MONTH})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH})\.?\s+{_DAY.format('day')}\b(?!\d)", re.IGNORECASE),
)
_ORDINAL = "|".join(_ORDINALS)
_SPELT_DATES = (
    re.compile(
        rf"\b(?:(?P<tens>twenty|thirty)[- ])?(?P<ordinal>{_ORDINAL}|thirtieth)"
        rf"(?: day)? of (?:the month of )?(?P<month>{_MONTH})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH}),? the (?:(?P<tens>twenty|thirty)[- ])?"
        rf"(?P<ordinal>{_ORDINAL}|thirtieth)\b",
        re.IGNORECASE,
    ),
)
_PARTS = {"half": 2, "quarter": 4} | {w: n for w, n in _ORDINALS.items() if n > 2}
_FRACTION = re.compile(
    rf"\b(?P<count>one|two|three|four|five|nine)[- ](?P<part>{'|'.join(_PARTS)})s?\b"
    rf"|\ban?\s+(?P<lone>{'|'.join(_PARTS)})(?=\s+(?:of|as|part)\b|[.,;]|\s+to\s+an?\b|$)",
    re.IGNORECASE,
)
_HALF_DOZEN = re.compile(r"\bhalf[- ](?:a[- ])?dozen\b", re.IGNORECASE)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b")
_DIGITS = re.compile(r"\b\d+(?:,\d{3})*(?:\.\d+)?(?P<th>st|nd|rd|th)?(?!\w)")
_WORDS = re.compile(r"[A-Za-z]+")


class FigureKind(StrEnum):
    """What a figure counts."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a date in a text.

    Attributes
    ----------
    kind : FigureKind
        What it counts.
    value : float
        The number; of a date, a hundred times the month plus the day.
    start, end : int
        Span in the text.
    """

    kind: FigureKind
    value: float
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """Find the numbers and dates of a text, in order.

    Examples
    --------
    >>> [(f.kind.value, f.value) for f in figures("On 25 August, twenty-five men of 1,200 came.")]
    [('date', 825.0), ('number', 25.0), ('number', 1200.0)]
    """
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []
    for figure in [
        *_dates(text),
        *_years(text),
        *_fractions(text),
        *_digits(text),
        *_spelt(text),
    ]:
        if not any(figure.start < end and start < figure.end for start, end in taken):
            found.append(figure)
            taken.append((figure.start, figure.end))
    return sorted(found, key=lambda figure: figure.start)


def _dates(text: str) -> list[Figure]:
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            value = 100.0 * _month(match) + int(match["day"])
            found.append(Figure(FigureKind.DATE, value, match.start(), match.end()))
    for pattern in _SPELT_DATES:
        for match in pattern.finditer(text):
            tens = _SMALL[match["tens"].lower()] if match["tens"] else 0
            value = 100.0 * _month(match) + tens + _ORDINALS.get(match["ordinal"].lower(), 30)
            found.append(Figure(FigureKind.DATE, value, match.start(), match.end()))
    return found


def _month(match: re.Match[str]) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m[:3] == match["month"][:3].lower())


def _fractions(text: str) -> list[Figure]:
    """Find shares: "one-fifth", "two thirds", "a tenth of", "half a dozen"."""
    found = [
        Figure(FigureKind.NUMBER, 6.0, match.start(), match.end())
        for match in _HALF_DOZEN.finditer(text)
    ]
    for match in _FRACTION.finditer(text):
        part = _PARTS[(match["part"] or match["lone"]).lower()]
        value = (_SMALL[match["count"].lower()] if match["count"] else 1) / part
        start = match.start("lone") if match["lone"] else match.start()
        found.append(Figure(FigureKind.NUMBER, value, start, match.end()))
    return found


def _years(text: str) -> list[Figure]:
    return [
        Figure(FigureKind.YEAR, float(match[0]), match.start(), match.end())
        for match in _YEAR.finditer(text)
    ]


def _digits(text: str) -> list[Figure]:
    found = []
    for match in _DIGITS.finditer(text):
        value = float(re.sub(r"[^\d.]", "", match[0]))
        scale = re.match(r"\s*(million|billion|thousand|hundred)\b", text[match.end() :], re.I)
        end = match.end() + (scale.end() if scale else 0)
        value *= _SCALES[scale[1].lower()] if scale else 1
        kind = FigureKind.ORDINAL if match["th"] else FigureKind.NUMBER
        found.append(Figure(kind, value, match.start(), end))
    return found


def _spelt(text: str) -> list[Figure]:
    """Find numbers in words: "twenty-five", "three hundred thousand", "third", "half"."""
    found: list[Figure] = []
    words = list(_WORDS.finditer(text))
    at = 0
    while at < len(words):
        length, value, kind = _number_at([w[0].lower() for w in words[at : at + 8]])
        if length:
            last = words[at + length - 1]
            found.append(Figure(kind, value, words[at].start(), last.end()))
        at += max(1, length)
    return found


def _number_at(words: list[str]) -> tuple[int, float, FigureKind]:
    """Return how many words make a number, its value and kind."""
    if words[0] in _ORDINALS:
        return 1, float(_ORDINALS[words[0]]), FigureKind.ORDINAL
    if words[0] in _VALUES:
        return 1, _VALUES[words[0]], FigureKind.NUMBER
    total, current, length = 0.0, 0.0, 0
    for position, word in enumerate(words):
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES and (length or word in ("hundred", "thousand", "million")):
            current = max(current, 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        elif word in _ORDINALS and length and words[position - 1] in _TENS:
            return position + 1, total + current + _ORDINALS[word], FigureKind.ORDINAL
        elif not (word == "and" and length and words[position - 1] in _SCALES):
            break
        if word != "and":
            length = position + 1
    return length, total + current, FigureKind.NUMBER
