"""What a claim and a sentence say differently: figures, dates, names, opposites and negation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.lexical import Term, analyse
from qa.checks.figures import Figure, FigureKind, figures
from qa.checks.opposites import FIELDS, OPPOSITES
from qa.model import Difference

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|scarcely"
    r"|barely|rarely|seldom)\b|n['’]t\b",
    re.IGNORECASE,
)
_DATES = (FigureKind.DATE, FigureKind.YEAR)
_FIRST_WORD = re.compile(r"(?:^|[.!?:]\s)[“‘\"'(]*$")


class Aspect(StrEnum):
    """In what a claim and a source part."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    QUANTITY = "quantity"
    COMPARISON = "comparison"
    ORDER = "order"
    SPEAKER = "speaker"
    CAUSE = "cause"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Parting:
    """One thing that a claim and a sentence say differently.

    Attributes
    ----------
    aspect : Aspect
        In what they part.
    difference : Difference
        The words of both.
    strength : float
        How surely it is what makes the claim wrong; greater is surer.
    """

    aspect: Aspect
    difference: Difference
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside a sentence.

    Attributes
    ----------
    partings : tuple of Parting
        What the sentence puts in the place of what is claimed.
    figures_shared, figures_missing : int
        Numbers and dates of the claim that the sentence has, and has not.
    names_shared, names_missing : int
        The same for names.
    negations : int
        Negations of the claim.
    source_negations : int
        Negations of the sentence.
    """

    partings: tuple[Parting, ...]
    figures_shared: int
    figures_missing: int
    names_shared: int
    names_missing: int
    negations: int
    source_negations: int

    def count(self, aspect: Aspect) -> int:
        """Return in how many things they part in one aspect."""
        return sum(parting.aspect is aspect for parting in self.partings)


def compare(claim: str, sentence: str) -> Comparison:
    """Hold a claim against a sentence.

    Examples
    --------
    >>> [p.difference for p in compare("He ruled eight years.", "He ruled five years.").partings]
    [Difference(claimed='eight', source='five')]
    """
    claimed, stated = analyse(claim), analyse(sentence)
    mine, theirs = figures(claim), figures(sentence)
    values = {figure.value for figure in theirs}
    shared = [figure for figure in mine if figure.value in values]
    missing = [figure for figure in mine if figure.value not in values and figure.value != 1]
    names, others = _names(claim, claimed), _names(sentence, stated)
    stems = {term.stem for term in stated}
    absent = [term for term in names if term.stem not in stems]
    spare = [term for term in others if term.stem not in {t.stem for t in claimed}]
    partings = [
        *_figures_apart(claim, sentence, missing, theirs, {figure.value for figure in mine}),
        *_names_apart(claim, sentence, absent, spare),
        *_opposed(claim, sentence, claimed, stated),
    ]
    return Comparison(
        partings=tuple(partings),
        figures_shared=len(shared),
        figures_missing=len(missing),
        names_shared=len(names) - len(absent),
        names_missing=len(absent),
        negations=len(_NEGATION.findall(claim)),
        source_negations=len(_NEGATION.findall(sentence)),
    )


def _figures_apart(
    claim: str,
    sentence: str,
    missing: Sequence[Figure],
    theirs: Sequence[Figure],
    claimed: set[float],
) -> list[Parting]:
    """Pair each figure the sentence lacks with one of its kind that it has instead."""
    apart = []
    for figure in missing:
        rivals = [f for f in theirs if f.kind == figure.kind and f.value not in claimed]
        if rivals:
            rival = min(rivals, key=lambda f: _distance(f, figure))
            aspect = Aspect.DATE if figure.kind in _DATES else Aspect.NUMBER
            words = Difference(claim[figure.start : figure.end], sentence[rival.start : rival.end])
            apart.append(Parting(aspect, words))
    return apart


def _distance(one: Figure, other: Figure) -> float:
    return abs(one.value - other.value) / (1 + abs(one.value) + abs(other.value))


def _names_apart(
    claim: str, sentence: str, absent: Sequence[Term], spare: Sequence[Term]
) -> list[Parting]:
    """Pair names the sentence lacks with those it has instead, in order."""
    return [
        Parting(Aspect.NAME, Difference(claim[a.start : a.end], sentence[b.start : b.end]))
        for a, b in zip(absent, spare, strict=False)
    ]


def _opposed(
    claim: str, sentence: str, claimed: Sequence[Term], stated: Sequence[Term]
) -> list[Parting]:
    """Find words of the claim whose opposite the sentence has in their place."""
    mine, theirs = {t.stem for t in claimed}, {t.stem for t in stated}
    apart = []
    for term in claimed:
        if term.stem in theirs:
            continue
        rivals = OPPOSITES.get(term.stem, frozenset()) | FIELDS.get(term.stem, frozenset())
        for other in stated:
            if other.stem in rivals and other.stem not in mine:
                words = Difference(claim[term.start : term.end], sentence[other.start : other.end])
                apart.append(Parting(Aspect.POLARITY, words))
                break
    return apart


def _names(text: str, terms: Sequence[Term]) -> list[Term]:
    """Return the words with a capital that don't owe it to standing first."""
    return [
        term
        for term in terms
        if text[term.start].isupper()
        and not term.stop
        and not _FIRST_WORD.search(text[: term.start])
    ]
