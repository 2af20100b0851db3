import pytest

from corpus.bundled import load_bundled
from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.lookup import find_note, find_passage, find_source, source_of


@pytest.mark.parametrize("label", ["liii", "LIII", "53", "n53", "rothstein-1917:n53", " liii "])
def test_a_note_by_whatever_a_reader_calls_it(label: str) -> None:
    (source,) = load_bundled()
    assert find_note(source, label).number == 53


@pytest.mark.parametrize("label", ["lxx", "0", "70", "n70", "", "p0001", "³"])
def test_notes_that_are_not_there(label: str) -> None:
    (source,) = load_bundled()
    with pytest.raises(UnknownNote) as caught:
        find_note(source, label)
    assert "from i to lxix" in caught.value.hint


@pytest.mark.parametrize("passage_id", ["rothstein-1917:p0042", "p0042"])
def test_a_passage_by_its_id(passage_id: str) -> None:
    (source,) = load_bundled()
    assert find_passage(source, passage_id).paragraph == 42
    assert find_passage(source, "n17").text == "Pokrovsky, op cit, p 134."


def test_passages_and_sources_that_are_not_there() -> None:
    sources = load_bundled()
    with pytest.raises(UnknownPassage) as caught:
        find_passage(sources[0], "p0117")
    assert "p0116" in caught.value.hint
    with pytest.raises(UnknownSource) as missing:
        find_source(sources, "reed-1919")
    assert "rothstein-1917" in missing.value.hint
    assert source_of(sources, "rothstein-1917:n17") is sources[0]
