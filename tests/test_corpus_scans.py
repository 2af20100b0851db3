"""Scans: pictures of pages, recognised where Tesseract is installed and refused where it is not."""

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
import typst

from corpus.errors import UnreadableSource
from corpus.pdf_lines import Line
from corpus.reading import read_file
from corpus.scans import RECOGNISED, is_scan, steadied

PARAGRAPHS = (
    "The smith Tranter forged the chain in a single winter. His neighbours had wagered that he "
    "would need three, and they paid him with a bad grace when the ice broke.",
    "In 1702 the chain was hung across the harbour. No ship passed it for eleven years, and the "
    "fishermen learned to sell their catch from the mole.",
)


def scan(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """Draw pages and keep nothing but their pictures."""
    sheet = '#set page(width: 14cm, height: 12cm)\n#set text(size: 12pt, lang: "en")\n'
    drawn = pypdfium2.PdfDocument(typst.compile((sheet + "\n\n".join(paragraphs)).encode()))
    pictures = pypdfium2.PdfDocument.new()
    for page in drawn:
        width, height = page.get_size()
        picture = pypdfium2.PdfImage.new(pictures)
        picture.set_bitmap(page.render(scale=200 / 72))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        sheet_of_paper = pictures.new_page(width, height)
        sheet_of_paper.insert_obj(picture)
        sheet_of_paper.gen_content()
    file = io.BytesIO()
    pictures.save(file)
    return file.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_text_of_a_scan_is_recognised_and_said_to_be() -> None:
    source = read_file(scan())
    assert [passage.text for passage in source.passages] == list(PARAGRAPHS)
    assert [warning.message for warning in source.integrity.warnings] == [RECOGNISED]


def test_without_tesseract_a_scan_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableSource, match="it is a scan") as caught:
        read_file(scan())
    assert "Tesseract" in caught.value.hint
    assert "ocrmypdf" in caught.value.hint


def test_a_tesseract_that_fails_gives_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "tesseract"
    broken.write_text("#!/bin/sh\necho 'Error opening data file.' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match=r"recognised: Error opening data file\. "):
        read_file(scan())


def line(size: float, text: str = "words of a line") -> Line:
    return Line(page=0, left=0, right=90, base=10, size=size, text=text)


def test_sizes_that_waver_are_steadied_and_others_are_kept() -> None:
    (page,) = steadied([[line(10), line(10), line(9), line(6), line(16)]])
    assert [each.size for each in page] == [10, 10, 10, 6, 16]
    assert steadied([[]]) == [[]]


@pytest.mark.parametrize(
    ("letters", "scanned"), [(0, True), (30, True), (50, False)], ids=["none", "few", "enough"]
)
def test_pages_with_next_to_no_text_are_a_scan(letters: int, scanned: bool) -> None:
    assert is_scan([[line(10, "x" * letters)] if letters else [], []]) is scanned
