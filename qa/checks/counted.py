"""What a figure in a text counts, how roughly it is given, and how it is shown."""

import re

from index.lexical import Term, analyse
from qa.checks.beside import Beside, Read, are_alike, stems_of
from qa.checks.figures import Figure, FigureKind

DATES = (FigureKind.DATE, FigureKind.YEAR)
MEASURES = stems_of(
    "mile block yard foot feet inch league year month week day hour minute second decade century"
    " pound shilling penny dollar euro rouble per percent cent ton many time vote seat man men page"
)
"""Stems of units in which the same thing may be counted."""

_CURRENCIES = {"£": "pound", "$": "dollar", "€": "euro"}
_SIGN = re.compile(r"[£$€]\s?$")
_SHARED = re.compile(r"\s+of\s+(?:(?:all|the|its|his|her|their|these|those)\s+)*", re.IGNORECASE)
"""What stands between a share and what it is a share of."""

_ADVERB = re.compile(r"\w+ly|altogether|apiece|each", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"\b(?:about|some|around|nearly|almost|roughly|approximately|over|more than|less than|fewer"
    r" than|under|at least|at most|up to|as much as|as many as|only|not)\s+(?:an?\s+)?[£$€]?$",
    re.IGNORECASE,
)
_TOLERANCE = 0.1
_LEAST = frozenset({"over", "more than", "at least"})
_MOST = frozenset({"under", "less than", "fewer than", "at most", "up to", "nearly", "almost"})
_NEAR = frozenset({"about", "some", "around", "roughly", "approximately"})


def unit_of(read: Read, figure: Figure) -> Term | None:
    """Return what a figure counts: money by its sign, else the noun right after it."""
    sign = _SIGN.search(read.text[: figure.start])
    if sign:
        stem = analyse(_CURRENCIES[sign[0][0]])[0].stem
        return Term(stem, sign.start(), figure.end, False)
    share = _SHARED.match(read.text, figure.end)
    start = share.end() if share else figure.end
    following = next((term for term in read.terms if term.start >= start), None)
    if following is None or following.stop or read.text[start : following.start].strip(" -"):
        return None
    return None if _ADVERB.fullmatch(read.text, following.start, following.end) else following


def units_alike(both: Beside, figure: Figure, rival: Figure) -> bool:
    """Whether a figure of the claim and one of the sentence count the same."""
    mine, theirs = unit_of(both.claim, figure), unit_of(both.sentence, rival)
    return mine is not None and theirs is not None and are_alike(mine, theirs)


def covers(read: Read, figure: Figure, other: Figure) -> bool:
    """Whether a figure given roughly covers an exact one."""
    said = _ROUGHLY.search(read.text[: figure.start])
    word = re.sub(r"(?: an?)?\s*[£$€]?$", "", said[0].strip().lower()) if said else ""
    if word in _LEAST:
        return figure.value <= other.value <= 2 * figure.value
    if word in _MOST:
        return figure.value / 2 <= other.value <= figure.value
    return word in _NEAR and abs(other.value - figure.value) <= _TOLERANCE * figure.value


def shown(read: Read, figure: Figure, *, counted: bool) -> str:
    """Return a figure with what goes before it and, if it is to be shown, what it counts."""
    before = _ROUGHLY.search(read.text[: figure.start])
    unit = unit_of(read, figure) if figure.kind not in DATES else None
    if unit and not counted and unit.stem not in MEASURES:
        unit = None
    start = before.start() if before else figure.start
    if unit and unit.start < start:
        start = unit.start
    return read.words(start, unit.end if unit else figure.end)
