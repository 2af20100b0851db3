"""Books with gold note references, flattened to plain text with their marks glued on."""

import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpus.model import Source
from corpus.numerals import to_roman

BOOKS = (
    "john-reed_ten-days",
    "james_varieties",
    "bede_ecclesiastical-history",
    "herodotus_histories",
    "smith_wealth-of-nations",
)
_PAGE = 6
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Style:
    """How marks and the labels of notes are printed."""

    mark: Callable[[int], str]
    label: Callable[[int], str]


_SYMBOLS = "*†‡§‖¶"
SYMBOL = Style(lambda n: _SYMBOLS[n - 1], lambda n: _SYMBOLS[n - 1] + " ")
STYLES = {
    "roman": Style(to_roman, lambda n: to_roman(n) + " "),
    "arabic": Style(str, lambda n: f"{n}. "),
    "superscript": Style(
        lambda n: str(n).translate(_SUPERSCRIPTS), lambda n: str(n).translate(_SUPERSCRIPTS) + " "
    ),
    "bracket": Style(lambda n: f"[{n}]", lambda n: f"[{n}] "),
}


@dataclass(frozen=True)
class Flattened:
    """A book as plain text.

    `notes` says where the text of each note begins, and `marks` where the mark of each begins
    that kept its own; `texts` holds the words of the notes.
    """

    text: str
    notes: list[int]
    marks: dict[int, int]
    texts: list[str]


def rows(file: Path) -> list[dict[str, object]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def flatten_pages(folder: Path, style: Style, *, lost_share: float) -> Flattened:
    """Flatten a book into pages, each with its notes at the foot, numbered anew."""
    writer = _Writer(style, lost_share)
    references = _references(folder)
    for number, paragraph in enumerate(rows(folder / "paragraphs.jsonl.gz"), start=1):
        mine = references.get(paragraph["pid"], [])
        waiting = len(writer.texts) - writer.first
        if waiting and (waiting + len(mine) > len(_SYMBOLS) or number % _PAGE == 0):
            writer.notes_so_far("")
            writer.write("\f")
        writer.paragraph(str(paragraph["text"]), mine[: len(_SYMBOLS)])
    writer.notes_so_far("")
    return Flattened("".join(writer.parts), writer.notes, writer.marks, writer.texts)


def _references(folder: Path) -> dict[object, list[dict[str, object]]]:
    references: dict[object, list[dict[str, object]]] = {}
    for row in rows(folder / "notes_gold.jsonl.gz"):
        references.setdefault(row["pid"], []).append(row)
    return references


def flatten(folder: Path, style: Style, *, by_chapter: bool, lost_share: float) -> Flattened:
    """Flatten a book, with notes at the end, or at the end of each chapter and numbered anew."""
    writer = _Writer(style, lost_share)
    paragraphs = rows(folder / "paragraphs.jsonl.gz")
    references = _references(folder)
    for _, chapter in groupby(paragraphs, key=lambda row: row["file"] if by_chapter else None):
        for paragraph in chapter:
            writer.paragraph(str(paragraph["text"]), references.get(paragraph["pid"], []))
        writer.notes_so_far("" if by_chapter else "Notes\n\n")
    return Flattened("".join(writer.parts), writer.notes, writer.marks, writer.texts)


class _Writer:
    def __init__(self, style: Style, lost_share: float) -> None:
        self.style, self.lost_share = style, lost_share
        self.chance = random.Random(1917)
        self.parts: list[str] = []
        self.length, self.first = 0, 0
        self.notes: list[int] = []
        self.marks: dict[int, int] = {}
        self.texts: list[str] = []

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def paragraph(self, words: str, references: list[dict[str, object]]) -> None:
        at = 0
        for row in sorted(references, key=lambda row: int(str(row["offset"]))):
            offset = int(str(row["offset"]))
            self.write(words[at:offset])
            at = offset
            if self.chance.random() >= self.lost_share:
                self.marks[len(self.texts)] = self.length
                self.write(self.style.mark(len(self.texts) - self.first + 1))
            self.texts.append("\n\n".join(_paragraphs(str(row["note_text"]))))
        self.write(words[at:] + "\n\n")

    def notes_so_far(self, heading: str) -> None:
        if len(self.texts) > self.first:
            self.write(heading)
        for number, text in enumerate(self.texts[self.first :], start=1):
            self.write(self.style.label(number))
            self.notes.append(self.length)
            self.write(text + "\n\n")
        self.write("\n")
        self.first = len(self.texts)


def _paragraphs(text: str) -> Iterator[str]:
    return (" ".join(part.split()) for part in text.split("\n") if part.strip())


@dataclass(frozen=True)
class Score:
    """Links against gold: right ones, found ones, and those there are."""

    right: int
    found: int
    gold: int
    lost: int
    reported: int
    same_text: int
    notes: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


def score(source: Source, book: Flattened) -> Score:
    """Compare a source as read with what was flattened, note by note."""
    by_start = {start: index for index, start in enumerate(book.notes)}
    right = found = reported = same_text = 0
    for note in source.notes:
        index = by_start.get(note.source_start, -1)
        same_text += index >= 0 and book.texts[index] == note.text
        if note.anchor:
            found += 1
            right += book.marks.get(index) == note.anchor.source_start
        else:
            reported += index >= 0 and index not in book.marks
    lost = len(book.notes) - len(book.marks)
    return Score(right, found, len(book.marks), lost, reported, same_text, len(book.notes))
