"""A source as the pages hold it."""

from dataclasses import dataclass

from corpus.model import Note, Passage
from qa.service.shapes import SourceSummary


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the pages show of one source.

    Attributes
    ----------
    source : SourceSummary
        Provenance, outline, counts and integrity report.
    passages : tuple of Passage
        The running text in order, then the notes.
    notes : tuple of Note
        In order.
    """

    source: SourceSummary
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Labels of the notes, by id."""
        return {note.id: note.label for note in self.notes}

    def note(self, passage_id: str) -> Note | None:
        """Return the note that a passage is; None for running text."""
        return next((note for note in self.notes if note.id == passage_id), None)
