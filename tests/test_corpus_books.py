"""Books with thousands of gold note references, their marks glued on as roman numerals."""

import gzip
import json
import random
from pathlib import Path

import pytest

from corpus.model import Provenance
from corpus.numerals import to_roman
from corpus.reader import read_text


def rows(file: Path) -> list[dict[str, object]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def flattened(folder: Path, lost_share: float) -> tuple[str, dict[int, int]]:
    """Give a book as plain text, and where in it the mark of each note that kept it begins."""
    chance = random.Random(1917)
    references = list(enumerate(rows(folder / "notes_gold.jsonl.gz"), start=1))
    by_paragraph: dict[object, list[tuple[int, int]]] = {}
    for number, row in references:
        by_paragraph.setdefault(row["pid"], []).append((int(str(row["offset"])), number))
    text, gold = "", {}
    for paragraph in rows(folder / "paragraphs.jsonl.gz"):
        words, at = str(paragraph["text"]), 0
        for offset, number in sorted(by_paragraph.get(paragraph["pid"], [])):
            text += words[at:offset]
            at = offset
            if chance.random() >= lost_share:
                gold[number] = len(text)
                text += to_roman(number)
        text += words[at:] + "\n\n"
    notes = (f"{to_roman(n)} {' '.join(str(row['note_text']).split())}" for n, row in references)
    return text + "Notes\n\n" + "\n\n".join(notes), gold


@pytest.mark.parametrize("book", ["bede_ecclesiastical-history", "james_varieties"])
@pytest.mark.parametrize("lost_share", [0.0, 0.03])
def test_marks_of_a_whole_book_are_linked(shared: Path, book: str, lost_share: float) -> None:
    text, gold = flattened(shared / "data" / "standard_ebooks" / book, lost_share)
    source = read_text(text.encode(), source_id="book", provenance=Provenance("", ""))
    found = {n.number: n.anchor.source_start for n in source.notes if n.anchor}
    right = sum(gold.get(number) == place for number, place in found.items())
    assert 2 * right / (len(found) + len(gold)) >= 0.999
    assert set(found) <= set(gold)
    assert len(source.integrity.lost_marks) == len(source.notes) - len(found)
