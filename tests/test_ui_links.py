"""Addresses of places in a source."""

import pytest
from fakes_engine import FakeEngine, make_source
from hypothesis import given
from hypothesis import strategies as st

from ui.links import Place, anchor_of, place_from, place_of_passage, place_of_quote


def test_a_quotation_opens_at_its_words():
    passage = make_source().passages[1]
    said = passage.sentences[2]
    place = place_of_quote(FakeEngine().quote(passage, said))
    assert place.href == f"read?source=blyth-1851&p=2&start={said.start}&end={said.end}"
    assert place.holds(passage)


def test_a_note_opens_among_the_notes():
    note = make_source().passages[-1]
    assert place_of_passage(note).href == "read?source=blyth-1851&note=4"
    assert place_of_passage(note).holds(note)


def test_a_source_id_is_escaped():
    assert Place('a&b"c').href == "read?source=a%26b%22c"


@pytest.mark.parametrize(
    "query", [{}, {"p": "x"}, {"p": "-1"}, {"note": ""}, {"start": "1", "end": "2"}]
)
def test_what_makes_no_sense_opens_the_beginning(query):
    assert place_from(query, "s") == Place("s")


def test_half_a_span_marks_nothing():
    assert place_from({"p": "3", "start": "1"}, "s") == Place("s", "p3")


@given(st.sampled_from("pn"), st.integers(1, 9999), st.integers(0, 500), st.integers(0, 500))
def test_an_address_leads_back_to_its_place(kind, number, start, length):
    place = Place("s", f"{kind}{number}", start if length else 0, start + length if length else 0)
    assert place_from(place.query, "s") == place


@given(st.integers(1, 99999))
def test_ids_become_anchors(number):
    assert anchor_of(f"a:b:p{number:04d}") == f"p{number}"
    assert anchor_of(f"a:b:n{number}") == f"n{number}"
