"""Files that cannot be read: each says what is wrong with it and what to do."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from test_corpus_formats import written

from corpus.archives import Archive
from corpus.entities import check_entities
from corpus.errors import UnreadableSource
from corpus.reading import LARGEST_TEXT, read_file


def zipped(files: dict[str, bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_file(data, name=name)
    assert caught.value.hint
    return caught.value.message


BOMB = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body>&b;</body></html>'
LONG = f'<!DOCTYPE html [<!ENTITY a "{"ha" * 9000}">]><html><body>{"&a;" * 9000}</body></html>'
OUTSIDE = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;</body></html>'
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"28" * 32
    + b">/U<"
    + b"11" * 32
    + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n ", "white space"),
        (bytes(range(256)) * 9, "binary|recognised"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "picture"),
        (b"\x1f\x8b\x08\0" * 9, "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word file"),
        (zipped({"a.txt": b"words"}), "no document"),
        (zipped({"mimetype": b"application/epub+zip"}), "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (LOCKED, "password"),
        (BOMB.encode(), "entities"),
        (LONG.encode(), "entities"),
        (OUTSIDE.encode(), "entities"),
        (b"<?xml version='1.0'?><TEI><text>Words</text></TEI>", "<tei>"),
        (b"<html><body><script>x</script></body></html>", "no text"),
    ],
)
def test_each_bad_file_has_its_message(data: bytes, says: str) -> None:
    assert re.search(says, refusal(data))


@pytest.mark.parametrize("format_", ["docx", "epub", "odt"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_a_file_cut_short(format_: str, share: float) -> None:
    data = written(format_, "Words.[^1]\n\n[^1]: Note.\n")
    assert "damaged or cut short" in refusal(data[: int(share * len(data))])


def test_an_archive_that_unfolds_beyond_measure() -> None:
    data = zipped({"word/document.xml": b"0" * (40 * 1024 * 1024)}, compresslevel=9)
    assert len(data) < 100_000
    assert "unpack to far more" in refusal(data, "a.docx")


def test_an_archive_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"word/document.xml": b"0" * 50_000}))
    for sign, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(sign) + at
        data[place : place + 4] = struct.pack("<I", 100)
    with pytest.raises(UnreadableSource):
        Archive(bytes(data)).read("word/document.xml")


def test_damage_inside_an_archive() -> None:
    data = bytearray(zipped({"word/document.xml": zlib.compress(b"words" * 900)}))
    data[60:70] = b"\0" * 10
    assert "damaged" in refusal(bytes(data))


def test_entities_inside_a_word_file() -> None:
    document = '<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    assert "entities" in refusal(zipped({"word/document.xml": document.encode()}))


def test_entities_that_stand_for_a_character_are_fine() -> None:
    check_entities('<!DOCTYPE html [<!ENTITY nbsp "&#160;">]><html>&nbsp;</html>')


def test_a_text_that_is_too_large() -> None:
    assert "larger than the 50 MB" in refusal(b"word " * (LARGEST_TEXT // 5 + 1))


def test_nesting_without_end() -> None:
    depth = 100_000
    message = refusal(("<div>" * depth + "word" + "</div>" * depth).encode())
    assert "nested" in message or "memory" in message or "damaged" in message


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        read_file(tmp_path / "none.docx")


@pytest.mark.parametrize("name", ["book.pdf", "book.txt", "book", "book.jpg"])
def test_a_wrong_extension_does_not_matter(name: str) -> None:
    source = read_file(written("docx", "Words.[^1]\n\n[^1]: Note.\n"), name=name)
    assert source.integrity.linked == 1
    assert source.id == "book"
