import pytest

from corpus.decoding import decode
from corpus.errors import UnreadableSource

TEXT = "Paléologue noted: “no annexations” – 13½ million."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_usual_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_latin_1_with_bytes_that_cp1252_lacks_is_refused() -> None:
    with pytest.raises(UnreadableSource):
        decode(b"plain words and \x81 a control")


def test_line_ends_are_kept() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (bytes(range(256)) * 20, "recognised|binary"),
        (b"\xff\xfe\x00\xd8\x00", "utf-16"),
        (b"\xef\xbb\xbf\xff", "utf-8"),
        ("Жизнь прожить".encode("koi8-r"), "recognised"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as caught:
        decode(data)
    assert caught.value.hint
