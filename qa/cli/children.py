"""Processes that live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from qa.errors import AnsweringError

_POLL, _PATIENCE = 0.1, 8.0


class ProcessEnded(AnsweringError):
    """A process that should have gone on has ended."""

    code = "process_ended"
    by_user = False


@dataclass(frozen=True, slots=True)
class Child:
    """A process of ours.

    Attributes
    ----------
    name : str
        As the user knows it.
    process : subprocess.Popen
        In a group of its own, so that what it starts ends with it.
    log : Path
        What it writes.
    """

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Children:
    """Starts processes, waits for them, and leaves none behind.

    Parameters
    ----------
    logs : Path
        Folder for what they write; made if it is missing.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._all: list[Child] = []

    def __enter__(self) -> Self:
        """Begin."""
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop every process."""
        self.stop()

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> None:
        """Start a process in a folder, with additions to the environment."""
        log = self._logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **environment},
                cwd=folder,
                start_new_session=True,
            )
        self._all.append(Child(name, process, log))

    def check(self) -> None:
        """Make sure that all are alive.

        Raises
        ------
        ProcessEnded
            One is not; the error carries the last it wrote.
        """
        for child in self._all:
            code = child.process.poll()
            if code is not None:
                raise ProcessEnded(
                    f"The {child.name} ended with code {code}: {_last_line(child.log)}",
                    f"The whole log is in {child.log}.",
                )

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until something holds, as long as all are alive."""
        while not ready():
            self.check()
            time.sleep(_POLL)

    def stop(self) -> None:
        """Ask every process to end, and end those that do not in time."""
        with _uninterrupted():
            for child in self._all:
                _signal(child, signal.SIGTERM)
            deadline = time.monotonic() + _PATIENCE
            for child in self._all:
                try:
                    child.process.wait(max(0.0, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    _kill(child)
                    child.process.wait()
                _kill(child)  # Whatever it started itself and left.
            self._all.clear()


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Treat a request to end like Ctrl-C, so that what was begun is cleaned up."""

    def interrupt(number: int, _: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP", "SIGINT")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _signal(child: Child, number: int) -> None:
    try:
        if sys.platform == "win32":
            child.process.send_signal(number)
        else:
            os.killpg(child.process.pid, number)
    except (ProcessLookupError, PermissionError):
        return


def _kill(child: Child) -> None:
    if sys.platform == "win32":
        child.process.kill()
    else:
        _signal(child, signal.SIGKILL)


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it wrote nothing.")
