"""The report on what was linked and resolved, and what was not."""

from collections.abc import Sequence

from corpus.model import Integrity, LostMark, Note, Passage, PassageKind
from corpus.oddities import find_warnings


def report(text: str, passages: Sequence[Passage], notes: Sequence[Note]) -> Integrity:
    """Sum up what a reader should know about a source as read.

    Parameters
    ----------
    text : str
        The file's text.
    passages : sequence of Passage
        The running text and the notes.
    notes : sequence of Note
        The notes.

    Returns
    -------
    Integrity
        Counts, lost marks and warnings.
    """
    running = [p for p in passages if p.kind is not PassageKind.NOTE]
    lost = _lost_marks(notes)
    resolutions = [r for note in notes for r in note.resolved]
    return Integrity(
        passages=len(running),
        sentences=sum(len(p.sentences) for p in passages),
        notes=len(notes),
        linked=sum(note.anchor is not None for note in notes),
        lost_marks=lost,
        back_references=len(resolutions),
        resolved=sum(bool(r.reference) and not r.ambiguous for r in resolutions),
        ambiguous=sum(r.ambiguous for r in resolutions),
        warnings=find_warnings(text, running, notes, lost),
    )


def _lost_marks(notes: Sequence[Note]) -> tuple[LostMark, ...]:
    lost = []
    for i, note in enumerate(notes):
        if note.anchor is not None:
            continue
        before = next((n.anchor for n in reversed(notes[:i]) if n.anchor), None)
        after = next((n.anchor for n in notes[i + 1 :] if n.anchor), None)
        lost.append(
            LostMark(
                note.id,
                note.label,
                before.passage_id if before else None,
                before.position if before else 0,
                after.passage_id if after else None,
                after.position if after else 0,
            )
        )
    return tuple(lost)
