"""Where notes hang: the book, the chapter and the heading, as other notes name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.citations import plain
from corpus.model import Passage
from corpus.numerals import from_roman
from corpus.passages import Running

_BOOK = re.compile(r"(?:book|part|volume)\s+(?P<number>[ivxlc]+|\d+)\b", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:(?i:chapter|chap\.|lectures?|letter)\s+)?(?!I\s)(?P<number>[IVXLC]+|\d{1,3})(?=$|[\s.:—])"
)
_OPENING = re.compile(r"(?:^|\s)(?P<number>\d{1,3})\. (?=[A-Z“‘])")
_MOST_SKIPPED = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text something stands.

    Attributes
    ----------
    book, chapter : int
        Their numbers; 0 where there is none.
    heading : str
        The heading it stands under, in lower case without accents.
    """

    book: int = 0
    chapter: int = 0
    heading: str = ""


def calling_places(running: Running, numbers: Sequence[int]) -> list[Place | None]:
    """Say in which book and chapter the mark of each note stands; None where the mark is lost.

    Books are told by their headings, or by the numbers of the chapters starting again; chapters by
    headings that are numbers, or by paragraphs that begin with them, one after another.

    Parameters
    ----------
    running : Running
        The running text.
    numbers : sequence of int
        The notes, by the numbers their anchors go by.

    Returns
    -------
    list of Place or None
        For each note.
    """
    chapters = dict(_chapters(running.passages, _headed(running)))
    places: list[Place | None] = []
    for number in numbers:
        anchor = running.anchors.get(number)
        within = chapters.get(anchor.passage_id, []) if anchor else []
        before = [place for start, place in within if anchor and start <= anchor.position]
        places.append(before[-1] if before else None)
    return places


def _headed(running: Running) -> dict[int, Place]:
    """Give the place of each passage as the headings tell it."""
    headed: dict[int, Place] = {}
    at = Place()
    for section in running.sections:
        at = _under(section.title, at)
        for paragraph in range(section.first_paragraph, section.last_paragraph + 1):
            headed[paragraph] = at
    return headed


def _under(title: str, before: Place) -> Place:
    heading = plain(title).strip()
    book = _BOOK.match(heading)
    if book:
        return Place(_number(book["number"]), 0, heading)
    chapter = _CHAPTER.match(title.strip())
    number = _number(chapter["number"]) if chapter else 0
    if not number:
        return Place(before.book if before.chapter else 0, before.chapter, heading)
    again = number <= before.chapter or not before.book
    return Place(before.book + again, number, heading)


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else from_roman(numeral.lower()) or 0


def _chapters(
    passages: Sequence[Passage], headed: dict[int, Place]
) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
    """Follow the numbers that paragraphs begin with, where no heading numbers the chapters."""
    last, under = 0, Place()
    for passage in passages:
        place = headed.get(passage.paragraph, Place())
        if place != under:
            last, under = 0, place
        within = [(0, replace(place, chapter=place.chapter or last))]
        if not place.chapter:
            for match in _OPENING.finditer(passage.text):
                number = int(match["number"])
                if last < number <= last + _MOST_SKIPPED:
                    last = number
                    within.append((match.start(), replace(place, chapter=number)))
        yield passage.id, within
