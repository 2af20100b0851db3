"""A bar on the terminal for files on their way into the library."""

from typing import TYPE_CHECKING

from qa.shelf.steps import Stage, Step

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

_WORDS = {
    Stage.WAITING: "Waiting for another process",
    Stage.READING: "Reading",
    Stage.LINKING: "Linking the notes of",
    Stage.EMBEDDING: "Indexing the passages",
}


class StepBar:
    """Shows steps on a terminal, and nothing in a pipe.

    Parameters
    ----------
    console : Console
        Standard error.
    """

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._bar: Progress | None = None

    def __call__(self, step: Step) -> None:
        """Show a step."""
        if not self._console.is_terminal:
            return
        words = f"{_WORDS[step.stage]} {step.file}".rstrip()
        rate = f"{step.rate:,.0f} {step.unit}/s" if step.rate else ""
        bar = self._bar or self._begin()
        bar.update(
            bar.task_ids[0],
            description=words,
            completed=step.done,
            total=step.total or None,
            rate=rate,
        )

    def close(self) -> None:
        """Take the bar away; the next step brings it back."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _begin(self) -> "Progress":
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
        )
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._bar.add_task("", total=None, rate="")
        self._bar.start()
        return self._bar
