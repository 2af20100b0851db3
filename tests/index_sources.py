"""Small sources for the tests of the index."""

import hashlib

from corpus.model import Anchor, Note, NoteKind, Passage, PassageKind, Provenance, Source
from corpus.report import Integrity


def make_source(
    source_id: str, paragraphs: list[str], notes: dict[str, tuple[str, int | None]] | None = None
) -> Source:
    """Make a source of paragraphs and notes: label -> (text, paragraph its mark stands in)."""
    text = "\n\n".join(paragraphs)
    passages = [
        _passage(f"{source_id}:p{n:04d}", source_id, PassageKind.PARAGRAPH, n, paragraph)
        for n, paragraph in enumerate(paragraphs, start=1)
    ]
    made = [
        _note(source_id, number, label, note_text, paragraph)
        for number, (label, (note_text, paragraph)) in enumerate((notes or {}).items(), start=1)
    ]
    passages += [_passage(note.id, source_id, PassageKind.NOTE, 0, note.text) for note in made]
    return Source(
        id=source_id,
        provenance=Provenance(title=source_id, author="A. Writer"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        sections=(),
        passages=tuple(passages),
        notes=tuple(made),
        works=(),
        integrity=Integrity(len(paragraphs), 0, len(made), 0, (), 0, 0, 0, ()),
    )


def _passage(
    passage_id: str, source_id: str, kind: PassageKind, paragraph: int, text: str
) -> Passage:
    return Passage(passage_id, source_id, kind, "", paragraph, text, 0, len(text), (), (), ())


def _note(source_id: str, number: int, label: str, text: str, paragraph: int | None) -> Note:
    anchor = None
    if paragraph is not None:
        anchor = Anchor(f"{source_id}:p{paragraph:04d}", 0, "", "", 0, 0, 1.0)
    return Note(
        id=f"{source_id}:n{number}",
        source_id=source_id,
        label=label,
        number=number,
        text=text,
        kind=NoteKind.ENDNOTE,
        anchor=anchor,
        resolved=(),
        source_start=0,
        source_end=len(text),
    )
