"""Corrections, wishes to hear more and doubts are read as the questions they come to."""

import pytest

from qa.followups.cues import lead
from qa.followups.readings import ReadingKind, readings
from qa.model import Exchange

SERVED = [("How long did Isaac Dunn serve?", "Four years."), ("Why was the inn shut?", "")]


def first(question: str, *turns: tuple[str, str]) -> str:
    return readings(question, [Exchange(*turn) for turn in turns])[0].text


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("no, I meant Wragg", "How long did Wragg serve?"),
        ("I mean Wragg.", "How long did Wragg serve?"),
        ("Sorry, we were asking about Wragg", "How long did Wragg serve?"),
        ("no I meant Wragg", "How long did Wragg serve?"),
        ("not Dunn but Wragg", "How long did Wragg serve?"),
        ("Not Dunn, Wragg", "How long did Wragg serve?"),
    ],
)
def test_a_correction_is_set_into_the_question_it_puts_right(asked: str, understood: str) -> None:
    assert first(asked, SERVED[0]) == understood
    assert first(asked, *SERVED) in (understood, "Why was Wragg shut?")


def test_a_correction_reaches_over_a_question_with_no_place_for_it() -> None:
    assert first("no, I meant Wragg", SERVED[0], ("And then?", "")) == "How long did Wragg serve?"


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        ("sorry, Dunn", ("Was Wragg found guilty?", ""), "Was Dunn found guilty?"),
        (
            "no, I mean after the war",
            ("Did Captain Moran become a soldier?", ""),
            "Did Captain Moran become a soldier after the war?",
        ),
        (
            "no, I meant the passengers",
            ("Was the mate telling the truth?", ""),
            "Were the passengers telling the truth?",
        ),
        (
            "I meant the trial of Dunn",
            ("When did Wragg eat?", ""),
            "Tell me about the trial of Dunn.",
        ),
        ("I meant who opened the bridge?", ("Who was Thrale?", ""), "who opened the bridge?"),
    ],
)
def test_what_is_meant_may_be_anything(asked: str, turn: tuple[str, str], understood: str) -> None:
    assert first(asked, turn) == understood


@pytest.mark.parametrize("asked", ["What did he mean by that?", "Not only Wragg but Dunn served?"])
def test_to_mean_something_else_corrects_nothing(asked: str) -> None:
    assert not lead(asked).corrects


@pytest.mark.parametrize(
    "asked",
    [
        "say more",
        "Tell me more.",
        "go on",
        "more please",
        "anything else?",
        "ok, can you tell me a bit more about that?",
        "Please give me more details",
    ],
)
def test_a_wish_for_more_asks_about_what_the_question_was_about(asked: str) -> None:
    past = [Exchange("Why did Hannah Moss refuse the offer?", "“She would not.” [1]")]
    found = readings(asked, past)
    assert found[0].text == "Tell me more about Hannah Moss."
    assert all(reading.kind is not ReadingKind.AS_ASKED for reading in found)


def test_more_about_that_may_be_about_the_answer() -> None:
    past = ("What did she accept?", "the freedom of the village, which let her cut turf.")
    assert (
        first("Tell me more about that", past) == "Tell me more about the freedom of the village."
    )


@pytest.mark.parametrize("asked", ["really?", "Are you sure?", "how do you know that?"])
def test_a_doubt_asks_the_last_question_again(asked: str) -> None:
    before = "Did Wragg pay (after “Who was Wragg?”)?"
    assert first(asked, (before, "Yes.")) == "Did Wragg pay?"


@pytest.mark.parametrize("asked", ["and then?", "What then?", "then?"])
def test_then_asks_what_happened(asked: str) -> None:
    assert first(asked, ("How long did Dunn serve?", "")).startswith("What happened then")


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("What about the subscription?", "Tell me about the subscription."),
        ("Let's talk about the bridge", "Tell me more about the bridge."),
        ("More about Birkett", "Tell me more about Birkett."),
        ("tell me more about her", "Tell me more about Inez."),
    ],
)
def test_what_fits_into_no_question_is_asked_about(asked: str, understood: str) -> None:
    assert first(asked, ("Who looks after Inez now?", "")) == understood


def test_after_being_told_of_one_thing_one_is_told_of_another() -> None:
    past = ("Tell me more about Hannah Moss.", "“She farmed.” [1]")
    assert first("and George Birkett?", past) == "Tell me about George Birkett."
    assert first("Why?", past) == "Why (after “Tell me more about Hannah Moss.”)?"


@pytest.mark.parametrize("asked", ["thanks", "OK.", "Ah, I see!", "thank you"])
def test_an_interjection_asks_nothing(asked: str) -> None:
    (reading,) = readings(asked, [Exchange(*SERVED[0])])
    assert reading.kind is ReadingKind.AS_ASKED


def test_by_the_way_is_no_part_of_a_question() -> None:
    assert first("by the way, who was Lyddon?", SERVED[0]) == "Who was Lyddon?"
    assert lead("On another note, when was it opened?").shifted
