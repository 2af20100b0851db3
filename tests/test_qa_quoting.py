from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_source import small_source

from corpus.model import PassageKind, Provenance, Segment
from corpus.reader import read_text
from qa.errors import UnfaithfulQuotation
from qa.quoting import make_quote, verify

SOURCE = small_source()
STORM = next(p for p in SOURCE.passages if "Halcyon" in p.text)


def test_quotation_is_verbatim_in_passage_and_source() -> None:
    sentence = STORM.sentences[0]
    quote = make_quote(SOURCE, STORM, sentence.start, sentence.end, number=1, score=0.5)
    assert quote.text == "On 4 March 1882 the brig Halcyon struck the reef below the Point."
    assert SOURCE.text[quote.source_start : quote.source_end] == quote.text
    assert [note.label for note in quote.notes] == ["ii"]


def test_a_mark_inside_a_quotation_is_left_out_of_its_segments() -> None:
    sentence = next(s for s in STORM.sentences if "Wreckers" in STORM.text[s.start : s.end])
    quote = make_quote(SOURCE, STORM, sentence.start, sentence.end, number=1, score=0.5)
    assert len(quote.segments) == 2
    assert "Wreckersiii" in SOURCE.text[quote.source_start : quote.source_end]
    assert "".join(SOURCE.text[s.source_start : s.source_end] for s in quote.segments) == quote.text
    assert [note.label for note in quote.notes] == ["iii"]


@given(st.data())
def test_any_span_can_be_quoted_and_proved(data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(SOURCE.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    quote = make_quote(SOURCE, passage, start, end, number=1, score=0.5)
    assert quote.text == passage.text[start:end]
    assert "".join(SOURCE.text[s.source_start : s.source_end] for s in quote.segments) == quote.text


def test_an_altered_quotation_is_refused() -> None:
    quote = make_quote(SOURCE, STORM, 0, 20, number=1, score=0.5)
    with pytest.raises(UnfaithfulQuotation, match="does not match"):
        verify(replace(quote, text=quote.text.upper()), SOURCE, STORM)


def test_a_passage_that_no_longer_matches_its_source_is_refused() -> None:
    shifted = replace(
        STORM,
        segments=tuple(
            Segment(s.start, s.end, s.source_start + 1, s.source_end + 1) for s in STORM.segments
        ),
    )
    with pytest.raises(UnfaithfulQuotation):
        make_quote(SOURCE, shifted, 0, 20, number=1, score=0.5)


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(UnfaithfulQuotation):
        make_quote(SOURCE, STORM, 5, 5, number=1, score=0.5)


def test_citation_names_author_title_place_and_notes() -> None:
    sentence = STORM.sentences[0]
    quote = make_quote(SOURCE, STORM, sentence.start, sentence.end, number=1, score=0.5)
    assert quote.citation == (
        "Mary Hale, “The Light at Skerry Point” (1931), “The Storm”, "
        f"paragraph {STORM.paragraph}, note ii."
    )


def test_a_note_is_cited_by_its_label() -> None:
    note = next(p for p in SOURCE.passages if p.kind is PassageKind.NOTE and "smugglers" in p.text)
    quote = make_quote(SOURCE, note, 0, len(note.text), number=1, score=0.5)
    assert "note iii" in quote.citation
    assert quote.voice == "note"


def test_a_line_break_of_the_source_counts_as_a_space() -> None:
    line = "The keeper lived there for twenty-two years and trimmed the"
    text = f"{line}\nlamp.1 {line}\nlamp. {line}\nlamp. {line}\nlamp.\n\nNotes\n\n1. So she said."
    source = read_text(text.encode(), source_id="s", provenance=Provenance("", ""))
    passage = source.passages[0]
    end = passage.text.index("lamp.") + len("lamp.")
    quote = make_quote(source, passage, 0, end, number=1, score=0.5)
    assert quote.text == f"{line} lamp."
    assert [note.text for note in quote.notes] == ["So she said."]
    with pytest.raises(UnfaithfulQuotation):
        verify(replace(quote, text=quote.text.replace(" lamp", "-lamp")), source, passage)
