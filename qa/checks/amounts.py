"""Numbers and dates that a claim and a sentence give differently, with what they count."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.lexical import Term
from qa.checks.beside import Beside, Read, are_alike, are_rivals, parting
from qa.checks.compare import Aspect, Parting
from qa.checks.figures import Figure, FigureKind, figures

_DATES = (FigureKind.DATE, FigureKind.YEAR)
_UNIT_WORDS = frozenset(
    "mile block yard foot feet inch leagu year month week day hour minut second decad centuri pound"
    " shill penni dollar roubl per percent cent ton mani time vote seat man men page".split()
)
_ROUND = re.compile(
    r"\b(?:about|some|around|nearly|almost|roughly|approximately|over|more than|less than|under|at"
    r" least|at most|up to|only|not)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(in|on|since|until|till|from|of)\s+(?:the\s+)?$", re.IGNORECASE)
"""What must stand before two dates that say otherwise; "by 1900" may follow from "in 1894"."""
_TOLERANCE = 0.1
_SURELY = 3.0


def amounts_apart(both: Beside) -> Iterator[Parting]:
    """Yield the figures that differ, and those that count something else."""
    mine, theirs = figures(both.claim.text), figures(both.sentence.text)
    values = {figure.value for figure in theirs}
    claimed = {figure.value for figure in mine}
    for figure in (f for f in mine if both.claim.text[f.end : f.end + 1] != "-"):
        unit = _unit(both.claim, figure)
        if figure.value in values:
            yield from _other_unit(both, figure, unit, theirs)
        elif figure.value != 1 or (unit is not None and unit.stem in _UNIT_WORDS):
            rivals = [f for f in theirs if _comparable(f, figure) and f.value not in claimed]
            yield from _rival(both, figure, unit, rivals)
    yield from _turned_round(both, mine, theirs)


def misstated(both: Beside) -> Iterator[Parting]:
    """Yield the figures for which a sentence has others of the very same thing.

    "Eight weeks" where the sentence speaks of seven weeks alone, "since 1884" where it has "since
    1894": surer than `amounts_apart`, which names what most likely makes a wrong claim wrong.
    """
    mine, theirs = figures(both.claim.text), figures(both.sentence.text)
    shared = {figure.value for figure in mine} & {figure.value for figure in theirs}
    for figure in (f for f in mine if f.value not in shared):
        same = [f for f in theirs if f.value not in shared and _of_the_same(both, figure, f)]
        if len({rival.value for rival in same}) != 1:
            continue
        rival = same[0]
        rounded = _is_round(both.claim, figure, rival) or _is_round(both.sentence, rival, figure)
        if not rounded:
            aspect = Aspect.DATE if figure.kind in _DATES else Aspect.NUMBER
            mine_said = _said(both.claim, figure, counted=True)
            theirs_said = _said(both.sentence, rival, counted=True)
            yield parting(aspect, mine_said, theirs_said, _SURELY)


def _of_the_same(both: Beside, figure: Figure, rival: Figure) -> bool:
    """Whether two figures are of one kind and count the same, or date in the same words."""
    if figure.kind is not rival.kind or figure.kind is FigureKind.ORDINAL:
        return False
    if figure.kind in _DATES:
        leads = [
            _DATED.search(read.text[: each.start])
            for read, each in ((both.claim, figure), (both.sentence, rival))
        ]
        return all(leads) and len({lead[1].lower() for lead in leads if lead}) == 1
    mine, theirs = _unit(both.claim, figure), _unit(both.sentence, rival)
    return mine is not None and theirs is not None and mine.stem == theirs.stem


def _comparable(one: Figure, other: Figure) -> bool:
    counts = {FigureKind.NUMBER, FigureKind.ORDINAL}
    return one.kind == other.kind or ({one.kind, other.kind} <= counts and one.value < 1)


def _rival(
    both: Beside, figure: Figure, unit: Term | None, rivals: Sequence[Figure]
) -> Iterator[Parting]:
    """Pair a figure with the one the sentence gives in its place."""
    best: tuple[float, Figure] | None = None
    for rival in rivals:
        if _is_round(both.claim, figure, rival):
            continue
        theirs = _unit(both.sentence, rival)
        same = unit is not None and theirs is not None and are_alike(unit, theirs)
        strength = both.nearness(rival.start, rival.end) + (2.0 if same else 0.0)
        if best is None or strength > best[0]:
            best = strength, rival
    if best and (best[0] > 0.5 or figure.kind in _DATES or len(rivals) == 1):
        aspect = Aspect.DATE if figure.kind in _DATES else Aspect.NUMBER
        counted = _alike_units(both, figure, best[1])
        mine = _said(both.claim, figure, counted=counted)
        said = _said(both.sentence, best[1], counted=counted)
        yield parting(aspect, mine, said, 2.0 + best[0])


def _is_round(claim: Read, figure: Figure, rival: Figure) -> bool:
    """Whether a figure given roughly covers the exact one."""
    said = _ROUND.search(claim.text[: figure.start])
    word = re.sub(r" an?$", "", said[0].strip().lower()) if said else ""
    if word in {"over", "more than", "at least"}:
        return rival.value >= figure.value and rival.value <= 2 * figure.value
    if word in {"under", "less than", "at most", "up to", "nearly", "almost"}:
        return figure.value / 2 <= rival.value <= figure.value
    close = abs(rival.value - figure.value) <= _TOLERANCE * figure.value
    return close and word in {"about", "some", "around", "roughly", "approximately"}


def _other_unit(
    both: Beside, figure: Figure, unit: Term | None, theirs: Sequence[Figure]
) -> Iterator[Parting]:
    """Find the same figure counting something else: "ten miles" and "ten blocks"."""
    units = [(f, _unit(both.sentence, f)) for f in theirs if f.value == figure.value]
    if unit is None or figure.kind is not FigureKind.NUMBER or figure.value in (0.5, 100.0):
        return
    if any(other is None or are_alike(unit, other) for _, other in units):
        return
    for rival, other in units:
        known = other and (are_rivals(unit, other) or {unit.stem, other.stem} <= _UNIT_WORDS)
        one_known = other and (unit.stem in _UNIT_WORDS) and unit.stem not in both.sentence.stems
        if other and (known or one_known):
            mine, said = (
                _said(both.claim, figure, counted=True),
                _said(both.sentence, rival, counted=True),
            )
            yield parting(Aspect.NUMBER, mine, said, 3.0 + both.nearness(rival.start, rival.end))


def _unit(read: Read, figure: Figure) -> Term | None:
    """Return what a figure counts: a noun right after it."""
    for term in read.terms:
        if term.start >= figure.end:
            gap = read.text[figure.end : term.start]
            near = gap.strip(" -") == "" or len(gap.split()) <= 1
            return term if near and not term.stop and gap.strip(" -") == "" else None
    return None


def _alike_units(both: Beside, figure: Figure, rival: Figure) -> bool:
    mine, theirs = _unit(both.claim, figure), _unit(both.sentence, rival)
    return mine is not None and theirs is not None and are_alike(mine, theirs)


def _said(read: Read, figure: Figure, *, counted: bool) -> str:
    """Return a figure with what goes before it and, if it is to be shown, what it counts."""
    before = _ROUND.search(read.text[: figure.start])
    unit = _unit(read, figure) if figure.kind not in _DATES else None
    if unit and not counted and unit.stem not in _UNIT_WORDS:
        unit = None
    start = before.start() if before else figure.start
    return read.words(start, unit.end if unit else figure.end)


def _turned_round(
    both: Beside, mine: Sequence[Figure], theirs: Sequence[Figure]
) -> Iterator[Parting]:
    """Find "from A to B" where the source goes from B to A."""
    for (a, b), (c, d) in ((one, other) for one in pairwise(mine) for other in pairwise(theirs)):
        if a.value != d.value or b.value != c.value or a.value == b.value:
            continue
        if _from_to(both.claim, a, b) and _from_to(both.sentence, c, d):
            yield parting(
                Aspect.ORDER,
                both.claim.words(a.start, b.end),
                both.sentence.words(c.start, d.end),
                5.0,
            )


def _from_to(read: Read, one: Figure, other: Figure) -> bool:
    """Whether a text goes from one figure to another."""
    lead = re.search(r"\bfrom (?:an? |the )?$", read.text[: one.start])
    return bool(lead) and bool(
        re.fullmatch(r"\s+to\s+(?:an? |the )?", read.text[one.end : other.start])
    )
