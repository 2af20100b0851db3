"""Finding a source, a passage or a note by what a reader calls it."""

from collections.abc import Iterable

from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.model import Note, Passage, PassageKind, Source
from corpus.numerals import from_roman


def find_source(sources: Iterable[Source], source_id: str) -> Source:
    """Find a source by its id.

    Raises
    ------
    UnknownSource
        If none has it; the hint names those there are.
    """
    known = []
    for source in sources:
        if source.id == source_id:
            return source
        known.append(source.id)
    raise UnknownSource(f"There is no source {source_id!r}.", f"Known: {', '.join(known)}.")


def find_note(source: Source, label: str) -> Note:
    """Find a note by its label or number: "liii", "LIII", "53", "n53" or its whole id.

    Raises
    ------
    UnknownNote
        If the source has no such note.
    """
    wanted = label.strip().removeprefix(f"{source.id}:")
    for note in source.notes:
        if wanted == note.label:
            return note
    digits = wanted.removeprefix("n")
    number = int(digits) if digits.isascii() and digits.isdigit() else from_roman(wanted)
    for note in source.notes:
        if note.number == number:
            return note
    raise UnknownNote(f"{source.id} has no note {label!r}.", _which_notes(source))


def _which_notes(source: Source) -> str:
    if not source.notes:
        return "It has no notes at all."
    return f"Its notes run from {source.notes[0].label} to {source.notes[-1].label}."


def find_passage(source: Source, passage_id: str) -> Passage:
    """Find a passage, or a note as a passage, by its id: whole, or only "p0042" or "n17".

    Raises
    ------
    UnknownPassage
        If the source has no such passage.
    """
    wanted = f"{source.id}:{passage_id.strip().removeprefix(f'{source.id}:')}"
    for passage in source.passages:
        if passage.id == wanted:
            return passage
    count = sum(p.kind is not PassageKind.NOTE for p in source.passages)
    raise UnknownPassage(
        f"{source.id} has no passage {passage_id!r}.", f"It has {count}, from p0001 to p{count:04}."
    )


def source_of(sources: Iterable[Source], item_id: str) -> Source:
    """Find the source a passage's or a note's id belongs to.

    Raises
    ------
    UnknownSource
        If none fits.
    """
    return find_source(sources, item_id.rpartition(":")[0])
