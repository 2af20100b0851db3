"""Looking things up by id among the sources, with a named error when nothing has the id."""

from collections.abc import Mapping

from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.model import Note, Passage, Source

Sources = Mapping[str, Source]

_SHOWN = 80
"""Most characters of an unknown id that are repeated in a message."""


def find_source(sources: Sources, source_id: str) -> Source:
    """Return the source with an id.

    Raises
    ------
    UnknownSource
        There is none.
    """
    if source_id in sources:
        return sources[source_id]
    known = ", ".join(list(sources)[:5]) or "none"
    raise UnknownSource(f"No source is called “{source_id[:_SHOWN]}”.", f"There is: {known}.")


def find_passage(sources: Sources, passage_id: str) -> Passage:
    """Return the passage with an id; a note's id gives the note as a passage.

    Raises
    ------
    UnknownPassage
        There is none.
    """
    home = _home(sources, passage_id)
    for passage in home.passages if home else ():
        if passage.id == passage_id:
            return passage
    raise UnknownPassage(
        f"No passage has the id “{passage_id[:_SHOWN]}”.",
        "Ids read like “source:p0042”; the passages of a source are listed with it.",
    )


def find_note(sources: Sources, note_id: str) -> Note:
    """Return the note with an id.

    Raises
    ------
    UnknownNote
        There is none.
    """
    home = _home(sources, note_id)
    for note in home.notes if home else ():
        if note.id == note_id:
            return note
    raise UnknownNote(
        f"No note has the id “{note_id[:_SHOWN]}”.",
        "Ids read like “source:n17”; the notes of a source are listed with it.",
    )


def labelled(source: Source, label: str) -> list[Note]:
    """Return the notes of a source printed with a label, or numbered so ("xvii", "17").

    Raises
    ------
    UnknownNote
        There is none.
    """
    wanted = label.strip().casefold()
    found = [note for note in source.notes if note.label.casefold() == wanted]
    found = found or [note for note in source.notes if str(note.number) == wanted]
    if not found:
        last = source.notes[-1].label if source.notes else ""
        reach = f"Its notes run from {source.notes[0].label} to {last}." if last else "It has none."
        raise UnknownNote(f"“{source.id}” has no note {label[:_SHOWN]}.", reach)
    return found


def _home(sources: Sources, identifier: str) -> Source | None:
    return sources.get(identifier.rpartition(":")[0])
