import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.named import label_key, named_notes, roman_value


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does note liii say?", ["53"]),
        ("endnote 33", ["33"]),
        ("Footnote 12: which book?", ["12"]),
        ("n. 5", ["5"]),
        ("see nn. 5-7", ["5", "6", "7"]),
        ("fn 9 please", ["9"]),
        ("notes iii and iv", ["3", "4"]),
        ("notes iii, iv, and 7", ["3", "4", "7"]),
        ("Notes 3–5 & 9", ["3", "4", "5", "9"]),
        ("notes x to xii", ["10", "11", "12"]),
        ("note 1 to 4000", ["1", "4000"]),
        ("Note xx only says “op cit”", ["20"]),
        ("end-note no. 4", ["4"]),
        ("foot note number 4", ["4"]),
        ("note (iv)", ["4"]),
        ("note [7]", ["7"]),
        ("note #7, then note 7 again", ["7"]),
        ("NOTE LIII", ["53"]),
        ("note XL", ["40"]),
        ("note *", ["*"]),
        ("note I says what?", ["1"]),
        ("What stands in note I?", ["1"]),
        ("the note I wrote", []),
        ("note that the mix was bad", []),
        ("notes in the margin", []),
        ("note dill", []),
        ("note iiii", []),
        ("note 5th of May", []),
        ("a banknote 5 high", []),
        ("In 1917 n of them", []),
        ("keynote iv", []),
        ("No. 5", []),
        ("", []),
    ],
)
def test_labels_named_in_a_question(question: str, expected: list[str]) -> None:
    assert named_notes(question) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [("i", 1), ("iv", 4), ("XLIX", 49), ("lxix", 69), ("mcmxvii", 1917), ("iiii", None),
     ("", None), ("vx", None), ("mix", 1009), ("ill", None)],
)  # fmt: skip
def test_roman_numerals(text: str, value: int | None) -> None:
    assert roman_value(text) == value


@given(st.integers(1, 3999))
def test_every_numeral_is_read_back(number: int) -> None:
    assert roman_value(_roman(number)) == number
    assert label_key(_roman(number).upper()) == label_key(f" {number}. ") == str(number)
    assert named_notes(f"What is in note {_roman(number)}?") == [str(number)]


@given(st.text())
def test_any_question_can_be_looked_at(question: str) -> None:
    assert len(set(named_notes(question))) == len(named_notes(question))


def _roman(number: int) -> str:
    parts = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
             (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
    text = ""
    for value, letters in parts:
        while number >= value:
            text, number = text + letters, number - value
    return text
