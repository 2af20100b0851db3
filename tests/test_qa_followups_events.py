"""A question about what happened takes it from the question that told of it."""

import pytest

from qa.followups.readings import readings
from qa.model import Exchange

BURNED = [("When was the ferry boat burned in July?", "On the 9th.")]
DROWNED = [
    ("How many people were drowned in 1886?", "four."),
    ("Who were the four people?", "Lyddon."),
]


@pytest.mark.parametrize(
    ("asked", "turns", "understood"),
    [
        ("Who did it?", BURNED, "Who burned the ferry boat in July?"),
        ("who?", BURNED, "Who burned the ferry boat in July?"),
        ("By whom?", [("Was it written?", ""), *BURNED], "Who burned the ferry boat in July?"),
        ("Who did that?", [("When was Lyle taken away?", "")], "By whom was Lyle taken away?"),
        ("what caused it?", DROWNED, "Why were people drowned in 1886?"),
        ("When was that?", DROWNED, "When were people drowned in 1886?"),
        ("Where did it happen?", BURNED, "Where was the ferry boat burned in July?"),
        ("what about the reason?", BURNED, "Why was the ferry boat burned in July?"),
        ("how come?", BURNED, "Why was the ferry boat burned in July?"),
        (
            "Why did he do it?",
            [("Did Amos Pargeter burn the boat?", "")],
            "Why did Amos Pargeter burn the boat?",
        ),
    ],
)
def test_what_happened_is_taken_from_the_question_that_told_of_it(
    asked: str, turns: list[tuple[str, str]], understood: str
) -> None:
    assert readings(asked, [Exchange(*turn) for turn in turns])[0].text == understood


def test_a_thing_that_was_asked_about_may_be_caused() -> None:
    past = Exchange("When did the plague begin?", "In 430.")
    assert readings("What caused it?", [past])[0].text == "What caused the plague?"


def test_who_somebody_was_tells_of_nothing_done() -> None:
    past = Exchange("Who was Captain Moran?", "A soldier.")
    assert "Who did" not in readings("who?", [past])[0].text
