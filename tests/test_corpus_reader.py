import hashlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableSource
from corpus.markfree import level
from corpus.model import PassageKind, Provenance
from corpus.reader import read_text
from corpus.voices import quotations

PIECES = st.sampled_from(
    "Lenin wrote:|“no peace”|‘so’|said Knox|op cit, p 5|Ibid|A Knox, With It, London, 1921|\n|\n\n|"
    '\n\n\n|i|ii |iii The note.|wifei|Guchkovii.|1. |(a)|;|. |?|”|"|’|[x –Ed]|–Ed.| |\t|\r\n|'
    "The|he|Notes|LCW|who|by|as|,|War Cabinet Minute 5|\f|½|é|…|1. |2. |[1]|[2] |¹|* |peace.1|war2|"
    "[Footnote 1: |]|12|know-\n|the lines of a text that somebody wrapped by hand once\n".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("Lenin wrote:1. \n[Footnote 1: ")
def test_whatever_is_text_is_read_and_every_span_holds(text: str) -> None:
    data = text.encode()
    if not text.strip():
        with pytest.raises(UnreadableSource):
            read_text(data, source_id="s", provenance=Provenance("", ""))
        return
    source = read_text(data, source_id="s", provenance=Provenance("", ""))
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.text == text
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert len({p.id for p in source.passages}) == len(source.passages)
    assert sum(s.last_paragraph - s.first_paragraph + 1 for s in source.sections) == len(running)
    for passage in source.passages:
        pieces = (source.text[s.source_start : s.source_end] for s in passage.segments)
        assert level("".join(pieces)) == level(passage.text)
        ends = [0, *(s.end for s in passage.sentences)]
        assert all(e <= s.start for e, s in zip(ends, passage.sentences, strict=False))
        assert all(0 <= q.start <= q.end <= len(passage.text) for q in quotations(passage))
    for note in source.notes:
        assert all(note.text[r.start : r.end] == r.surface for r in note.resolved)
    lines = text.count("\n") + 1
    assert all(1 <= warning.line <= lines for warning in source.integrity.warnings)


def test_reading_is_the_same_every_time() -> None:
    data = b"A Tale\n\nIt was so.i\n\nNotes\n\ni Was it?"
    provenance = Provenance("A Tale", "Ann")
    assert read_text(data, source_id="s", provenance=provenance) == read_text(
        data, source_id="s", provenance=provenance
    )
