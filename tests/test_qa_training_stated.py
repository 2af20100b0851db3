"""Statements made of questions and answers."""

import pytest

from qa.training.stated import state, stated
from qa.training.texts import Example, Text, make_source

TEXT = make_source("light", ["Nora lit the lamp in 1880. Ada mended the roof in 1890."])


def example(number: int, question: str, sentence: int, *, answerable: bool = True) -> Example:
    place = frozenset({("light:p0001", sentence)})
    nowhere: frozenset[tuple[str, int]] = frozenset()
    gold, tempting = (place, nowhere) if answerable else (nowhere, place)
    return Example(f"q{number}", "asked", question, answerable, gold, tempting, (), "")


@pytest.mark.parametrize(
    ("question", "answer", "statement"),
    [
        ("Who mended the roof?", "Ada", "Ada mended the roof."),
        ("How many sailors drowned?", "twelve", "Twelve drowned."),
        ("Which ship struck the reef?", "the brig", "The brig struck the reef."),
        ("Who was the keeper?", "Nora", "Who was the keeper? Nora."),
        ("What clothes did she wear?", "grey ones", "What clothes did she wear? Grey ones."),
        ("When did it burn?", "in 1880.", "When did it burn? In 1880."),
    ],
)
def test_a_question_and_its_answer_become_a_statement(
    question: str, answer: str, statement: str
) -> None:
    assert state(question, answer) == statement


def test_claims_are_true_wrong_or_untold() -> None:
    examples = (
        example(1, "Who lit the lamp?", 0),
        example(2, "Who mended the roof?", 1),
        example(3, "Who painted the door?", 1, answerable=False),
        example(4, "Why was it mended?", 1),
    )
    answers = {"q1": "Nora", "q2": "Ada"}
    claims = {c.question: c.verdict for c in stated(Text("l", TEXT, examples), answers, 1).examples}
    told = {k: v for k, v in claims.items() if "door" not in k}
    assert told == {
        "Nora lit the lamp.": "supported",
        "Ada lit the lamp.": "contradicted",
        "Ada mended the roof.": "supported",
        "Nora mended the roof.": "contradicted",
    }
    assert [v for k, v in claims.items() if "painted the door" in k] == ["not_in_source"]
    assert all(c.type == "claim" for c in stated(Text("l", TEXT, examples), answers, 1).examples)
