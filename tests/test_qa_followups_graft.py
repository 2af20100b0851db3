"""Fragments become whole questions in the frame of the question before."""

import pytest

from qa.followups.readings import ReadingKind, readings
from qa.model import Exchange

SOLD = ("What did Ruth sell?", "the ferry rights. “Ruth sold the ferry rights for £400.” [1]")


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        ("for how much?", SOLD, "For how much did Ruth sell the ferry rights?"),
        (
            "who to?",
            ("For how much did Ruth sell the ferry rights?", "£400."),
            "To whom did Ruth sell the ferry rights?",
        ),
        (
            "How long for?",
            ("Did Hoskin leave the light?", ""),
            "For how long did Hoskin leave the light?",
        ),
        ("when and where?", ("Did Agnes die?", "Yes."), "When and where did Agnes die?"),
        ("Why?", ("How long did Dunn serve?", ""), "Why did Dunn serve?"),
        ("and the author?", ("What does Ellery think?", ""), "What does the author think?"),
        ("and his brother?", ("Who was Josiah Lee?", ""), "Who was Josiah Lee's brother?"),
        ("and the child?", ("How did Ann Lee get out?", ""), "How did the child get out?"),
        ("and the mate?", ("Was Moran telling the truth?", ""), "Was the mate telling the truth?"),
        (
            "and his mate?",
            ("What colour is the male rock-goose in Tierra del Fuego?", "“Adair is white.” [1]"),
            "What colour is Adair's mate in Tierra del Fuego?",
        ),
        (
            "and then?",
            ("What does Pym say happens to a body?", "It is buried."),
            "What happened then (it is buried)?",
        ),
        (
            "what about the cost?",
            ("Who took the petition to London?", "Orde."),
            "What was the cost of the petition?",
        ),
        ("what about its price?", ("Who buys the coat?", ""), "What was the coat's price?"),
        ("what about the cost?", ("Who is Orde?", ""), "What is the cost?"),
        (
            "when did she die and where?",
            ("When was Agnes Tierney born?", ""),
            "When did Agnes Tierney die and where?",
        ),
    ],
)
def test_a_fragment_becomes_a_whole_question(
    asked: str, turn: tuple[str, str], understood: str
) -> None:
    assert readings(asked, [Exchange(*turn)])[0].text == understood


def test_a_bare_year_is_no_question() -> None:
    found = readings("and 1947?", [Exchange("What happened in 1922?", "A war.")])
    assert found[0].text == "What happened in 1947?"
    assert all(reading.kind is not ReadingKind.AS_ASKED for reading in found)


def test_a_fragment_with_its_owner_is_tried_by_itself_too() -> None:
    found = readings("and his brother?", [Exchange("Who was Josiah Lee?", "A ferryman.")])
    assert [r.text for r in found[:2]] == ["Who was Josiah Lee's brother?", "Josiah Lee's brother?"]
