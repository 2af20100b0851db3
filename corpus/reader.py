"""Reading a plain text: from bytes to a source with its notes linked."""

import hashlib

from corpus.apparatus import find_apparatus
from corpus.backrefs import find_references, resolutions
from corpus.blocks import find_blocks
from corpus.decoding import decode
from corpus.false_speakers import without_false_speakers
from corpus.ids import source_id as name_source
from corpus.integrity import report
from corpus.markfree import take_out_of
from corpus.metadata import find_title_page
from corpus.model import Provenance, Source
from corpus.noted import as_noted
from corpus.notes import build_notes, hang_notes, note_anchors, note_id, note_passages
from corpus.passages import build_running
from corpus.structure import find_structure
from corpus.works import index_works


def read_text(
    data: bytes, *, source_id: str | None, provenance: Provenance | None, name: str = ""
) -> Source:
    """Read a plain text, wherever its notes stand and whatever its marks look like.

    Parameters
    ----------
    data : bytes
        The whole file.
    source_id : str or None
        A short name that stays the same when the file is read again; None makes one of author and
        title, or of the file's name.
    provenance : Provenance or None
        Where the text comes from; None takes what its title page says.
    name : str
        The file's name.

    Returns
    -------
    Source
        With passages, sentences, linked notes, works and the integrity report.

    Raises
    ------
    UnreadableSource
        If the file is empty, binary or in no known encoding.
    """
    text = decode(data)
    found = find_apparatus(text, find_blocks(text))
    notes_free = [take_out_of(text, raw.spans, found.marks) for raw in found.notes]
    free = [take_out_of(text, block.spans, found.marks) for block in found.body]
    if provenance is None:
        gaps = [block.gap for block in found.body]
        provenance = find_title_page([block.text for block in free], gaps).provenance
    source_id = source_id or name_source(provenance.author, provenance.title, name)
    running = build_running(find_structure(found.body, free, provenance), source_id)
    numbers = [raw.number for raw in found.notes]
    texts, labels = [note.text for note in notes_free], [raw.label for raw in found.notes]
    mentions = find_references(as_noted(running, numbers, texts, labels))
    resolved = resolutions([note_id(source_id, raw) for raw in found.notes], mentions)
    anchors = running.anchors | note_anchors(source_id, found.notes, notes_free)
    notes = build_notes(text, source_id, found.notes, anchors, resolved, notes_free)
    apart = note_passages(notes, running.passages, notes_free)
    passages = without_false_speakers(hang_notes(running.passages + apart, notes))
    return Source(
        id=source_id,
        provenance=provenance,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        sections=running.sections,
        passages=passages,
        notes=notes,
        works=index_works(source_id, notes, mentions),
        integrity=report(text, passages, notes),
    )
