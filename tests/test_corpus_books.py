"""A slice of the proof in benchmarks/bench_linking.py: books with gold note references."""

from pathlib import Path

import pytest
from flattening import STYLES, flatten, score

from corpus.model import Provenance
from corpus.reader import read_text

CASES = [
    ("bede_ecclesiastical-history", "roman", True, 0.03),
    ("bede_ecclesiastical-history", "arabic", False, 0.03),
    ("james_varieties", "roman", False, 0.0),
    ("james_varieties", "arabic", True, 0.03),
    ("james_varieties", "superscript", True, 0.03),
    ("james_varieties", "bracket", False, 0.03),
    ("herodotus_histories", "arabic", True, 0.0),
]


@pytest.mark.parametrize(("book", "style", "by_chapter", "lost_share"), CASES)
def test_marks_of_a_whole_book_are_linked(
    shared: Path, book: str, style: str, by_chapter: bool, lost_share: float
) -> None:
    flat = flatten(
        shared / "data" / "standard_ebooks" / book,
        STYLES[style],
        by_chapter=by_chapter,
        lost_share=lost_share,
    )
    source = read_text(flat.text.encode(), source_id="book", provenance=Provenance("", ""))
    found = score(source, flat)
    assert found.f1 >= 0.998
    assert found.precision == 1.0
    assert found.reported == found.lost
    assert found.same_text == found.notes
    assert len(source.integrity.lost_marks) == len(source.notes) - source.integrity.linked
