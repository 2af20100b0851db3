"""The report on what was linked and resolved, and what was not."""

from collections.abc import Sequence

from corpus.model import Anchor, Note, Passage, PassageKind
from corpus.oddities import find_warnings
from corpus.report import Integrity, LostMark


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
    lost = _lost_marks(notes, running)
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


def _lost_marks(notes: Sequence[Note], running: Sequence[Passage]) -> tuple[LostMark, ...]:
    """Place each lost mark between the nearest marks of the running text around it."""
    held = {passage.id for passage in running}
    anchors = [n.anchor if n.anchor and n.anchor.passage_id in held else None for n in notes]
    following: list[Anchor | None] = [None]
    for anchor in reversed(anchors):
        following.append(anchor or following[-1])
    following.reverse()
    lost, before = [], None
    for i, note in enumerate(notes):
        before = anchors[i] or before
        if note.anchor is not None:
            continue
        after = following[i + 1]
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
