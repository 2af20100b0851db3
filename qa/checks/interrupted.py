"""Quotations over what interrupts somebody's words: a tag between them, or another's words."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from qa.checks.alignment import Edit, Place, SourceWords, fold, words_of
from qa.checks.quotemarks import quoted_spans
from qa.checks.speakers import name_words

_TAG_BEFORE = re.compile(r"(?P<words>[^“”\"]*)[”’\"'][^“”\"]{1,100}[“‘\"']$")
_TAG_AFTER = re.compile(r"^[^\w“‘”\"]*[”’\"'][^“”\"]{1,100}[“‘\"'](?P<words>[^“”\"]*)")


def pieces(words: SourceWords, place: Place) -> Iterator[tuple[int, int, int]]:
    """Yield the spans a place covers, passage by passage: passage number, start, end."""
    numbers = words.passage_numbers[place.start : place.end]
    for number in np.unique(numbers):
        inside = np.flatnonzero(numbers == number) + place.start
        yield int(number), int(words.spans[inside[0]][0]), int(words.spans[inside[-1]][1])


def across_tag(words: SourceWords, edit: Edit, claimed: str) -> bool:
    """Whether words that seem changed stand on the other side of who says them.

    "Meteorology is a science" where the source has "Meteorology," he wrote in 1915, "is a science".
    An alignment takes up no single word so far from the rest.

    Parameters
    ----------
    words : SourceWords
        The source.
    edit : Edit
        Where the wording seems to part, before or after all that agrees.
    claimed : str
        The quotation's words there, folded and run together.
    """
    before = _beside(words, edit.source_end, _TAG_BEFORE, after=False)
    after = _beside(words, edit.source_start - 1, _TAG_AFTER, after=True)
    return "".join(before).endswith(claimed) or "".join(after).startswith(claimed)


def _beside(words: SourceWords, at: int, pattern: re.Pattern[str], *, after: bool) -> Sequence[str]:
    """Return the folded words beyond a tag that stands right beside a word of the source."""
    if not 0 <= at < len(words):
        return ()
    text = words.source.passages[int(words.passage_numbers[at])].text
    start, end = (int(edge) for edge in words.spans[at])
    match = pattern.search(text[end:] if after else text[:start])
    return [fold(word) for word, _, _ in words_of(match["words"])] if match else ()


def of_one_voice(words: SourceWords, places: Sequence[Place]) -> bool:
    """Whether what a quotation joins by ellipses is all one person's words, or all narration."""
    voices = [_voice(words, piece) for place in places for piece in pieces(words, place)]
    known = [voice for voice in voices if voice is not None]
    named = [name_words(speaker) for _, speaker in known if speaker]
    return len({quoted for quoted, _ in known}) <= 1 and all(
        one & other for one, other in zip(named, named[1:], strict=False)
    )


def _voice(words: SourceWords, piece: tuple[int, int, int]) -> tuple[bool, str] | None:
    """Tell whether a span is in quotation marks, and whose words it then is; None where partly."""
    number, start, end = piece
    passage = words.source.passages[number]
    marked = [(a, b) for a, b in quoted_spans(passage.text) if a < end and start < b]
    if not marked:
        return False, ""
    if not any(a <= start and end <= b for a, b in marked):
        return None
    held = (s for s in passage.sentences if s.start <= start and end <= s.end)
    return True, next((s.speaker for s in held if s.speaker), None) or ""
