"""What the shipped weights make of questions and sentences."""

import shutil
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model_files import SUMS
from qa.artefacts import WEIGHTS
from qa.evidence.close_reader import CLOSE_READER, CloseReader

QUESTION = "How many sailors were brought ashore?"
RIGHT = "Nine sailors were brought ashore by rowing boat before the brig went down."
UNRELATED = "The committee adjourned and the minutes were approved."


@pytest.fixture(scope="module")
def reader() -> CloseReader:
    return CloseReader()


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        (QUESTION, RIGHT, "Nine"),
        ("When did the brig strike the reef?", "The brig struck the reef in March.", "March"),
        ("Who trimmed the lamp?", "Old Margaret Pole trimmed the lamp every night.", "Pole"),
    ],
)
def test_the_answer_lies_in_the_sentence(
    reader: CloseReader, question: str, sentence: str, words: str
) -> None:
    (reading,) = reader.read(question, [sentence])
    assert 0 <= reading.start < reading.end <= len(sentence)
    assert words in sentence[reading.start : reading.end]
    assert reading.certainty <= 0


def test_what_answers_is_more_relevant_than_what_does_not(reader: CloseReader) -> None:
    right, unrelated = reader.read(QUESTION, [RIGHT, UNRELATED])
    assert right.relevance > unrelated.relevance + 1


def test_a_sentence_is_read_alike_alone_and_among_others(reader: CloseReader) -> None:
    (alone,) = reader.read(QUESTION, [RIGHT])
    among = reader.read(QUESTION, [UNRELATED * 3, RIGHT, UNRELATED])[1]
    assert among.relevance == pytest.approx(alone.relevance, abs=1e-3)
    assert (among.start, among.end) == (alone.start, alone.end)


def test_no_sentences_give_no_readings(reader: CloseReader) -> None:
    assert reader.read(QUESTION, []) == []


@pytest.mark.parametrize("sentence", [RIGHT * 200, "word " * 3000, "", " ", "\u200b", "é" * 500])
def test_odd_sentences_are_read(reader: CloseReader, sentence: str) -> None:
    (reading,) = reader.read("Who " * 500 + "?", [sentence])
    assert 0 <= reading.start <= reading.end <= len(sentence)


def test_an_empty_question_is_read(reader: CloseReader) -> None:
    assert len(reader.read("", [RIGHT, ""])) == 2


def test_half_the_precision_reads_much_the_same(reader: CloseReader) -> None:
    (exact,) = reader.read(QUESTION, [RIGHT])
    (rough,) = CloseReader("bfloat16").read(QUESTION, [RIGHT])
    assert rough.relevance == pytest.approx(exact.relevance, abs=0.3)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in (CLOSE_READER, SUMS):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    return tmp_path / CLOSE_READER


def test_damaged_weights_are_refused(copied: Path) -> None:
    data = bytearray(copied.read_bytes())
    data[-1] ^= 1
    copied.write_bytes(data)
    with pytest.raises(ModelError, match="damaged|SHA-256"):
        CloseReader(weights=copied)


def test_missing_weights_are_refused(copied: Path) -> None:
    copied.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        CloseReader(weights=copied)


def test_weights_that_are_not_listed_are_refused(copied: Path) -> None:
    (copied.parent / SUMS).unlink()
    with pytest.raises(ModelError, match="not listed"):
        CloseReader(weights=copied)
