"""The words asked for, found inside the first quotation."""

from collections.abc import Sequence
from typing import Protocol

from corpus.model import Passage, Sentence
from qa.announced import announces
from qa.answer_parts import whole_row
from qa.evidence.close_reading import CloseReading
from qa.lookups.events import asks_for_events
from qa.lookups.identities import name_beside
from qa.lookups.mentions import asks_for_mentions
from qa.misfits import cannot_be
from qa.model import Quote, ShortAnswer
from qa.question import AnswerType, expected_answer, number_asked

_NO_WORDS = frozenset({AnswerType.YES_NO, AnswerType.DEFINITION, AnswerType.REFERENCE})
"""Questions that no few words of a quotation answer."""
_LEAST_CERTAINTY = -2.5
_MOST_OF_QUOTATION = 0.8
"""Share of a quotation from which its words are no shorter answer than the whole."""
_MARKS = {"“": "”", "‘": "’", "(": ")", "[": "]"}
_LONGEST = 25
"""Words of a short answer at most."""


class Read(Protocol):
    """A sentence that may have been read closely."""

    @property
    def passage(self) -> Passage:
        """Where it stands."""

    @property
    def sentence(self) -> Sentence:
        """Its span."""

    @property
    def close(self) -> CloseReading | None:
        """What close reading made of it."""


def find_short_answer(
    question: str, quotes: Sequence[Quote], ranked: Sequence[Read]
) -> ShortAnswer | None:
    """Find the words asked for inside the first quotation.

    Parameters
    ----------
    question : str
        A stand-alone question.
    quotes : sequence of Quote
        The quotations, best first.
    ranked : sequence of Read
        The sentences found, best first.

    Returns
    -------
    ShortAnswer or None
        None where there is no quotation, where it only announces the next, where it was not read
        closely, where the question asks for no such words, or where none stand out.
    """
    told_of = asks_for_events(question) or asks_for_mentions(question)
    if not quotes or told_of:
        return None
    quote = quotes[0]
    if span := name_beside(question, quote.text):
        return ShortAnswer(quote.text[slice(*span)], quote.number, *span)
    if announces(quote.text) or expected_answer(question).type in _NO_WORDS:
        return None
    read = next((scored.close for scored in ranked if _is(scored, quote)), None)
    if read is None or read.certainty < _LEAST_CERTAINTY or read.start >= read.end:
        return None
    if read.end - read.start > _MOST_OF_QUOTATION * len(quote.text):
        return None
    span = whole_row(quote.text, (read.start, read.end), number_asked(question))
    start, end = _with_both_marks(quote.text, *span)
    if len(quote.text[start:end].split()) > _LONGEST or cannot_be(question, quote.text, start, end):
        return None
    return ShortAnswer(quote.text[start:end], quote.number, start, end)


def _with_both_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the mark that closes what the span opens, or opens what it closes, if next to it."""
    for opens, closes in _MARKS.items():
        opened, closed = text.count(opens, start, end), text.count(closes, start, end)
        if opened > closed and text[end : end + 1] == closes:
            end += 1
        elif closed > opened and start and text[start - 1] == opens:
            start -= 1
    return start, end


def _is(scored: Read, quote: Quote) -> bool:
    """Whether a quotation is this very sentence."""
    own = (scored.passage.id, scored.sentence.start, scored.sentence.end)
    return own == (quote.passage_id, quote.start, quote.end)
