"""Figures that a sentence has otherwise, of the very same thing: surer than a difference."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.lexical import Term, content_stems
from qa.checks.beside import Beside, Read, are_alike, parting, stems_of
from qa.checks.compare import Aspect, Parting
from qa.checks.counted import DATES, covers, shown, unit_of
from qa.checks.figures import Figure, FigureKind, figures

_DATED = re.compile(r"\b(in|on|since|until|till|from|of)\s+(?:the\s+)?$", re.IGNORECASE)
"""What must stand before two dates that say otherwise; "by 1900" may follow from "in 1894"."""

_ONE = re.compile(
    r"(?<=\bthan )an?(?= (?:minute|hour|day|week|month|year|decade|century)\b)", re.IGNORECASE
)
_DAYS = {
    next(iter(stems_of(unit))): days
    for unit, days in (
        ("minute", 1 / 1440),
        ("hour", 1 / 24),
        ("day", 1.0),
        ("week", 7.0),
        ("month", 30.4),
        ("year", 365.0),
        ("decade", 3650.0),
        ("century", 36500.0),
    )
}
_LEAD = re.compile(r"\b(by|to|from|of)(?: (?:the|its|his|her|their|these|those))? $", re.IGNORECASE)
"""What says what a figure is of: cut by two, to two, from two, some of two."""
_FAR = 1.5
"""By what factor amounts in different units must differ: "thirty months", "three years"."""
_TO = re.compile(r"(?: [\w’'-]+)?\s+(?:to|against)\s+(?:an? |the )?")
_UPSET = stems_of("lose lost defeat defeated reject rejected against beaten")
_SURELY, _CROSSED = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure with what it counts, where that stands right beside it."""

    figure: Figure
    unit: Term | None

    def may_be(self, other: "_Amount") -> bool:
        """Whether both may be one amount: nothing parts their values or units."""
        if self.figure.value != other.figure.value or self.figure.kind is not other.figure.kind:
            return False
        return self.unit is None or other.unit is None or are_alike(self.unit, other.unit)

    def in_the_unit_of(self, other: "_Amount") -> Figure | None:
        """Give the figure as counted in another's unit; None where it counts something else."""
        if self.unit is None or other.unit is None:
            return None
        mine, theirs = _DAYS.get(self.unit.stem), _DAYS.get(other.unit.stem)
        if mine and theirs:
            return replace(self.figure, value=self.figure.value * mine / theirs)
        return self.figure if self.unit.stem == other.unit.stem else None


def misstated(both: Beside, passage: str) -> Iterator[Parting]:
    """Yield the figures for which a sentence has others of the very same thing.

    "Eight weeks" where the sentence speaks of seven weeks alone, "since 1884" where it has "since
    1894", two figures that changed places. Where `amounts_apart` names what most likely makes a
    wrong claim wrong, this may be held against a reader who takes the claim for right.

    Parameters
    ----------
    both : Beside
        The claim and the sentence.
    passage : str
        The text around the sentence; a figure that stands there is not misstated.
    """
    mine, theirs = _amounts(both.claim), _amounts(both.sentence)
    around = _amounts(Read(passage))
    yield from _crossed(both, mine, theirs)
    for one in mine:
        if any(one.may_be(other) for other in around):
            continue
        rivals = [o for o in theirs if not any(o.may_be(m) for m in mine)]
        same = [other for other in rivals if _of_the_same(both, one, other)]
        if len({rival.figure.value for rival in same}) == 1 and _clash(both, one, same[0]):
            dated = one.figure.kind in DATES
            claimed = shown(both.claim, one.figure, counted=True)
            told = shown(both.sentence, same[0].figure, counted=True)
            yield parting(Aspect.DATE if dated else Aspect.NUMBER, claimed, told, _SURELY)


