import pytest

from corpus.errors import BadProvenance
from corpus.provenance import parse_provenance


def test_all_fields() -> None:
    data = b'title = "T"\nauthor = "A"\ndate = "1967"\nrights = "R"\n'
    provenance = parse_provenance(data, name="t.toml")
    assert (provenance.title, provenance.date, provenance.comment) == ("T", "1967", "")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"title = ", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
        (b'title = "T"', "does not give the author"),
        (b'title = " "\nauthor = "A"', "does not give the title"),
        (b'title = "T"\nauthor = "A"\nyear = "1967"', "unknown field, 'year'"),
        (b'title = "T"\nauthor = "A"\ndate = 1967', "'date' is not text"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, says: str) -> None:
    with pytest.raises(BadProvenance, match=says) as caught:
        parse_provenance(data, name="t.toml")
    assert "t.toml" in caught.value.message
    assert caught.value.hint
