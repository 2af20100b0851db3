"""PDFs set in the test: footnotes by place and type, columns, hyphens, page numbers."""

import pytest
import typst

from corpus.model import NoteKind, PassageKind, Source
from corpus.pdf_titles import told_title
from corpus.reading import read_file

WORDS = (
    "The soldiers of the garrison and the workers of the capital went on with their strike while "
    "the ministers met behind closed doors and could not agree on anything at all. "
)


def typeset(
    body: str, columns: int = 1, options: str = "", title: str = "A Short History"
) -> bytes:
    return typst.compile(
        f"""#set document(title: "{title}", author: "Ann Author")
#set page(width: 14cm, height: 18cm, columns: {columns}, numbering: "1",
  header: context if counter(page).get().first() > 1 [A SHORT HISTORY])
#counter(page).update(11)
#set par(justify: true)
#set text(size: 10pt, lang: "en", hyphenate: true)
{options}
{body}""".encode()
    )


def pages(count: int, superscript: bool = True) -> str:
    mark = "" if superscript else "#set super(typographic: false)\n"
    return (
        mark
        + "= The Die Cast\n\n"
        + "\n\n".join(
            f"{WORDS * 3}Then came day number {n}.#footnote[Note of day {n}, with *words*.] "
            f"{WORDS * 2}"
            for n in range(1, count + 1)
        )
    )


def anchors(source: Source) -> list[tuple[str, str, str]]:
    return [(n.label, n.text, n.anchor.before[-8:] if n.anchor else "") for n in source.notes]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("typographic", [True, False])
def test_footnotes_hang_on_their_marks(columns: int, typographic: bool) -> None:
    source = read_file(typeset(pages(12, typographic), columns))
    assert anchors(source) == [
        (str(n), f"Note of day {n}, with words.", f"umber {n}."[-8:]) for n in range(1, 13)
    ]
    assert {n.kind for n in source.notes} == {NoteKind.FOOTNOTE}
    assert all(n.anchor and n.anchor.confidence > 0.9 for n in source.notes)


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_run_over_lines_columns_and_pages(columns: int) -> None:
    source = read_file(typeset(pages(12), columns))
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert [p.text for p in running] == [
        f"{WORDS * 3}Then came day number {n}. {WORDS * 2}".strip() for n in range(1, 13)
    ]
    assert {p.section for p in source.passages} == {"The Die Cast"}


def test_page_numbers_are_kept_as_printed_and_running_titles_are_not_text() -> None:
    source = read_file(typeset(pages(12)))
    numbers = [p.page for p in source.passages if p.kind is PassageKind.NOTE]
    assert numbers[0] == 11
    assert numbers == sorted(numbers)
    assert numbers[-1] >= 14
    assert "SHORT HISTORY" not in source.text
    assert (source.provenance.title, source.provenance.author) == ("A Short History", "Ann Author")


def test_a_word_that_keeps_its_hyphen() -> None:
    body = "= T\n\n" + " ".join(
        f"{'x' * n} well-known and half-hearted revolutionaries" for n in range(1, 30)
    )
    text = read_file(typeset(body, options="#set page(width: 7cm, height: 60cm)")).passages[0].text
    assert text.count("well-known") == 29
    assert text.count("revolutionaries") == 29


def test_a_long_footnote_goes_on_over_the_page() -> None:
    long = WORDS * 14
    source = read_file(typeset(f"= T\n\n{WORDS * 9}End.#footnote[{long}] {WORDS * 9}"))
    assert [n.text for n in source.notes] == [long.strip()]


def test_endnotes_and_superscripts_that_are_no_marks() -> None:
    notes = "\n\n".join(f"{n}. Endnote number {n}." for n in (1, 2, 3))
    body = "= T\n\n" + "\n\n".join(
        f"{WORDS}On the 19#super[th] it ended#super[{n}] at last. {WORDS}" for n in (1, 2, 3)
    )
    source = read_file(typeset(f"{body}\n\n= Notes\n\n{notes.replace('. ', chr(92) + '. ')}"))
    assert "19th" in source.text
    if source.notes:
        assert [n.anchor is not None for n in source.notes] == [True] * 3


def test_block_quotations_are_told_by_their_margins() -> None:
    body = f"= T\n\n{WORDS * 3}He wrote:\n\n#quote(block: true)[{WORDS * 2}]\n\n{WORDS * 3}"
    kinds = [p.kind for p in read_file(typeset(body)).passages]
    assert kinds == [PassageKind.PARAGRAPH, PassageKind.BLOCK_QUOTATION, PassageKind.PARAGRAPH]


def test_every_span_holds_in_a_pdf() -> None:
    source = read_file(typeset(pages(5), 2))
    for passage in source.passages:
        assert source.text[passage.source_start : passage.source_end] == passage.text
        pieces = [source.text[s.source_start : s.source_end] for s in passage.segments]
        assert "".join(pieces) == passage.text


@pytest.mark.parametrize(
    "title",
    [
        "",
        "about:blank",
        "Untitled",
        "untitled-2",
        "Microsoft Word - x.docx",
        "PowerPoint Presentation",
        "Document1",
        "chapter 3 final.indd",
        "my_book_final",
        "1917-08-scan",
        "https://example.org/a/b.html",
        "file:///C:/texts/a%20b",
        "C:\\texts\\book",
        "www.example.org/book",
        "...",
    ],
)
def test_what_is_no_title(title: str) -> None:
    assert told_title(title) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Untitled Stories",
        "1917: The Socialist Revolution",
        "Emma",
        "A Print",
        "On Node.js",
        "Pages",
    ],
)
def test_titles_that_look_a_little_like_none(title: str) -> None:
    assert told_title(title) == title


@pytest.mark.parametrize("title", ["about:blank", "Microsoft Word - x.docx", "A Short History"])
def test_a_useless_title_gives_way_to_the_largest_heading(title: str) -> None:
    body = (
        f"#text(8pt)[*JOURNAL OF RECORD*]\n\n= The Die Cast\n\n{WORDS * 9}\n\n== An End\n\n{WORDS}"
    )
    told = read_file(typeset(body, title=title)).provenance.title
    assert told == ("A Short History" if title == "A Short History" else "The Die Cast")


def test_without_a_title_or_heading_the_file_names_the_source() -> None:
    source = read_file(typeset(WORDS * 9, title="about:blank"), name="My Book.pdf")
    assert (source.provenance.title, source.id) == ("", "my-book")
