"""What a source's report says: marks and notes linked or lost, and the works cited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LostMark:
    """A note whose mark does not stand in the running text.

    Attributes
    ----------
    note_id, label : str
        The note.
    after_passage_id, before_passage_id : str or None
        The passages of the nearest linked marks on either side: the mark must have stood
        between them.
    after_position, before_position : int
        Those marks' offsets in their passages' text.
    """

    note_id: str
    label: str
    after_passage_id: str | None
    after_position: int
    before_passage_id: str | None
    before_position: int


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a reader of the report should know.

    Attributes
    ----------
    line : int
        Line in the file, from 1; 0 when it concerns the whole source.
    message : str
        What is odd, in one sentence.
    """

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was linked and resolved, and what was not.

    Attributes
    ----------
    passages, sentences, notes : int
        Counts; `passages` leaves notes out.
    linked : int
        Notes with an anchor.
    lost_marks : tuple of LostMark
        Notes without one.
    back_references, resolved, ambiguous : int
        Back-references found, resolved to one work, and left open between several.
    warnings : tuple of Warning
        In file order.
    """

    passages: int
    sentences: int
    notes: int
    linked: int
    lost_marks: tuple[LostMark, ...]
    back_references: int
    resolved: int
    ambiguous: int
    warnings: tuple[Warning, ...]


@dataclass(frozen=True, slots=True)
class WorkUse:
    """One use of a work in a note.

    Attributes
    ----------
    note_id, label : str
        The note that uses it.
    surface : str
        The words of the note that name it.
    passage_id : str or None
        The passage the note hangs on.
    """

    note_id: str
    label: str
    surface: str
    passage_id: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """A work cited in the notes.

    Attributes
    ----------
    id : str
        ``<source>:w<number>``, numbered by first use.
    reference : str
        The full reference, verbatim from the note that first gives it.
    author, title : str
        As far as they could be told apart; either may be empty.
    uses : tuple of WorkUse
        Every use, in the order of the notes, the first included.
    """

    id: str
    reference: str
    author: str
    title: str
    uses: tuple[WorkUse, ...]
