from collections.abc import Sequence

import pytest
from small_source import small_source

from qa.evidence.close_reading import CloseReading
from qa.quoting import make_quote
from qa.short_answer import find_short_answer

SOURCE = small_source()
STORM = next(p for p in SOURCE.passages if "Halcyon" in p.text)
QUOTE = make_quote(SOURCE, STORM, 0, STORM.sentences[0].end, number=1, score=0.9)


class Pointing:
    """A reader that points at fixed words."""

    def __init__(self, words: str, certainty: float = -0.2) -> None:
        self._words, self._certainty = words, certainty

    def read(self, question: str, sentences: Sequence[str]) -> list[CloseReading]:
        """Point at the words in the first sentence."""
        start = sentences[0].index(self._words)
        return [CloseReading(1.0, start, start + len(self._words), self._certainty)]


def test_points_into_the_first_quotation() -> None:
    found = find_short_answer("Which brig struck the reef?", [QUOTE], Pointing("Halcyon"))
    assert found is not None
    assert (found.text, found.quote) == ("Halcyon", 1)
    assert QUOTE.text[found.start : found.end] == "Halcyon"


@pytest.mark.parametrize(
    "question", ["Did the brig strike the reef?", "Who were the Wreckers?", "What source is cited?"]
)
def test_none_where_no_few_words_answer(question: str) -> None:
    assert find_short_answer(question, [QUOTE], Pointing("Halcyon")) is None


def test_none_where_no_words_stand_out() -> None:
    assert find_short_answer("Which brig?", [QUOTE], Pointing("Halcyon", -4.0)) is None


def test_none_where_it_would_be_the_whole_quotation() -> None:
    assert find_short_answer("Which brig?", [QUOTE], Pointing(QUOTE.text)) is None


def test_none_without_a_quotation() -> None:
    assert find_short_answer("Which brig?", [], Pointing("Halcyon")) is None
