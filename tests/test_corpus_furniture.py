from corpus.furniture import without_furniture
from corpus.lines import find_lines


def kept(text: str) -> list[str]:
    return [text[line.start : line.end] for line in without_furniture(text, find_lines(text))]


def test_page_numbers_that_cut_sentences_go() -> None:
    text = "\n\n".join(f"and so they went on and\n\n{page}\n\ncame home" for page in range(4, 9))
    assert not any(words.isdigit() for words in kept(text))


def test_chapter_numbers_stay() -> None:
    text = "\n\n".join(f"{chapter}\n\nThey went home. All was well." for chapter in range(1, 6))
    assert [words for words in kept(text) if words.isdigit()] == list("12345")


def test_cells_of_a_table_stay() -> None:
    cells = ["7", "8", "3", "12", "13", "1", "9", "40", "2", "6", "1"]
    assert kept("\n\n".join(cells)) == cells


def test_running_titles_beside_form_feeds_go() -> None:
    text = "\f".join(f"THE GREAT WAR\nit went on in place {n}" for n in range(4))
    assert kept(text) == [f"it went on in place {n}" for n in range(4)]
    lines = without_furniture(text, find_lines(text))
    assert [line.page for line in lines] == [True] * 4
    assert [line.number for line in lines] == [2, 3, 4, 5]


def test_bracketed_page_numbers_go() -> None:
    assert kept("one\n[Pg 1]\ntwo\n[Pg 2]\nthree\n[Pg 3]\nfour") == ["one", "two", "three", "four"]


def test_rules_part_what_they_stand_between() -> None:
    text = "One.\n\n* * * * *\n\nTwo."
    assert [line.gap for line in without_furniture(text, find_lines(text))] == [0, 2]


def test_the_licence_around_a_gutenberg_text_goes() -> None:
    text = (
        "Licence\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\nThe text.\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***\nMore licence"
    )
    assert kept(text) == ["The text."]
