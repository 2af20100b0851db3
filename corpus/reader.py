"""Reading a plain text: from bytes to a source with its notes linked."""

import hashlib
from bisect import bisect_left

from corpus.backrefs import find_mentions, resolutions
from corpus.blocks import find_blocks
from corpus.candidates import find_candidates
from corpus.decoding import decode
from corpus.endnotes import Endnotes, find_endnotes
from corpus.integrity import report
from corpus.linking import assign
from corpus.markfree import take_out
from corpus.model import Provenance, Source
from corpus.notes import build_notes, hang_notes, note_id, note_passages
from corpus.passages import build_running, calling_sentences
from corpus.structure import Part, find_structure
from corpus.works import index_works


def read_text(data: bytes, *, source_id: str, provenance: Provenance) -> Source:
    """Read a plain text whose notes stand at its end.

    Parameters
    ----------
    data : bytes
        The whole file.
    source_id : str
        A short name that stays the same when the file is read again.
    provenance : Provenance
        Where the text comes from.

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
    endnotes = find_endnotes(text, find_blocks(text))
    running = build_running(_parts(text, endnotes, provenance), source_id)
    texts = [text[raw.start : raw.end] for raw in endnotes.notes]
    contexts = calling_sentences(running, [raw.number for raw in endnotes.notes])
    mentions = find_mentions(texts, contexts)
    resolved = resolutions([note_id(source_id, raw) for raw in endnotes.notes], mentions)
    notes = build_notes(text, source_id, endnotes.notes, running.anchors, resolved)
    passages = hang_notes(running.passages, notes) + note_passages(notes, running.passages)
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


def _parts(text: str, endnotes: Endnotes, provenance: Provenance) -> list[Part]:
    spans = [(block.start, block.end) for block in endnotes.body]
    numbers = [note.number for note in endnotes.notes]
    candidates = find_candidates(text, spans, max(numbers, default=0))
    marks = assign(candidates, numbers)
    starts = [mark.start for mark in marks]
    free = [
        take_out(text, start, end, marks[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in spans
    ]
    return find_structure(endnotes.body, free, provenance)
