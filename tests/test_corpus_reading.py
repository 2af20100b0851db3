"""Any file, its name, its encoding, and notes that were typed by hand."""

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_corpus_formats import written

from corpus.called import latex, markdown, rtf
from corpus.encodings import decode_any
from corpus.formats import Format, detect
from corpus.ids import source_id
from corpus.model import Provenance
from corpus.reader import read_text
from corpus.reading import read_file

PLAIN = "A Tale\n\nIt was so.i And it went on.\n\nNotes\n\ni Was it?"
RUSSIAN = "Жизнь прожить - не поле перейти, говорит русская пословица. " * 20


def test_plain_text_reads_as_the_reader_of_plain_text_does(tmp_path: Path) -> None:
    path = tmp_path / "A Tale.txt"
    path.write_text(PLAIN)
    said = Provenance("A Tale", "Ann Author")
    expected = read_text(PLAIN.encode(), source_id="author-tale", provenance=said)
    assert read_file(path, provenance=said) == expected
    assert read_file(str(path)).id == "a-tale"


def test_a_file_is_named_by_what_it_holds_not_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"# Title\n\nWords, *words*.[^1]\n\n[^1]: Note.\n")
    source = read_file(path)
    assert (source.id, source.provenance.title) == ("title", "Title")
    assert read_file(path, source_id="mine").id == "mine"
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("author", "title", "name", "expected"),
    [
        ("Adam Smith", "The Wealth of Nations", "", "smith-wealth-nations"),
        ("Smith, Adam", "The Wealth of Nations", "", "smith-wealth-nations"),
        ("Ann A and Bo B", "Of Çà et Où", "", "a-ca-et-ou"),
        ("", "", "My book (2).docx", "my-book-2"),
        ("", "", "", "source"),
        ("", "?!", "", "source"),
    ],
)
def test_names_of_sources(author: str, title: str, name: str, expected: str) -> None:
    assert source_id(author, title, name) == expected


@given(st.text(max_size=90), st.text(max_size=90), st.text(max_size=20))
def test_names_of_sources_are_short_and_plain(author: str, title: str, name: str) -> None:
    made = source_id(author, title, name)
    assert 0 < len(made) <= 60
    assert all(c.isalnum() or c == "-" for c in made)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "utf-16", "utf-8-sig", "utf-8"])
def test_encodings_are_recognised(encoding: str) -> None:
    assert decode_any(RUSSIAN.encode(encoding)) == RUSSIAN


def test_a_page_says_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    source = read_file(page.encode("cp1251"))
    assert source.passages[0].text == RUSSIAN.strip()


def test_a_text_without_notes_is_fine() -> None:
    source = read_file(b"# Head\n\n**Words** only.\n\n## More\n\nThe end.\n")
    assert (source.notes, source.integrity.lost_marks) == ((), ())
    assert [s.title for s in source.sections] == ["Head", "More"] or source.provenance.title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words. 3 # 4 * 5\n\n* a star\n", Format.TEXT),
        ("See [1] and [2].\n\n[1] A note.\n", Format.TEXT),
        ("# One\n\nText.\n\n# Two\n", Format.MARKDOWN),
        ("Text[^1].\n\n[^1]: Note.\n", Format.MARKDOWN),
        ("\\documentclass{article}\\begin{document}x\\end{document}", Format.LATEX),
        ("<p>Words <em>here</em>.</p><p>More.</p>", Format.HTML),
        ("<!-- hm --><!DOCTYPE html><html><p>Words.</p></html>", Format.HTML),
        ("<article><front><article-meta/></front><body/></article>", Format.JATS),
        ("{\\rtf1 x}", Format.RTF),
        ("a < b and c > d", Format.TEXT),
    ],
)
def test_formats_of_text(text: str, expected: Format) -> None:
    assert detect(text.encode()) is expected


@given(st.text(alphabet="<>![]\"'abc -?#*\\{}\n", min_size=1, max_size=300))
def test_whatever_is_text_has_a_format(text: str) -> None:
    if text.strip():
        assert isinstance(detect(text.encode()), Format)


