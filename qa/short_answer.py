"""The words asked for, found inside the first quotation."""

from collections.abc import Sequence
from typing import Protocol

from qa.evidence.close_reading import CloseReading
from qa.model import Quote, ShortAnswer
from qa.question import AnswerType, expected_answer

_NO_WORDS = frozenset({AnswerType.YES_NO, AnswerType.DEFINITION, AnswerType.REFERENCE})
"""Questions that no few words of a quotation answer."""
_LEAST_CERTAINTY = -2.5
_MOST_OF_QUOTATION = 0.8
"""Share of a quotation from which its words are no shorter answer than the whole."""


class Reader(Protocol):
    """Reads a question together with sentences."""

    def read(self, question: str, sentences: Sequence[str]) -> Sequence[CloseReading]:
        """Say of each sentence with which words it answers."""


def find_short_answer(question: str, quotes: Sequence[Quote], reader: Reader) -> ShortAnswer | None:
    """Find the words asked for inside the first quotation.

    Parameters
    ----------
    question : str
        A stand-alone question.
    quotes : sequence of Quote
        The quotations, best first.
    reader : Reader
        Finds the span.

    Returns
    -------
    ShortAnswer or None
        None where there is no quotation, where the question asks for no such words, or where
        none stand out.
    """
    if not quotes or expected_answer(question).type in _NO_WORDS:
        return None
    quote = quotes[0]
    read = reader.read(question, [quote.text])[0]
    long = read.end - read.start > _MOST_OF_QUOTATION * len(quote.text)
    if read.certainty < _LEAST_CERTAINTY or read.start >= read.end or long:
        return None
    return ShortAnswer(quote.text[read.start : read.end], quote.number, read.start, read.end)
