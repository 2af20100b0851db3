import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import from_roman, to_roman


@given(st.integers(1, 3999))
def test_every_number_survives_the_way_there_and_back(number: int) -> None:
    numeral = to_roman(number)
    assert from_roman(numeral) == number
    assert from_roman(numeral.upper()) == number


@given(st.text(alphabet="ivxlcdm", max_size=10))
def test_what_reads_as_a_numeral_is_written_the_same_way(letters: str) -> None:
    number = from_roman(letters)
    assert number is None or to_roman(number) == letters


@pytest.mark.parametrize("numeral", ["", "iiii", "vx", "ic", "mmmm", "17", "ⅳ", "x i"])
def test_no_numerals(numeral: str) -> None:
    assert from_roman(numeral) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numbers_without_a_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 3999"):
        to_roman(number)
