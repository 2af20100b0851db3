"""The text of an answer."""

import pytest

from qa.prose import quoted


@pytest.mark.parametrize(
    ("words", "set_as"),
    [
        ("It rose.", "“It rose.”"),
        ("“It rose.”", "“It rose.”"),
        ("“It rose.", "“It rose.”"),
        ("It rose.”", "“It rose.”"),
        ("He said “it rose”.", "“He said “it rose”.”"),
        ("“It” and “rose”", "““It” and “rose””"),
    ],
)
def test_no_quotation_mark_is_doubled_and_none_is_left_open(words: str, set_as: str) -> None:
    assert quoted(words) == set_as
