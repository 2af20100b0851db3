"""Claims in a source's own words, and changed in one thing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.training.edited import OPPOSITES, changed, edited, shortened
from qa.training.texts import Text, make_source

PARAGRAPH = (
    "But the old lamp was lit by Nora on 3 May 1880. In that year, Ada Brown mended all 12 boats, "
    "and sold them. Was it cold? They did not paint the door of the northern shed."
)
TEXT = Text("light", make_source("light", [PARAGRAPH]), ())


def test_a_sentence_is_claimed_without_what_joins_it_to_others() -> None:
    said = {shortened("But the lamp was lit on 3 May 1880.", random.Random(n)) for n in range(9)}
    dated = {"The lamp was lit in 1880.", "The lamp was lit in May 1880."}
    assert said == dated | {"The lamp was lit."}


def test_a_first_part_stands_alone_only_where_it_is_a_clause() -> None:
    dice = [random.Random(n) for n in range(20)]
    told = "Ada Brown mended all the boats, and sold them."
    assert {shortened(told, d) for d in dice} == {told, "Ada Brown mended all the boats."}
    depends = "When Ada Brown mended the boats, she sang."
    assert {shortened(depends, d) for d in dice} == {depends}


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("He had 7 boats.", {"He had 6 boats.", "He had 8 boats.", "He had 9 boats."}),
        ("The door stayed shut until the morning.", {"The door stayed shut until the evening."}),
        ("They did not paint.", {"They did paint."}),
        ("The roof was mended.", {"The roof was not mended."}),
        ("The lamp shone.", {None}),
    ],
)
def test_one_thing_is_changed(claim: str, wrong: set[str | None]) -> None:
    found = {changed(claim, ["Ada"], random.Random(n)) for n in range(60)}
    assert found & wrong and found <= wrong | {"He had 10 boats.", "He had not 7 boats."}


def test_a_name_gives_way_to_another_of_the_text() -> None:
    told = {
        changed("They saw Nora there.", ["Ada", "Ada Brown"], random.Random(n)) for n in range(9)
    }
    assert told == {"They saw Ada there."}


def test_opposites_go_both_ways() -> None:
    assert OPPOSITES["northern"] == "southern" and OPPOSITES["southern"] == "northern"
    assert all(other in OPPOSITES for other in OPPOSITES.values())


@given(st.integers(0, 1000))
def test_claims_name_the_sentence_they_are_made_of(seed: int) -> None:
    claims = edited(TEXT, 9, seed).examples
    sentences = {0: "lamp", 1: "Ada", 3: "paint"}
    assert {number for c in claims for _, number in c.gold} == set(sentences)
    assert all(c.type == "claim" and c.verdict in ("supported", "contradicted") for c in claims)
    supported = [c for c in claims if c.verdict == "supported"]
    assert all(any(word in c.question for word in sentences.values()) for c in supported)
