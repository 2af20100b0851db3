"""In what a claim and a sentence can part, and how surely they do."""

from dataclasses import dataclass
from enum import StrEnum

from qa.model import Difference


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
    denies : bool
        Whether it is that one side denies a word the other has, which may be said of other things.
    """

    aspect: Aspect
    difference: Difference
    strength: float = 1.0
    denies: bool = False
