import pytest

from corpus.model import Provenance, Source
from corpus.reader import read_text
from corpus.reading import read_file

KNOWN = Provenance("A Short History", "Ann Author")


def read(text: str, provenance: Provenance = KNOWN) -> Source:
    return read_text(text.encode(), source_id="s", provenance=provenance)


def kinds(*blocks: str) -> list[str]:
    source = read("A Short History\n\nAnn Author\n\n" + "\n\n".join(blocks))
    return [passage.kind.value for passage in source.passages]


LONG = "The soldiers and the workers of the capital " * 3


def test_title_and_byline_are_no_passages() -> None:
    source = read("A Short History\n\nby Ann Author\n\nIt began in spring.\n")
    assert [p.text for p in source.passages] == ["It began in spring."]
    assert [s.title for s in source.sections] == [""]


def test_a_title_that_nobody_told_is_front_matter_too() -> None:
    source = read("Some Title\n\nIt began in spring.", Provenance("", ""))
    assert [p.text for p in source.passages] == ["It began in spring."]


def test_headings_without_markup() -> None:
    source = read(
        "A Short History\n\n“We want Peace”\n\nThe first paragraph.\n\nThe “Second” Part\n\n"
        "The second paragraph.\n\nA short sentence ends here.\n\nIII. Why?\n\nThe last paragraph."
    )
    first, second, third = "“We want Peace”", "The “Second” Part", "III. Why?"
    assert [s.title for s in source.sections] == [first, second, third]
    assert [p.section for p in source.passages] == [first, second, second, third]


def test_block_quotations() -> None:
    quoted = f'"{LONG}go on.”'
    assert kinds("He wrote:", quoted, "So it was.") == ["paragraph", "block_quotation", "paragraph"]
    assert kinds(LONG + "wrote that", "“In my opinion, no.”") == ["paragraph", "block_quotation"]
    assert kinds(LONG + "commented on\n“the number of men.”") == ["paragraph", "block_quotation"]


def inset(text: str) -> str:
    return "\n".join(" " * 4 + line for line in text.split("\n"))


LINE = LONG[:87]
WRAPPED = (LINE + "\n") * 3


def test_an_indented_block_after_a_lead_in_is_a_quotation() -> None:
    letter = f"My dearest is gone.\n{LINE}\nare dead."
    around = ["paragraph", "block_quotation", "block_quotation", "paragraph"]
    led_in = f"{WRAPPED}as Mompley wrote to his patron, Sir George Savile, after she had died:"
    assert kinds(led_in, inset(letter), inset("Pray for us all."), WRAPPED) == around
    assert kinds(f"{LONG}wrote:", "    It was dark.", "\tIt was cold.", LONG) == around
    assert kinds(f"{LONG}sang:", "    Hail to thee, blithe Spirit", "It rained.")[1] == around[1]


def test_an_indented_block_without_a_lead_in_is_a_paragraph() -> None:
    assert kinds(f"{WRAPPED}came.", inset(WRAPPED.rstrip()), WRAPPED) == ["paragraph"] * 3
    table = "\n".join(f"{year}    78    {LINE}" for year in (1664, 1701, 1790))
    assert kinds(f"{WRAPPED}had died:", inset(table), WRAPPED) == ["paragraph"] * 3
    indented = [f"    {LONG}said:", f"    {LONG}went.", f"    {LONG}came."]
    assert kinds(*indented) == ["paragraph"] * 3


def test_a_quotation_over_two_paragraphs() -> None:
    found = kinds("He wrote:", f"“{LONG}went home.", f"“{LONG}came back.”", f"{LONG}slept.")
    assert found == ["paragraph", "block_quotation", "block_quotation", "paragraph"]


def test_a_paragraph_that_begins_with_a_quotation_is_the_authors() -> None:
    assert kinds("It was spring.", f"“On the war”: yet {LONG}fought on.") == ["paragraph"] * 2
    assert kinds(f"“Peace”, they cried, and {LONG}“went home”.") == ["paragraph"]


def test_unmarked_and_numbered_lists() -> None:
    theses = ["the war went on;", "power was lost; and", "all ended."]
    around = ["paragraph", "list_item", "list_item", "list_item", "paragraph"]
    assert kinds("They were that:", *theses, LONG) == around
    numbered = [f"{n}. {LONG}won." for n in (1, 2, 3)]
    assert kinds("Some reflections:", *numbered, "In the end.") == around


def test_conclusions_after_a_page_break_are_a_section_without_a_title() -> None:
    numbered = "\n\n".join(f"{n}. {LONG}won." for n in (1, 2))
    source = read(f"The Die Cast\n\n{LONG}rose.\n\n\n{LONG}are done.\n\n{numbered}")
    assert [(s.title, s.first_paragraph) for s in source.sections] == [("The Die Cast", 1), ("", 2)]


def test_a_page_break_alone_opens_no_section() -> None:
    source = read(f"The Die Cast\n\n{LONG}rose.\n\n\n{LONG}fell.")
    assert [s.title for s in source.sections] == ["The Die Cast"]


def test_a_mark_in_a_heading_hangs_on_the_passage_after_it() -> None:
    source = read(f"The Die Casti\n\n{LONG}cast it.\n\nNotes\n\ni Thus Caesar.")
    assert source.sections[0].title == "The Die Cast"
    (note,) = source.notes
    assert note.anchor is not None
    assert (note.anchor.passage_id, note.anchor.position) == ("s:p0001", 0)


def test_notes_of_several_paragraphs_and_without_a_heading() -> None:
    source = read(f"{LONG}rose.i\n\n{LONG}fell.ii\n\ni One.\n\nMore of it.\n\nii Two.")
    assert [n.text for n in source.notes] == ["One.\n\nMore of it.", "Two."]
    assert source.integrity.linked == 2
    assert source.passages[2].paragraph == 1


def test_a_label_that_is_missing_among_the_notes_is_reported() -> None:
    source = read(f"{LONG}rose.i {LONG}fell.ii {LONG}ran.iii\n\nNotes\n\ni One.\n\niii Three.")
    assert [n.label for n in source.notes] == ["i", "iii"]
    assert any("between i and iii" in w.message for w in source.integrity.warnings)


def test_windows_line_ends_read_the_same() -> None:
    text = f"A Short History\n\nThe Die Cast\n\n{LONG}rose.i\n\nNotes\n\ni One."
    unix, windows = read(text), read(text.replace("\n", "\r\n"))
    assert [p.text for p in unix.passages] == [p.text for p in windows.passages]
    assert windows.integrity.linked == 1


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ('<h2>II</h2>\n<p epub:type="title">The Storm</p>', "II The Storm"),
        ("<h2>The Storm </h2><h3>Being the Second Part</h3>", "The Storm Being the Second Part"),
        ("<h2>The Storm</h2>", "The Storm"),
    ],
)
def test_a_group_of_headings_is_one_heading(group: str, title: str) -> None:
    page = f"<p>Before.</p><hgroup>{group}</hgroup><p>It began in spring.</p>"
    source = read_file(f"<html><body>{page}</body></html>".encode(), name="page.html")
    assert [s.title for s in source.sections] == ["", title]
    assert [p.text for p in source.passages] == ["Before.", "It began in spring."]
