"""Numbers and dates that a claim and a sentence give differently, with what they count."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.lexical import Term
from qa.checks.beside import Beside, Read, are_alike, are_rivals, parting
from qa.checks.compare import Aspect, Parting
from qa.checks.counted import DATES, MEASURES, covers, shown, unit_of, units_alike
from qa.checks.figures import Figure, FigureKind, figures

_SHOWN_APART = 3.0


def amounts_apart(both: Beside) -> Iterator[Parting]:
    """Yield the figures that differ, and those that count something else."""
    mine, theirs = figures(both.claim.text), figures(both.sentence.text)
    values = {figure.value for figure in theirs}
    claimed = {figure.value for figure in mine}
    for figure in (f for f in mine if both.claim.text[f.end : f.end + 1] != "-"):
        unit = unit_of(both.claim, figure)
        if figure.value in values:
            yield from _other_unit(both, figure, unit, theirs)
        elif figure.value != 1 or (unit is not None and unit.stem in MEASURES):
            rivals = [f for f in theirs if _comparable(f, figure) and f.value not in claimed]
            yield from _rival(both, figure, unit, rivals)
    yield from _turned_round(both, mine, theirs)


def _comparable(one: Figure, other: Figure) -> bool:
    counts = {FigureKind.NUMBER, FigureKind.ORDINAL}
    return one.kind == other.kind or ({one.kind, other.kind} <= counts and one.value < 1)


def _rival(
    both: Beside, figure: Figure, unit: Term | None, rivals: Sequence[Figure]
) -> Iterator[Parting]:
    """Pair a figure with the one the sentence gives in its place."""
    best: tuple[float, Figure] | None = None
    for rival in rivals:
        if covers(both.claim, figure, rival):
            continue
        theirs = unit_of(both.sentence, rival)
        same = unit is not None and theirs is not None and are_alike(unit, theirs)
        strength = both.nearness(rival.start, rival.end) + (2.0 if same else 0.0)
        if best is None or strength > best[0]:
            best = strength, rival
    if best and (best[0] > 0.5 or figure.kind in DATES or len(rivals) == 1):
        aspect = Aspect.DATE if figure.kind in DATES else Aspect.NUMBER
        counted = units_alike(both, figure, best[1])
        mine = shown(both.claim, figure, counted=counted)
        said = shown(both.sentence, best[1], counted=counted)
        yield parting(aspect, mine, said, 2.0 + best[0])


def _other_unit(
    both: Beside, figure: Figure, unit: Term | None, theirs: Sequence[Figure]
) -> Iterator[Parting]:
    """Find the same figure counting something else: "ten miles" and "ten blocks"."""
    units = [(f, unit_of(both.sentence, f)) for f in theirs if f.value == figure.value]
    if unit is None or figure.kind is not FigureKind.NUMBER or figure.value in (0.5, 100.0):
        return
    if any(other is None or are_alike(unit, other) for _, other in units):
        return
    for rival, other in units:
        known = other and (are_rivals(unit, other) or {unit.stem, other.stem} <= MEASURES)
        one_known = other and (unit.stem in MEASURES) and unit.stem not in both.sentence.stems
        if other and (known or one_known):
            mine, said = (
                shown(both.claim, figure, counted=True),
                shown(both.sentence, rival, counted=True),
            )
            yield parting(
                Aspect.NUMBER, mine, said, _SHOWN_APART + both.nearness(rival.start, rival.end)
            )


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