def _amounts(read: Read) -> list[_Amount]:
    found = figures(read.text)
    ones = (Figure(FigureKind.NUMBER, 1.0, *m.span()) for m in _ONE.finditer(read.text))
    every = sorted([*found, *ones], key=lambda figure: figure.start)
    return [_Amount(figure, unit_of(read, figure)) for figure in every]


def _of_the_same(both: Beside, one: _Amount, other: _Amount) -> bool:
    """Whether two figures are of one kind and count the same, or date in the same words."""
    figure, rival = one.figure, other.figure
    if figure.kind is not rival.kind or figure.kind is FigureKind.ORDINAL:
        return False
    if figure.kind in DATES:
        mine = _DATED.search(both.claim.text[: figure.start])
        theirs = _DATED.search(both.sentence.text[: rival.start])
        return bool(mine and theirs and mine[1].lower() == theirs[1].lower())
    leads = {_lead(both.claim, figure), _lead(both.sentence, rival)}
    apart = len(leads) > 1 and ("" not in leads or "of" in leads)
    return not apart and other.in_the_unit_of(one) is not None


def _lead(read: Read, figure: Figure) -> str:
    lead = _LEAD.search(read.text[: figure.start])
    return lead[1].lower() if lead else ""


def _clash(both: Beside, one: _Amount, other: _Amount) -> bool:
    """Whether two amounts of the same cannot both be right, one of them perhaps given roughly."""
    if one.figure.kind in DATES:
        return not covers(both.claim, one.figure, other.figure)
    theirs, mine = other.in_the_unit_of(one), one.in_the_unit_of(other)
    if theirs is None or mine is None:
        return False
    if covers(both.claim, one.figure, theirs) or covers(both.sentence, other.figure, mine):
        return False
    ratio = theirs.value / one.figure.value if one.figure.value else 0.0
    return theirs == other.figure or not 1 / _FAR < ratio < _FAR


def _crossed(both: Beside, mine: Sequence[_Amount], theirs: Sequence[_Amount]) -> Iterator[Parting]:
    """Find two figures that changed places: "five votes to seven", "nine stayed, two left"."""
    for one, two in pairwise(mine):
        for first, second in pairwise(theirs):
            values = (one.figure.value, two.figure.value)
            if values != (second.figure.value, first.figure.value) or values[0] == values[1]:
                continue
            claimed = both.claim.words(one.figure.start, _after(both.claim, two))
            told = both.sentence.words(first.figure.start, _after(both.sentence, second))
            if _measured(both, (one, two), (first, second)):
                yield parting(Aspect.ORDER, claimed, told, _CROSSED)


def _measured(both: Beside, mine: tuple[_Amount, _Amount], theirs: tuple[_Amount, _Amount]) -> bool:
    """Whether figures in the opposite order are set against each other, or tell of the same."""
    if _facing(both.claim, *mine) and _facing(both.sentence, *theirs):
        return bool(_UPSET & both.claim.stems) == bool(_UPSET & both.sentence.stems)
    (one, two), (first, second) = (
        [_told_of(read, amounts, at) for at in (0, 1)]
        for read, amounts in ((both.claim, mine), (both.sentence, theirs))
    )
    return bool(one & first and two & second) and not (one & second or two & first)


def _facing(read: Read, one: _Amount, two: _Amount) -> bool:
    return bool(_TO.fullmatch(read.text[one.figure.end : two.figure.start]))


def _told_of(read: Read, amounts: tuple[_Amount, _Amount], at: int) -> frozenset[str]:
    """Return the telling words that follow a figure in its own clause."""
    start = amounts[at].figure.end
    end = amounts[1].figure.start if at == 0 else len(read.text)
    return content_stems(re.split(r"[,;.]\s|\band\b", read.text[start:end])[0])


def _after(read: Read, amount: _Amount) -> int:
    """Return where a figure ends with what follows it closely."""
    ends = re.compile(r"(?: [\w’'-]+){0,4}").match(read.text, amount.figure.end)
    return ends.end() if ends else amount.figure.end
