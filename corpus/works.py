"""The index of works cited in the notes."""

from collections.abc import Sequence

from corpus.backrefs import Mention
from corpus.citations import Cited
from corpus.model import Note
from corpus.report import Work, WorkUse
from corpus.series import ShortName


def index_works(
    source_id: str, notes: Sequence[Note], mentions: Sequence[Sequence[Mention]]
) -> tuple[Work, ...]:
    """List every work the notes cite, with every use, back-references included.

    An ambiguous back-reference counts as a use of the work it most likely means.

    Parameters
    ----------
    source_id : str
        The source's id.
    notes : sequence of Note
        The notes, in order.
    mentions : sequence of sequence of Mention
        What each of them mentions.

    Returns
    -------
    tuple of Work
        By first use.
    """
    uses: dict[tuple[int, str, str], list[WorkUse]] = {}
    works: dict[tuple[int, str, str], Cited | ShortName] = {}
    for note, found in zip(notes, mentions, strict=True):
        for mention in found:
            if mention.work is None:
                continue
            work = mention.work
            key = (work.note, work.reference, work.title)
            works.setdefault(key, work)
            uses.setdefault(key, _first_use(notes, work)).append(_use(note, mention))
    return tuple(
        Work(f"{source_id}:w{number}", work.reference, work.author, work.title, tuple(uses[key]))
        for number, (key, work) in enumerate(works.items(), start=1)
    )


def _first_use(notes: Sequence[Note], work: Cited | ShortName) -> list[WorkUse]:
    """Begin with the note that explains a short name; a full reference is a use of its own."""
    if isinstance(work, Cited):
        return []
    note = notes[work.note]
    return [WorkUse(note.id, note.label, work.title, _passage(note))]


def _use(note: Note, mention: Mention) -> WorkUse:
    return WorkUse(note.id, note.label, mention.surface, _passage(note))


def _passage(note: Note) -> str | None:
    return note.anchor.passage_id if note.anchor else None
