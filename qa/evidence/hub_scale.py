"""Bringing the scores of another model to the scale that Opcit's weights were fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PAIRS: tuple[tuple[str, tuple[str, str, str]], ...] = (
    (
        "Who designed the bridge over the gorge?",
        (
            "The bridge over the gorge was drawn by Ellen Marsh, then twenty-six years old.",
            "The bridge over the gorge was closed for repairs every winter.",
            "Wool was sold at the spring fair.",
        ),
    ),
    (
        "When did the last coal train leave the valley?",
        (
            "In October 1963 a final load of coal went down the line, and the rails were lifted.",
            "Coal trains left the valley at six in the morning and again at noon.",
            "The choir sang without an organ.",
        ),
    ),
    (
        "How many pupils did the school have in its first year?",
        (
            "It opened with thirty-one children in a single room.",
            "The school was given a new roof and a stove by the parish.",
            "A comet was seen from the harbour wall.",
        ),
    ),
    (
        "Why was the theatre shut?",
        (
            "Because its galleries could not be emptied in case of fire, the theatre had to close.",
            "The theatre stood between the post office and the corn exchange.",
            "Barley does well on chalk.",
        ),
    ),
    (
        "Where were the letters found?",
        (
            "A plumber came upon the bundle of letters beneath the floor of the attic.",
            "The letters are written in a small hand and are mostly about money.",
            "Her brother took the night train.",
        ),
    ),
    (
        "What did the doctor tell the miners to drink?",
        (
            "He urged the men to take nothing but boiled water until the fever was gone.",
            "The doctor came to the mine twice a week and was paid by the company.",
            "The vote was put off until Monday.",
        ),
    ),
    (
        "How was the tunnel kept dry?",
        (
            "Two steam pumps, working day and night, drew the water out of the tunnel.",
            "The tunnel was nearly a mile long and took four years to dig.",
            "The painter gave up portraits.",
        ),
    ),
    (
        "Which newspaper first printed the story?",
        (
            "The story had appeared a week before in the Northern Echo, on an inside page.",
            "The story was soon in every newspaper in the county.",
            "Ice lay on the pond till April.",
        ),
    ),
)
"""Questions, each with a sentence that answers, one that only seems to, and an unrelated one."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch and a shift.

    Attributes
    ----------
    stretch, shift : float
        What scores are multiplied by, and what is added then.
    """

    stretch: float
    shift: float

    @classmethod
    def matching(
        cls, own: Sequence[float], other: Sequence[float] | NDArray[np.float32]
    ) -> "Scale":
        """Find what gives another model's scores the mean and spread of one's own.

        Parameters
        ----------
        own, other : sequence of float
            Scores of the same pairs, greater is better.

        Examples
        --------
        >>> Scale.matching([-1.0, 1.0], [10.0, 30.0])
        Scale(stretch=0.1, shift=-2.0)
        """
        mine, theirs = np.asarray(own, np.float64), np.asarray(other, np.float64)
        spread = float(theirs.std())
        stretch = float(mine.std()) / spread if spread > 0 else 1.0
        return cls(stretch, float(mine.mean()) - stretch * float(theirs.mean()))

    def apply(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Bring scores to the scale.

        Parameters
        ----------
        scores : ndarray of float32, shape (n,)
            As the other model gives them.
        """
        return np.asarray(self.stretch * scores + self.shift, np.float32)
