"""What is on its way into the library or out of it, in a folder of its own beside the sources.

The folder also tells other processes that the job is there, and carries their wish to end it.
"""

import contextlib
import os
import re
import shutil
import time
from pathlib import Path

from qa.shelf.errors import Cancelled, UnknownJob

FOLDER = ".staging"
_CANCELLED = "cancelled"
_JOB = re.compile(r"[0-9a-f]{32}")
_DEAD_AFTER = 86_400.0
"""Seconds after which a job that has left its folder behind is taken for dead."""


class Staging:
    """The place of one job.

    Parameters
    ----------
    shelf : Path
        Folder of the sources.
    job : str
        Id of the job, 32 hexadecimal digits.
    """

    def __init__(self, shelf: Path, job: str) -> None:
        self._shelf = shelf
        self._folder = shelf / FOLDER / job

    def open(self) -> None:
        """Make the place, and clear away what dead jobs left."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in (self._shelf / FOLDER).iterdir():
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _DEAD_AFTER:
                    shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Take the place away with all that is in it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def check(self) -> None:
        """Go on, unless the job was cancelled.

        Raises
        ------
        Cancelled
            It was.
        """
        if (self._folder / _CANCELLED).exists():
            raise Cancelled("Adding was cancelled; nothing was kept.", "Add the file again.")

    def place(self, source_id: str) -> Path:
        """Where the files of a source are put before it comes in."""
        return self._folder / "in" / source_id

    def bring_in(self, source_id: str) -> None:
        """Put a source among the others, in place of an older one with its id."""
        if (self._shelf / source_id).exists():
            self.take_out(source_id)
        os.rename(self.place(source_id), self._shelf / source_id)

    def take_out(self, source_id: str) -> None:
        """Take a source from among the others; it is gone when the place is."""
        (self._folder / "out").mkdir(exist_ok=True)
        os.rename(self._shelf / source_id, self._folder / "out" / source_id)

    def put_back(self, source_id: str) -> None:
        """Put a source back that was taken out."""
        os.rename(self._folder / "out" / source_id, self._shelf / source_id)


def cancel(shelf: Path, job: str) -> None:
    """Wish for the end of a job, whichever process it runs in.

    Raises
    ------
    UnknownJob
        There is none with this id, or it has ended.
    """
    folder = shelf / FOLDER / job
    try:
        if _JOB.fullmatch(job):
            (folder / _CANCELLED).touch()
            return
    except FileNotFoundError:
        pass
    raise UnknownJob(f"Nothing with the id “{job[:80]}” is being added.", "It may have ended.")
