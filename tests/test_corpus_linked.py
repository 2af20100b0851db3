"""Notes that pages of HTML link to their marks, in the many ways they do."""

import pytest

from corpus.model import Source
from corpus.reading import read_file


def read(body: str) -> Source:
    page = f"<html><head><title>T</title></head><body><h1>Head</h1>{body}</body></html>"
    return read_file(page.encode())


def links(source: Source) -> list[tuple[str, str, str | None]]:
    return [(n.label, n.text, n.anchor.before if n.anchor else None) for n in source.notes]


BACK = {
    "arrow": ('<a href="#fn1" id="r1"><sup>1</sup></a>', '<a href="#r1">↩</a>', "1"),
    "superscript outside": ('<sup><a href="#fn1">1</a></sup>', "", "1"),
    "role": (
        '<a role="doc-noteref" href="#fn1">a</a>',
        '<a role="doc-backlink" href="#r">b</a>',
        "a",
    ),
    "epub": ('<a epub:type="noteref" href="#fn1">*</a>', "", "*"),
    "brackets": ('<a href="#fn1" name="r1">[1]</a>', '<a href="#r1">back</a>', "1"),
    "brackets outside": ('[<a href="#fn1" id="r1">1</a>]', "", "1"),
}


@pytest.mark.parametrize("way", BACK)
def test_a_mark_leads_to_a_list_item(way: str) -> None:
    mark, back, label = BACK[way]
    source = read(f'<p>One{mark} two.</p><ol><li id="fn1"><p>A note. {back}</p></li></ol>')
    assert links(source) == [(label, "A note.", "One")]
    assert [p.text for p in source.passages] == ["One two.", "A note."]


@pytest.mark.parametrize(
    "note",
    [
        '<p id="fn1">1. A note.</p>',
        '<p><a id="fn1" href="#r1">[1]</a> A note.</p>',
        '<p><a name="fn1"></a><sup>1</sup> A note.</p>',
        '<aside id="fn1" epub:type="footnote"><p>A note.</p></aside>',
        '<section role="doc-endnotes"><ol><li id="fn1">A note.</li></ol></section>',
        '<dl><dt id="fn1">1.</dt><dd>A note.</dd></dl>',
        '<table><tr><td id="fn1">[1]</td><td>A note.</td></tr></table>',
    ],
)
def test_a_note_may_be_set_in_many_ways(note: str) -> None:
    source = read(f'<p>One<a href="#fn1" id="r1"><sup>[1]</sup></a> two.</p><p>Three.</p>{note}')
    ((label, text, before),) = links(source)
    assert (label, text.split("\n\n")[-1].strip(), before) == ("1", "A note.", "One")


def test_several_marks_in_one_superscript_and_one_note_called_twice() -> None:
    source = read(
        '<p>One<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup> two<sup><a href="#n1">1</a>'
        '</sup>.</p><ol><li id="n1">First.</li><li id="n2">Second.</li></ol>'
    )
    assert [(ref.label, ref.position) for ref in source.passages[0].notes] == [
        ("1", 3),
        ("2", 3),
        ("1", 7),
    ]
    assert source.passages[0].text == "One two."


def test_a_note_in_a_note() -> None:
    source = read(
        '<p>One<sup><a href="#n1">1</a></sup>.</p><ol><li id="n1">First<sup><a href="#n2">2</a>'
        '</sup>.</li><li id="n2">Second.</li></ol>'
    )
    inner = source.notes[1].anchor
    assert inner is not None
    assert (inner.passage_id, inner.position) == (source.notes[0].id, 5)
    second = next(p for p in source.passages if p.id == source.notes[1].id)
    assert (second.section, second.paragraph) == ("Head", 1)


def test_a_note_of_several_paragraphs() -> None:
    source = read(
        '<p>One<a id="r1" href="#n1">[1]</a>.</p><div class="footnote"><p><a id="n1" href="#r1">'
        "[1]</a> First.</p><p>More of it.</p></div><p>After.</p>"
    )
    assert links(source) == [("1", "First.\n\nMore of it.", "One")]
    assert source.passages[1].text == "After."


def test_notes_without_marks_are_reported_where_they_belong() -> None:
    source = read(
        '<p>One<sup><a href="#n1">1</a></sup>.</p><p>Two<sup><a href="#n3">3</a></sup>.</p>'
        '<ol><li id="n1">First.</li><li id="n2">Lost.</li><li id="n3">Third.</li></ol>'
    )
    assert [(n.label, n.anchor is None) for n in source.notes] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]
    (lost,) = source.integrity.lost_marks
    assert (lost.label, lost.after_passage_id, lost.before_passage_id) == (
        "2",
        source.passages[0].id,
        source.passages[1].id,
    )


def test_a_mark_that_leads_nowhere_is_reported_and_taken_out() -> None:
    source = read('<p>One<a role="doc-noteref" href="#gone">4</a> two.</p>')
    assert source.passages[0].text == "One two."
    assert any("4 leads to no note" in warning.message for warning in source.integrity.warnings)


def test_other_links_are_no_marks() -> None:
    source = read(
        '<p>See <a href="#c">chapter 3</a>, <a href="#c">3</a>, H<sub>2</sub>O, 19<sup>th</sup>, '
        '<a href="http://x.org">[1]</a> and <a href="#top">top</a>.</p><h2 id="c">Three</h2>'
        "<p>x.</p>"
    )
    assert source.notes == ()
    assert source.passages[0].text == "See chapter 3, 3, H2O, 19th, [1] and top."


def test_a_number_in_a_note_that_leads_to_a_chapter_stays() -> None:
    source = read(
        '<div id="c5"><p>One<a id="r1" href="#n1"><sup>1</sup></a>.</p></div><ol>'
        '<li id="n1">See c. <a href="#c5">5</a> and note. <a href="#r1">↩</a></li></ol>'
    )
    assert [n.text for n in source.notes] == ["See c. 5 and note."]


def test_scripts_and_navigation_are_not_read() -> None:
    source = read("<nav><a href='#x'>Home</a></nav><script>alert(1)</script><p>Words.</p>")
    assert [p.text for p in source.passages] == ["Words."]


def test_quotation_marks_are_not_doubled() -> None:
    assert read("<p>He said <q>no</q>.</p>").passages[0].text == "He said “no”."
    assert read("<p>He said “<q>no</q>”.</p>").passages[0].text == "He said “no”."


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<article><p>One.</p></article><footer>&copy; 1964</footer>", ["One."]),
        (
            "<div><p>One.</p><FOOTER class='f'><p>Home</p></FOOTER></div><p>Two.</p>",
            ["One.", "Two."],
        ),
        ("<blockquote><p>One.</p><footer>Ann</footer></blockquote>", ["One.", "Ann"]),
        ("<article><p>One.</p><footer>Wick, 1931</footer></article>", ["One.", "Wick, 1931"]),
        (
            '<p>One<a href="#n"><sup>1</sup></a> two.</p><footer><p id="n">1. So.</p></footer>',
            ["One two.", "So."],
        ),
        ("<p>One.[1] Two.</p><footer><h2>Notes</h2><p>[1] So.</p></footer>", ["One. Two.", "So."]),
    ],
)
def test_the_footer_of_the_page_is_no_part_of_the_text(body: str, texts: list[str]) -> None:
    assert [p.text for p in read(body).passages] == texts
