"""What every command has at hand: the assembly, the two outputs, JSON."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from qa.assembly import Assembly, Progress
    from qa.conversations import Conversations
    from qa.engine import Engine
    from qa.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print what the HTTP route returns.")]
SourceIds = Annotated[
    list[str] | None,
    typer.Option("--source", "-s", metavar="ID", help="Only this source; may be repeated."),
]
Count = Annotated[
    int | None, typer.Option("-k", min=1, max=100, help="How many passages to look at.")
]

_PIPED_WIDTH = 160
"""Columns of a table where no terminal says how many there are."""


class Tools:
    """What a command works with; each part is made when it is first needed.

    Parameters
    ----------
    assembly : Assembly, optional
        Made from the environment when left out.
    """

    def __init__(self, assembly: "Assembly | None" = None) -> None:
        self._given = assembly

    @cached_property
    def assembly(self) -> "Assembly":
        """What puts the program together."""
        if self._given is not None:
            return self._given
        from qa.assembly import Assembly
        from qa.settings import read_settings

        return Assembly(read_settings())

    @property
    def settings(self) -> "Settings":
        """The settings."""
        return self.assembly.settings

    @cached_property
    def out(self) -> "Console":
        """Standard output."""
        from rich.console import Console

        width = None if sys.stdout.isatty() else _PIPED_WIDTH
        return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)

    @cached_property
    def err(self) -> "Console":
        """Standard error."""
        from rich.console import Console

        return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)

    def json(self, value: object, kind: Any = None) -> None:  # noqa: ANN401 - any type form
        """Print a value as JSON."""
        from qa.serialise import to_json

        sys.stdout.write(to_json(value, kind, indent=2) + "\n")

    def say(self, line: str) -> None:
        """Tell the user something beside the result, on standard error."""
        self.err.print(line, soft_wrap=True, style="dim")

    def engine(self) -> "Engine":
        """Open the engine; an index that must be built first is, with progress."""
        with self.progress("Indexing the passages", "The index must be built first.") as progress:
            return self.assembly.open_engine(progress)[0]

    @contextmanager
    def conversations(self) -> "Iterator[Conversations]":
        """Open the database of conversations for a while."""
        kept = self.assembly.conversations()
        try:
            yield kept
        finally:
            kept.close()

    @contextmanager
    def progress(self, label: str, first: str = "") -> "Iterator[Progress]":
        """Show progress on a terminal from the first report on, and none in a pipe.

        Parameters
        ----------
        label : str
            What is going on.
        first : str
            A line to say before, terminal or not.
        """
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(*columns, console=self.err, transient=True, disable=not self.err.is_terminal)
        task = bar.add_task(label, total=None)
        started = False

        def report(done: int, total: int) -> None:
            nonlocal started
            if not started:
                started = True
                if first:
                    self.say(first)
                bar.start()
            bar.update(task, completed=done, total=total)

        try:
            yield report
        finally:
            bar.stop()


def tools_of(context: typer.Context) -> Tools:
    """Return what the command of a context works with."""
    return cast(Tools, context.obj)
