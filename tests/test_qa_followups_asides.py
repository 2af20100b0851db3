"""What Opcit puts in brackets is its own: nothing is set into it, and it can be taken off."""

import pytest

from qa.followups.asides import with_aside, without_aside
from qa.followups.readings import readings
from qa.model import Exchange


@pytest.mark.parametrize(
    ("written_out", "asked"),
    [
        ("Who took it (after “Who got the petition up?”)?", "Who took it?"),
        ("Why (after “When did Reay die (about Skerry Vane)?”)?", "Why?"),
        ("Then (about Robert Fenn)?", "Then?"),
        ("Say more (he published a disclaimer)", "Say more"),
        ("Did Pym (the younger) write “to delay is fatal”?",) * 2,
        ("Who was Pym?",) * 2,
    ],
)
def test_an_aside_is_taken_off(written_out: str, asked: str) -> None:
    assert without_aside(written_out) == asked


def test_an_aside_is_put_before_the_mark_and_once_only() -> None:
    once = with_aside("Who proved that?", "about the limpet")
    assert once == "Who proved that (about the limpet)?"
    assert with_aside(once, "about the rock") == once
    assert with_aside(once, "") == once


def test_a_fragment_is_set_into_the_question_and_not_into_its_aside() -> None:
    past = Exchange("Did Wragg pay (after “Who carried the cost?”)?", "")
    assert readings("and Dunn?", [past])[0].text == "Did Dunn pay?"
    assert "Who carried the price" not in readings("what about the price?", [past])[0].text


def test_who_an_aside_named_is_not_spoken_of_again() -> None:
    past = [
        Exchange("Was Captain Trevanion drunk?", ""),
        Exchange("What did the prisoner say (after “Was Captain Trevanion drunk?”)?", ""),
    ]
    assert readings("Was he right?", past)[0].text == "Was the prisoner right?"


def test_something_may_be_taken_somewhere() -> None:
    past = Exchange("Who got the petition up?", "Hannah Moss.")
    found = readings("and who took it to London?", [past])[0].text
    assert found == "Who took the petition to London?"
