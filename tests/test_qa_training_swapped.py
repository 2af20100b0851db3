"""Questions changed so that their sentence no longer answers."""

import random

import pytest

from qa.training.swapped import swapped
from qa.training.texts import Example, Text, make_source

PARAGRAPH = (
    "In 1702 the mayor Hobson opened the bridge at Kendal before a large crowd. "
    "The smith Tranter had been against it, and so had Lord Ashby."
)
NOWHERE: frozenset[tuple[str, int]] = frozenset()


def text_asking(question: str, *, kind: str = "factoid", sentence: int = 0) -> Text:
    """Make a text of one paragraph and one question."""
    source = make_source("bridge", [PARAGRAPH])
    gold = frozenset({(source.passages[0].id, sentence)})
    return Text("bridge", source, (Example("q1", kind, question, True, gold, NOWHERE, (), ""),))


def test_a_name_gives_way_to_another_of_the_text() -> None:
    (example,) = swapped(text_asking("What did the mayor Hobson open?"), seed=1).examples
    assert example.question in {
        "What did the mayor Tranter open?",
        "What did the mayor Kendal open?",
    }
    assert not example.answerable
    assert example.gold == NOWHERE
    assert len(example.tempting) == 1


def test_a_figure_is_changed() -> None:
    (example,) = swapped(text_asking("What was opened in 1702?"), seed=1).examples
    assert example.question != "What was opened in 1702?"
    assert example.question.startswith("What was opened in 1")


def test_an_opposite_is_put_in() -> None:
    (example,) = swapped(text_asking("How large was the crowd?"), seed=1).examples
    assert example.question == "How small was the crowd?"


@pytest.mark.parametrize(
    ("question", "kind", "sentence"),
    [
        ("What did he do there?", "factoid", 0),
        ("What did the mayor Hobson open?", "claim", 0),
        ("What did the mayor Hobson open?", "factoid", 1),
    ],
    ids=["nothing to change", "a claim", "the name stands elsewhere"],
)
def test_nothing_is_made_where_the_change_would_mean_nothing(
    question: str, kind: str, sentence: int
) -> None:
    assert swapped(text_asking(question, kind=kind, sentence=sentence), seed=1).examples == ()


def test_the_same_seed_makes_the_same_questions() -> None:
    text = text_asking("What did the mayor Hobson open in 1702 at Kendal?")
    questions = {swapped(text, seed=3).examples[0].question for _ in range(3)}
    assert len(questions) == 1
    assert swapped(text, seed=random.Random(1).randrange(9)).examples