def test_notes_typed_by_hand_in_a_word_file_are_linked() -> None:
    notes = "\n\n".join(f"{label} Note number {n}." for n, label in enumerate(("i", "ii"), 1))
    book = f"# A Tale\n\nIt was in Petrograd.i\n\nIt went on to the end.ii\n\n# Notes\n\n{notes}\n"
    source = read_file(written("docx", book))
    assert [(n.label, n.text) for n in source.notes] == [
        ("i", "Note number 1."),
        ("ii", "Note number 2."),
    ]
    assert [p.text for p in source.passages[:2]] == [
        "It was in Petrograd.",
        "It went on to the end.",
    ]
    assert all(n.anchor and n.anchor.confidence < 1 for n in source.notes)
    assert any("typed by hand" in warning.message for warning in source.integrity.warnings)


def test_markdown_notes_that_nothing_calls() -> None:
    source = read_file(
        b"# T\n\nOne[^a]. **Two**[^c].\n\n[^a]: Note A.\n\n[^b]: Note B, see[^d].\n\n"
        b"[^c]: Note C.\n\n[^d]: Note D.\n"
    )
    assert [(n.text, n.anchor is None) for n in source.notes] == [
        ("Note A.", False),
        ("Note B, see.", True),
        ("Note D.", False),
        ("Note C.", False),
    ]
    assert [mark.label for mark in source.integrity.lost_marks] == ["2"]


def test_markdown_notes_called_twice_alike_and_in_html() -> None:
    source = read_file(
        b"# T\n\nOne[^a] two[^a] three[^b].\n\n<figure><figcaption>A picture[^c]"
        b"</figcaption></figure>\n\nSup<sup>2</sup>.\n\n[^a]: Ibid.\n\n[^b]: Ibid.\n\n"
        b"[^c]: Third.\n"
    )
    assert [n.text for n in source.notes] == ["Ibid.", "Ibid.", "Third."]
    assert sorted(len(p.notes) for p in source.passages[:2]) == [1, 3]
    assert source.passages[1].text == "A picture"
    assert source.integrity.linked == 3


def test_word_notes_that_nothing_calls() -> None:
    data = written(
        "docx", "One[^1]. Two[^2]. Three[^3].\n\n[^1]: Note A.\n\n[^2]: Note B.\n\n[^3]: Note C.\n"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                calls = re.findall(rb"<w:footnoteReference[^>]*/>", content)
                content = content.replace(calls[1], b"")
            new.writestr(name, content)
    source = read_file(buffer.getvalue())
    assert [(n.text, n.anchor is None) for n in source.notes] == [
        ("Note A.", False),
        ("Note B.", True),
        ("Note C.", False),
    ]


def test_latex_marks_and_their_texts_apart() -> None:
    source = read_file(
        rb"\documentclass{article}\begin{document}A\footnotemark. B\footnote{Two {braces}}."
        rb"\footnotetext{One} C\endnote{Three}.\footnotetext{Lost}\end{document}"
    )
    assert [(n.text, n.anchor.before if n.anchor else None) for n in source.notes] == [
        ("One", "A"),
        ("Two braces", "A. B"),
        ("Three", "A. B. C"),
        ("Lost", None),
    ]


def test_a_note_in_a_journal_article_that_nothing_calls() -> None:
    source = read_file(
        b"<article><front><article-meta/></front><body><p>One<xref ref-type='fn' rid='f1'>1</xref>."
        b"</p></body><back><fn-group><fn id='f1'><p>A.</p></fn><fn id='f2'><p>B.</p></fn>"
        b"</fn-group></back></article>"
    )
    assert [(n.text, n.anchor is None) for n in source.notes] == [("A.", False), ("B.", True)]


def test_rewriting_changes_nothing_where_nothing_is_wrong() -> None:
    assert markdown("Words.\n")[0].strip() == "Words."
    assert latex("Words\\footnote{Note}.") == "Words\\footnote{Note}."
    assert rtf(b"{\\rtf1 caf\\'e9 {\\footnote x}}") == b"{\\rtf1 caf\\'e9 {\\footnote x}}"
    assert rtf(b"{\\rtf1 \\u8220?a\\uc2\\u8221 xyb}") == b"{\\rtf1 \\u8220\\'3fa\\u8221\\'3fb}"
