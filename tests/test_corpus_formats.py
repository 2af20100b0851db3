"""Every structured format, in a small book written by pandoc in the test."""

import subprocess

import pypandoc
import pytest

from corpus.formats import Format, detect
from corpus.model import PassageKind, Source
from corpus.reading import read_file

BOOK = """---
title: A Short History
author: Ann Author
date: 1917
---

# The Die Cast[^h]

It began in spring[^1] and went on[^two]. He wrote:

> “No peace.”[^3]

- One thing[^4]
- another

| Trade  | Wage |
|--------|------|
| Smith[^5] | 8.50 |

## An End

It *ended*.[^6]

[^h]: On a heading.
[^1]: A Knox, *With It*, London, 1921.

    It goes on.

[^two]: Ibid, p 5.
[^3]: Said in May.
[^4]: In a list.
[^5]: In a table.
[^6]: The last.
"""
WRITTEN = {
    "docx": Format.DOCX,
    "odt": Format.ODT,
    "html": Format.HTML,
    "epub": Format.EPUB,
    "rtf": Format.RTF,
    "latex": Format.LATEX,
    "jats": Format.JATS,
    "markdown": Format.MARKDOWN,
}
PLACES = [
    ("", "On a heading"),
    ("spring", "A Knox, With It, London, 1921"),
    ("ent on", "Ibid, p 5"),
    ("peace.”", "Said in May"),
    ("thing", "In a list"),
    ("Smith", "In a table"),
    ("ended.", "The last"),
]


def written(format_: str, book: str = BOOK) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", format_, "-s", "-o", "-"]
    return subprocess.run(command, input=book.encode(), capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {format_: written(format_) for format_ in WRITTEN}


@pytest.fixture(scope="module")
def sources(files: dict[str, bytes]) -> dict[str, Source]:
    return {format_: read_file(data, name="a-file.xyz") for format_, data in files.items()}


@pytest.mark.parametrize(("format_", "expected"), WRITTEN.items())
def test_the_format_is_told_by_content(
    files: dict[str, bytes], format_: str, expected: Format
) -> None:
    assert detect(files[format_], "wrong.pdf") is expected


@pytest.mark.parametrize("format_", WRITTEN)
def test_every_note_hangs_on_its_mark(sources: dict[str, Source], format_: str) -> None:
    source = sources[format_]
    found = [
        (n.anchor.before.replace('"', "”"), n.text.split(".")[0]) for n in source.notes if n.anchor
    ]
    assert len(found) == len(PLACES)
    for (before, note), (expected, text) in zip(found, PLACES, strict=True):
        assert before.endswith(expected)
        # Pandoc's reader of RTF draws the rows above into a note that hangs in a table.
        assert note == text or format_ == "rtf" and text == "In a table"
    assert source.notes[0].anchor is not None
    assert source.notes[0].anchor.position == 0
    assert all(n.anchor.confidence == 1.0 for n in source.notes if n.anchor)
    assert source.integrity.lost_marks == ()


@pytest.mark.parametrize("format_", WRITTEN)
def test_back_references_and_works_are_found(sources: dict[str, Source], format_: str) -> None:
    (ibid,) = sources[format_].notes[2].resolved
    assert ibid.reference == "A Knox, With It, London, 1921"
    assert sources[format_].works[0].author == "A Knox"


@pytest.mark.parametrize("format_", WRITTEN)
def test_headings_kinds_and_paragraphs(sources: dict[str, Source], format_: str) -> None:
    source = sources[format_]
    titles = [(s.title, s.level) for s in source.sections if s.title]
    assert [title for title, _ in titles] == ["The Die Cast", "An End"]
    assert titles[0][1] < titles[1][1]
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE and p.section]
    texts = [p.text for p in running]
    assert texts[0] == "It began in spring and went on. He wrote:"
    assert texts[-1] == "It ended."
    if format_ != "rtf":
        assert running[1].kind is PassageKind.BLOCK_QUOTATION
        assert [p.kind for p in running[2:4]] == [PassageKind.LIST_ITEM] * 2
        assert texts[4:6] == ["Trade\tWage", "Smith\t8.50"]
    assert source.notes[1].text.endswith("1921.\n\nIt goes on.")


@pytest.mark.parametrize("format_", set(WRITTEN) - {"rtf"})
def test_what_the_file_says_of_itself(sources: dict[str, Source], format_: str) -> None:
    said = sources[format_].provenance
    assert said.title == "A Short History"
    assert said.author == ("Ann Author" if format_ != "jats" else said.author)
    assert sources[format_].id.endswith("short-history")


@pytest.mark.parametrize("format_", WRITTEN)
def test_every_span_holds(sources: dict[str, Source], format_: str) -> None:
    source = sources[format_]
    assert len({p.id for p in source.passages}) == len(source.passages)
    for passage in source.passages:
        assert source.text[passage.source_start : passage.source_end] == passage.text
        pieces = [source.text[s.source_start : s.source_end] for s in passage.segments]
        assert "".join(pieces) == passage.text
        assert all(passage.text[s.start : s.end].strip() for s in passage.sentences)
        assert all(0 <= ref.position <= len(passage.text) for ref in passage.notes)
    for note in source.notes:
        assert source.text[note.source_start : note.source_end] == note.text


@pytest.mark.parametrize("format_", ["docx", "markdown"])
def test_reading_again_gives_the_same(files: dict[str, bytes], format_: str) -> None:
    assert read_file(files[format_]) == read_file(files[format_])
