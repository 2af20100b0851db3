import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Term, analyse


def stems(text: str) -> list[str]:
    return [term.stem for term in analyse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers’ “mutinies”", ["soldier", "mutini"]),
        ("Lenin's and Lenin’s", ["lenin", "and", "lenin"]),
        ("1,200,000 men, 13½ days, ½ a loaf", ["1200000", "men", "13½", "day", "½", "a", "loaf"]),
        ("In 1917, 1918 and 8.30", ["in", "1917", "1918", "and", "8.30"]),
        ("Café, cafe\u0301, CAFE, Œuvre", ["cafe", "cafe", "cafe", "oeuvr"]),
        ("well-known O’Brien", ["well", "known", "o'brien"]),
        ("Zürich—Genève", ["zurich", "genev"]),
        ("the 19th of May_June", ["the", "19th", "of", "may", "june"]),
        ("Россия 東京", ["россия", "東京"]),
        ("… – “” ? !", []),
        ("", []),
    ],
)
def test_words_are_brought_to_their_stems(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_function_words_are_flagged_not_dropped() -> None:
    terms = analyse("What didn’t the army have?")
    assert [term.stem for term in terms if term.stop] == ["what", "didn't", "the", "have"]
    assert [term.stem for term in terms if not term.stop] == ["armi"]


def test_spans_are_those_of_the_words() -> None:
    text = "Over 1,200,000 “Bolsheviks’” votes"
    assert analyse(text)[2] == Term("bolshevik", 16, 26, False)
    assert [text[t.start : t.end] for t in analyse(text)] == [
        "Over",
        "1,200,000",
        "Bolsheviks",
        "votes",
    ]


@given(st.text())
def test_spans_rise_and_hold_what_they_name(text: str) -> None:
    end = 0
    for term in analyse(text):
        assert end <= term.start < term.end <= len(text)
        assert term.stem
        assert not any(character.isspace() for character in text[term.start : term.end])
        end = term.end
