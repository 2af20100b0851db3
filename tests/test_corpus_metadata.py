"""Title, author and date from the first lines of a plain text."""

import pytest

from corpus.model import Provenance, Source
from corpus.reading import read_file

LINE = "The plague came to the village in a bale of cloth that a tailor had from London"
WRAPPED = f"{LINE}\n{LINE}\n{LINE}\n{LINE}\nand died."


def read(top: str, body: str = WRAPPED) -> Source:
    return read_file(f"{top}\n\n{body}\n".encode(), name="plague.txt")


def said(source: Source) -> tuple[str, str, str]:
    return source.provenance.title, source.provenance.author, source.provenance.date


@pytest.mark.parametrize("body", [WRAPPED, LINE + " that year."])
@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("THE PLAGUE YEAR\n\nBy Josiah Wren\n\n(1908)", ("Josiah Wren", "1908")),
        ("THE PLAGUE YEAR\nby J. B. Wren\nMay 1908", ("J. B. Wren", "May 1908")),
        ("THE PLAGUE YEAR\n\nBy Josiah Wren Jr.", ("Josiah Wren Jr.", "")),
        ("THE PLAGUE YEAR\n\nBy Josiah Wren.\n\n1908.", ("Josiah Wren", "1908")),
        ("THE PLAGUE YEAR\n\nBY JOSIAH WREN, M.A., 1908", ("JOSIAH WREN", "1908")),
        (
            "THE PLAGUE\nYEAR\n\nBy\n\nAnn de la Mare and Tom May",
            ("Ann de la Mare and Tom May", ""),
        ),
    ],
)
def test_a_title_page_tells_title_author_and_date(
    top: str, expected: tuple[str, str], body: str
) -> None:
    source = read(f"{top}\n\n\n1. HOW IT CAME", body)
    assert said(source) == ("THE PLAGUE YEAR", *expected)
    assert [s.title for s in source.sections] == ["1. HOW IT CAME"]
    assert len(source.passages) == 1
    assert source.id.endswith("plague-year")


def test_a_line_below_the_title_is_its_second_part() -> None:
    assert said(read("Elmstow\n\nA Study\n\nBy Josiah Wren"))[0] == "Elmstow: A Study"


SUBTITLE = (
    "Being an Account of the Trial of the Tailor Elias Trevanion for the Loss of the Village of"
    " Elmstow in Derbyshire"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("after", ["", "Monday\n\n"])
def test_a_long_subtitle_belongs_to_the_title_page(gap: str, after: str) -> None:
    paragraph = f"{LINE}, and died of it, as he had feared."
    source = read(f"THE PLAGUE YEAR{gap}{SUBTITLE}", f"{after}{paragraph}\n\n{paragraph}")
    assert said(source) == ("THE PLAGUE YEAR", "", "")
    assert [p.text for p in source.passages] == [paragraph, paragraph]
    byline = read(f"THE PLAGUE YEAR{gap}{SUBTITLE}\n\nBy Josiah Wren", paragraph)
    assert said(byline) == ("THE PLAGUE YEAR", "Josiah Wren", "")
    assert [p.text for p in byline.passages] == [paragraph]


def test_where_it_was_printed_is_no_paragraph() -> None:
    imprint = "First printed in the Proceedings of the Antiquaries, vol. xxxi (1934)"
    source = read(f"THE PLAGUE YEAR\n\nBy Josiah Wren\n\n{imprint}\n\nI. How It Came")
    assert source.provenance.publication == imprint
    assert len(source.passages) == 1
    broken_off = "Published in the spring, the report made a stir in the village and was"
    source = read(f"THE PLAGUE YEAR\n\nBy Josiah Wren\n\n{broken_off}", f"{LINE}, and died.")
    assert source.provenance.publication == ""


@pytest.mark.parametrize(
    "top",
    [
        f"THE PLAGUE YEAR\n\n{LINE} and that he opened before the fire on the",
        f"Chapter One\n\n{SUBTITLE}",
        f"THE PLAGUE YEAR\n\n{SUBTITLE}.",
        f"THE PLAGUE YEAR\n\n{SUBTITLE}, as they say who were in the village at the time",
    ],
)
def test_a_first_paragraph_is_never_a_subtitle(top: str) -> None:
    source = read(top, f"{LINE}, and died.")
    assert said(source) == ("", "", "")
    assert len(source.passages) == 2


@pytest.mark.parametrize(
    "top",
    [
        "THE PLAGUE YEAR\n\nBy Order of the Board",
        "THE PLAGUE YEAR\n\nBy Josiah Wren it was told that nobody had lived there since.",
        "By Josiah Wren\n\nTHE PLAGUE YEAR",
        "It came in spring.\n\nBy Josiah Wren",
        "THE PLAGUE YEAR\n\n1908",
    ],
)
def test_what_may_be_something_else_is_not_taken(top: str) -> None:
    source = read(top)
    assert (said(source), source.id) == (("", "", ""), "plague")


def test_the_title_page_is_no_part_of_the_text_whatever_the_source_is_called() -> None:
    text = f"THE PLAGUE YEAR\n\nBy Josiah Wren\n\n(1908)\n\n{WRAPPED}"
    for known in (Provenance("Elmstow", "Wren"), Provenance("The Plague Year", "J Wren", "1908")):
        source = read_file(text.encode(), name="plague.txt", provenance=known)
        assert source.provenance == known
        assert [(s.title, s.last_paragraph) for s in source.sections] == [("", 1)]
