"""The several things a question asks for, one by one, each inside the quotation that answers."""

import re
from collections.abc import Iterator, Sequence

from index.lexical import analyse, content_stems
from qa.model import Quote, ShortAnswer
from qa.question import AnswerType, kinds_asked, number_asked

_BETWEEN = re.compile(r"\s*[,;]\s*(?:and|or)\s+|\s+(?:and|or)\s+|\s*[,;&]\s+", re.IGNORECASE)
_LEADING = re.compile(r"(?:both|either|of|by|from|in|at|with|to|for|on)\s+", re.IGNORECASE)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w’'-]*\.?)(?:\s+(?:(?:of|de|von|on)\s+)?[A-ZÀ-Þ][\w’'-]*)*"
_NAME_BEFORE = re.compile(rf"(?<![\w’'-])(?:the\s+)?{_NAME}(?:,?\s+(?:and|or)|,)\s+$")
_NAME_AFTER = re.compile(rf"(?:,\s+and|,\s+or|\s+and|\s+or|,)\s+(?:the\s+)?(?P<name>{_NAME})")
_SIGNS = {
    AnswerType.TIME: re.compile(
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|{_MONTH})"
        r"(?:,?\s+\d{4})?\b|\b1\d{3}\b|\b20\d{2}\b"
    ),
    AnswerType.PLACE: re.compile(
        r"(?<=\b(?:in|at)\s)(?:the\s+)?[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*(?<![’']s)"
    ),
    AnswerType.PERSON: re.compile(
        r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*(?<![’']s)"
    ),
}


def answer_parts(
    question: str, quotes: Sequence[Quote], short: ShortAnswer | None
) -> tuple[ShortAnswer, ...]:
    """Find the things asked for, where a question asks for several.

    "Which two ministers" asks for things of one kind, which stand in a row: what was found is
    taken apart where it joins them. "When and where" asks for things of several kinds: the
    nearest of each kind joins what was found.

    Parameters
    ----------
    question : str
        A stand-alone question.
    quotes : sequence of Quote
        The quotations.
    short : ShortAnswer or None
        What was found in one of them.

    Returns
    -------
    tuple of ShortAnswer
        In the order in which they stand; empty where the question asks for one thing, or where
        no several were found.
    """
    quote = next((q for q in quotes if short and q.number == short.quote), None)
    if short is None or quote is None:
        return ()
    if kinds := kinds_asked(question):
        spans = _of_each_kind(question, quote.text, (short.start, short.end), kinds)
    else:
        spans = _in_a_row(quote.text, (short.start, short.end), number_asked(question))
    if len(spans) < 2:  # noqa: PLR2004 - one part is no list
        return ()
    return tuple(ShortAnswer(quote.text[a:b], quote.number, a, b) for a, b in sorted(spans))


def whole_row(text: str, span: tuple[int, int], wanted: int) -> tuple[int, int]:
    """Widen what was found to the whole row of names it stands in, as many as are asked for.

    Parameters
    ----------
    text : str
        A quotation.
    span : (int, int)
        What was found in it.
    wanted : int
        How many names are asked for; 0 leaves the span as it is.

    Examples
    --------
    >>> text = "They sent Kornilov, Kaledin and Kerensky to him."
    >>> start, end = whole_row(text, (20, 40), 3)
    >>> text[start:end]
    'Kornilov, Kaledin and Kerensky'
    """
    if not wanted or not text[span[0] : span[1]][:1].isupper():
        return span
    start, end = span
    while before := _NAME_BEFORE.search(text, 0, start):
        start = before.start()
    while after := _NAME_AFTER.match(text, end):
        end = after.end("name")
    return (start, end) if len(list(_pieces(text, (start, end)))) == wanted else span


def _in_a_row(text: str, span: tuple[int, int], wanted: int) -> list[tuple[int, int]]:
    """Take a row of things apart; nothing where they are not as many as asked for."""
    if not wanted:
        return []
    spans = [_without_leading(text, *piece) for piece in _pieces(text, span)]
    return spans if len(spans) == wanted and all(a < b for a, b in spans) else []


def _pieces(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    at, end = span
    for between in _BETWEEN.finditer(text, at, end):
        yield at, between.start()
        at = between.end()
    yield at, end


def _without_leading(text: str, start: int, end: int) -> tuple[int, int]:
    found = _LEADING.match(text, start, end)
    return (found.end() if found else start), end


def _of_each_kind(
    question: str, text: str, span: tuple[int, int], kinds: Sequence[AnswerType]
) -> list[tuple[int, int]]:
    """Join to what was found the nearest of each other kind that the question does not name."""
    asked = content_stems(question)
    spans = [span]
    for kind in kinds:
        sign = _SIGNS.get(kind)
        if sign is None or sign.search(text, *span):
            continue
        others = [
            found.span()
            for found in sign.finditer(text)
            if not any(found.start() < b and a < found.end() for a, b in spans)
            and asked.isdisjoint(term.stem for term in analyse(found[0]))
        ]
        if others:
            spans.append(min(others, key=lambda other: max(span[0] - other[1], other[0] - span[1])))
    return spans
