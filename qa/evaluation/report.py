"""The figures of an evaluation, as a table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation.scoring import Summary

if TYPE_CHECKING:
    from rich.console import Console

_COLUMNS = (
    ("paragraph_in_five", "paragraph in 5"),
    ("chosen_first", "sentence first"),
    ("chosen_hit", "among three"),
    ("first_hit", "first, abst. counted"),
    ("quotes_hit", "quotes, abst. counted"),
    ("evidence_recall", "evidence recall"),
    ("note_hit", "note"),
    ("answer_f1", "answer F1"),
    ("right_silence", "silent rightly"),
    ("right_answer", "answers rightly"),
    ("balanced_abstention", "balanced"),
    ("verdict_right", "verdict"),
    ("verbatim", "verbatim"),
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that went wrong, for reading.

    Attributes
    ----------
    id, type, question : str
        The question.
    wanted, got : str
        What the gold says, and what Opcit said.
    """

    id: str
    type: str
    question: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures by type of question, the total first.

    Attributes
    ----------
    file : str
        Name of the file of questions.
    summaries : tuple of Summary
        All questions, then each type.
    median_ms : float
        Median time of one question, in milliseconds.
    misses : tuple of Miss
        What went wrong, in file order.
    """

    file: str
    summaries: tuple[Summary, ...]
    median_ms: float
    misses: tuple[Miss, ...] = ()

    def render(self, console: "Console", *, misses: bool = False) -> None:
        """Print the table, and the misses if asked."""
        from rich.table import Table

        table = Table(title=self.file, caption=f"median {self.median_ms:.0f} ms a question")
        table.add_column("type")
        table.add_column("n", justify="right")
        for _, heading in _COLUMNS:
            table.add_column(heading, justify="right")
        for summary in self.summaries:
            figures = [_percent(getattr(summary, name)) for name, _ in _COLUMNS]
            table.add_row(summary.type, str(summary.count), *figures)
        console.print(table)
        if misses:
            for miss in self.misses:
                console.print(f"{miss.id} {miss.type}: {miss.question}", markup=False)
                console.print(f"   wanted: {miss.wanted}", markup=False)
                console.print(f"   got:    {miss.got}", markup=False)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}%"
