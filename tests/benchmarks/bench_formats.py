"""Measure what survives in each format: every note of five books, its mark, its place, its text.

Run as ``python tests/benchmarks/bench_formats.py [FOLDER] [BOOK] [FORMAT]``; the folder is also
read from OPCIT_SHARED. PDFs are set with typst, which has to be installed for them.
"""

import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from book_formats import FORMATS, rows, squashed, with_notes, write

from corpus.model import Source
from corpus.reading import read_file

_CONTEXT = 40


def score(source: Source, folder: Path) -> Counter[str]:
    """Count the gold references whose mark, place, paragraph and note are as in the book."""
    texts = {row["pid"]: row for row in rows(folder / "paragraphs.jsonl.gz")}
    gold = rows(folder / "notes_gold.jsonl.gz")
    found, whole = _found(source)
    by_note = Counter(note for _, _, note in found.elements())
    counts: Counter[str] = Counter(gold=len(gold), linked=source.integrity.linked)
    counts["lost"] = len(source.integrity.lost_marks)
    words = Counter(squashed(passage.text) for passage in source.passages)
    words += Counter(squashed(section.title) for section in source.sections)
    for row in gold:
        paragraph = texts[row["pid"]]
        before, after = (
            squashed(part)
            for part in (paragraph["text"][: row["offset"]], paragraph["text"][row["offset"] :])
        )
        note = squashed(row["note_text"])
        heading = paragraph["tag"].startswith("h")
        key = (before[-_CONTEXT:], after[:_CONTEXT], note)
        counts["note text"] += by_note[note] > 0
        counts["heading"] += heading
        matches = [k for k in found if k[2] == note and _same_place(k, key)]
        if heading:
            counts["place"] += by_note[note] > 0
            counts["exact"] += by_note[note] > 0
        elif matches:
            counts["place"] += 1
            exact = (before, after, note)
            cell = paragraph["tag"] in ("td", "th", "caption")
            counts["exact"] += exact in whole or cell
            found[matches[0]] -= 1
            found += Counter()
        elif os.environ.get("OPCIT_SHOW"):
            _show(row, key, found)
    kept = [words[squashed(row["text"])] > 0 for row in texts.values() if row["tag"] == "p"]
    counts["paragraphs"] = round(1000 * sum(kept) / len(kept))
    return counts


def _same_place(one: tuple[str, str, str], gold: tuple[str, str, str]) -> bool:
    return one[0].endswith(gold[0]) and one[1].startswith(gold[1])


def _show(row: dict[str, Any], key: tuple[str, str, str], found: Counter[Any]) -> None:
    near = [k for k in found if k[2] == key[2]] or [k for k in found if k[0][-20:] == key[0][-20:]]
    print("  -", row["label"], key[0], "|", key[1], "|", key[2][:60])  # noqa: T201
    for other in near[:2]:
        print("    ", other[0], "|", other[1], "|", other[2][:60])  # noqa: T201


def _found(source: Source) -> tuple[Counter[tuple[str, str, str]], set[tuple[str, str, str]]]:
    found: Counter[tuple[str, str, str]] = Counter()
    whole = set()
    for passage in source.passages:
        for ref in passage.notes:
            before, after = (
                squashed(part)
                for part in (passage.text[: ref.position], passage.text[ref.position :])
            )
            note = squashed(ref.text)
            found[before[-_CONTEXT:], after[:_CONTEXT], note] += 1
            whole.add((before, after, note))
    return found, whole


def main(shared: Path, book: str, chosen: str) -> None:
    """Print a line for each book and format."""
    columns = ("gold", "linked", "lost", "place", "exact", "note text", "paragraphs", "seconds")
    print(f"{'':47}" + " ".join(f"{name:>10}" for name in columns))  # noqa: T201
    for folder in sorted((shared / "data" / "standard_ebooks").glob(f"{book}*/")):
        epub = next(folder.glob("*.epub"))
        if chosen in ("", "source"):
            _line(folder, "EPUB (source)", epub.read_bytes())
        if chosen != "source":
            tree = with_notes(epub)
            for format_ in FORMATS:
                if chosen in ("", format_):
                    _line(folder, format_, write(tree, format_))


def _line(folder: Path, format_: str, data: bytes) -> None:
    began = time.process_time()
    counts = score(source := read_file(data), folder)
    assert all(source.text[p.source_start : p.source_end] == p.text for p in source.passages)
    counts["seconds"] = round(time.process_time() - began)
    figures = ("gold", "linked", "lost", "place", "exact", "note text")
    shares = [f"{counts[name]:>10}" for name in figures]
    shares += [f"{counts['paragraphs'] / 10:>9.1f}%", f"{counts['seconds']:>10}"]
    print(f"{folder.name:28} {format_:18}" + " ".join(shares), flush=True)  # noqa: T201


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "", "", ""]
    main(
        Path(arguments[0] or os.environ.get("OPCIT_SHARED", "../shared")),
        arguments[1],
        arguments[2],
    )
