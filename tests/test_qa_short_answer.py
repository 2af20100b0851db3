from dataclasses import dataclass

import pytest
from small_source import small_source

from corpus.model import Passage, Sentence
from qa.evidence.close_reading import CloseReading
from qa.quoting import make_quote
from qa.short_answer import find_short_answer

SOURCE = small_source()
STORM = next(p for p in SOURCE.passages if "Halcyon" in p.text)
QUOTE = make_quote(SOURCE, STORM, 0, STORM.sentences[0].end, number=1, score=0.9)


@dataclass(frozen=True)
class Read:
    """A sentence read closely."""

    passage: Passage
    sentence: Sentence
    close: CloseReading | None


def pointing(words: str, certainty: float = -0.2) -> list[Read]:
    """Read the quoted sentence, pointing at some of its words."""
    start = QUOTE.text.index(words)
    close = CloseReading(1.0, start, start + len(words), certainty)
    return [Read(STORM, STORM.sentences[1], None), Read(STORM, STORM.sentences[0], close)]


def test_points_into_the_first_quotation() -> None:
    found = find_short_answer("Which brig struck the reef?", [QUOTE], pointing("Halcyon"))
    assert found is not None
    assert (found.text, found.quote) == ("Halcyon", 1)
    assert QUOTE.text[found.start : found.end] == "Halcyon"


@pytest.mark.parametrize(
    "question", ["Did the brig strike the reef?", "Who were the Wreckers?", "What source is cited?"]
)
def test_none_where_no_few_words_answer(question: str) -> None:
    assert find_short_answer(question, [QUOTE], pointing("Halcyon")) is None


def test_none_where_no_words_stand_out() -> None:
    assert find_short_answer("Which brig?", [QUOTE], pointing("Halcyon", -4.0)) is None


def test_none_where_it_would_be_the_whole_quotation() -> None:
    assert find_short_answer("Which brig?", [QUOTE], pointing(QUOTE.text)) is None


def test_none_without_a_quotation() -> None:
    assert find_short_answer("Which brig?", [], pointing("Halcyon")) is None


def test_none_where_the_quotation_was_not_read_closely() -> None:
    unread = [Read(STORM, STORM.sentences[0], None)]
    assert find_short_answer("Which brig?", [QUOTE], unread) is None
