"""What the report says looks wrong, and what it leaves alone."""

import pytest

from corpus.model import PassageKind, Source
from corpus.reading import read_file

TABLE = """| Trade | Wage |
|-------|------|
| Smith | 8.50 |
| Total |      |
"""
ITEMS = "- one thing\n- another\n"
MARKDOWN = """# The Die Cast

It began in spring, as the table shows.

{}

{}
"""


def read(middle: str, last: str = "It ended in autumn, as it had to.") -> Source:
    return read_file(MARKDOWN.format(middle, last).encode(), name="book.md")


@pytest.mark.parametrize("middle", [TABLE, ITEMS])
@pytest.mark.parametrize("last", ["It ended in autumn.", "# An End\n\nIt ended.", ""])
def test_rows_and_short_items_do_not_break_off(middle: str, last: str) -> None:
    assert read(middle, last).integrity.warnings == ()


@pytest.mark.parametrize(
    "broken", ["They were led by a small", "1. One. Two.\n2. It ran. It was a"]
)
def test_what_is_in_sentences_breaks_off(broken: str) -> None:
    (warning,) = read(broken).integrity.warnings
    assert warning.message.startswith("The paragraph breaks off: “")
    assert warning.message.endswith(f"{broken[-4:]}”.")


def test_a_row_with_one_cell_filled_is_a_row() -> None:
    texts = [p.text for p in read(TABLE).passages if p.kind is PassageKind.LIST_ITEM]
    assert texts == ["Trade\tWage", "Smith\t8.50", "Total"]


def test_a_table_of_single_cells_only_sets_text() -> None:
    page = "<p>Now.</p><table><tr><td></td><td>It began in the</td></tr></table>"
    source = read_file(f"<html><body>{page}</body></html>".encode(), name="page.html")
    assert [p.kind for p in source.passages] == [PassageKind.PARAGRAPH] * 2
    assert "breaks off" in source.integrity.warnings[0].message


@pytest.mark.parametrize(
    "whole",
    [
        "“And who is the man to whom they gave the guns? A German—”",
        "“He cried, ‘Do not forget your gun!’ ”",
        "“In the land where the sheep grow horns,”",
        "V. Ulianov (Lenin)",
        "Printed under the title of The Fable of the Bees.",
        "They prayed that He would help. They knew that He would come, for He hears.",
    ],
)
def test_interruptions_signatures_and_titles_are_not_odd(whole: str) -> None:
    assert read(whole).integrity.warnings == ()


def test_a_sentence_that_begins_within_another_lacks_text() -> None:
    (warning,) = read("They were short of But the harvest came in.").integrity.warnings
    assert warning.message.startswith("Text seems to be missing")
