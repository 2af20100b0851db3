"""Saying how far adding has come: stages, counts and a rate."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done with the files."""

    WAITING = "waiting"
    READING = "reading"
    LINKING = "linking"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage has come.

    Attributes
    ----------
    stage : Stage
        "waiting" for others to finish, "reading" a file, "linking" marks to notes, or
        "embedding" passages.
    file : str
        The file's name; empty where it is about all files.
    done, total : int
        How many of how many units.
    unit : str
        "bytes", "notes" or "passages"; empty while waiting.
    rate : float
        Units a second so far; 0 while it is not known.
    """

    stage: Stage
    file: str = ""
    done: int = 0
    total: int = 0
    unit: str = ""
    rate: float = 0.0


Told = Callable[[Step], None]
"""Told of each step; raising `Cancelled` calls everything off."""


class Pace:
    """Counts units in time.

    Parameters
    ----------
    clock : callable
        Seconds, from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()

    def rate(self, done: int) -> float:
        """Return units a second, when `done` are done since the beginning."""
        passed = self._clock() - self._began
        return round(done / passed, 1) if passed > 0 else 0.0
