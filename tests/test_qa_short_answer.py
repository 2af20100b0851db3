import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.short_answer import find_short_answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "How many sailors came ashore?",
            "In 1882 Ann Doyle brought nine sailors ashore in two trips.",
            "nine",
        ),
        (
            "When did the brig strike the reef?",
            "On 4 March 1882 the brig Halcyon struck the reef.",
            "4 March 1882",
        ),
        (
            "Which ship struck the reef?",
            "That night the Halcyon struck the reef below the Point.",
            "the Halcyon",
        ),
        (
            "Who built the light?",
            "The light was built by Thomas Wren for the board.",
            "Thomas Wren",
        ),
        ("What was the vote?", "The board voted by 7 to 2 to raise her wages.", "7 to 2"),
        (
            "Name the three delegates.",
            "The delegates – Hale, Ann Doyle and Wren – arrived by boat.",
            "Hale, Ann Doyle and Wren",
        ),
        ("What share of the cargo was lost?", "A storm took 60% of the cargo.", "60%"),
    ],
)
def test_finds_the_words_asked_for(question: str, text: str, answer: str) -> None:
    found = find_short_answer(question, text)
    assert found is not None
    assert text[found.start : found.end] == answer


@pytest.mark.parametrize("question", ["Why did she row out?", "What did the captain write?"])
def test_no_short_answer_where_none_is_asked_for(question: str) -> None:
    assert find_short_answer(question, "On 4 March Ann Doyle rowed out twice.") is None


def test_no_short_answer_where_the_text_has_none() -> None:
    assert find_short_answer("How many came ashore?", "The crew came ashore.") is None


@given(st.text(max_size=80), st.text(max_size=200))
def test_a_span_found_lies_within_the_text(question: str, text: str) -> None:
    found = find_short_answer(question, text)
    assert found is None or 0 <= found.start < found.end <= len(text)
