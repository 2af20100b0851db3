"""Links between marks and notes on five books with gold references, in every style.

Each book is flattened to plain text with its marks glued on, with notes at the end, at the end of
each chapter, numbered anew, and at the foot of each page, with numbers or symbols that begin anew,
and read back. `OPCIT_SHARED` or the argument names the
folder with the measuring data.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from flattening import BOOKS, STYLES, SYMBOL, Flattened, flatten, flatten_pages, score

from corpus.model import Provenance
from corpus.reader import read_text

_ROW = "{:29}{:12}{:9}{:>6}{:>9}{:>9}{:>9}{:>12}{:>12}{:>8}\n"


def main() -> int:
    """Print a table; fail below the bar."""
    default = os.environ.get("OPCIT_SHARED", Path(__file__).parents[3] / "shared")
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    folder = shared / "data" / "standard_ebooks"
    if not folder.is_dir():
        sys.stderr.write(f"There is no {folder}: name the measuring data as the argument.\n")
        return 2
    heads = ("book", "marks", "notes", "cut", "P", "R", "F1", "lost told", "same text", "s")
    sys.stdout.write(_ROW.format(*heads))
    worst = min(
        _measure(folder / book, style, by_chapter, lost_share)
        for book in BOOKS
        for style in STYLES
        for by_chapter in (False, True)
        for lost_share in (0.0, 0.03)
    )
    sys.stdout.write(f"lowest F1: {worst:.4f}\n")
    for book in BOOKS:
        for name, style in (("arabic", STYLES["arabic"]), ("symbol", SYMBOL)):
            for lost_share in (0.0, 0.03):
                paged = flatten_pages(folder / book, style, lost_share=lost_share)
                _line(paged, (book, name, "page", f"{lost_share:.0%}"))
    return 0 if worst >= 0.99 else 1


def _measure(folder: Path, style: str, by_chapter: bool, lost_share: float) -> float:
    book = flatten(folder, STYLES[style], by_chapter=by_chapter, lost_share=lost_share)
    where = "chapter" if by_chapter else "end"
    return _line(book, (folder.name, style, where, f"{lost_share:.0%}"))


def _line(book: Flattened, heads: tuple[str, str, str, str]) -> float:
    data = book.text.encode()
    start = time.process_time()
    source = read_text(data, source_id="book", provenance=Provenance("", ""))
    seconds = time.process_time() - start
    got = score(source, book)
    sys.stdout.write(
        _ROW.format(
            *heads,
            *(f"{value:.4f}" for value in (got.precision, got.recall, got.f1)),
            f"{got.reported}/{got.lost}",
            f"{got.same_text}/{got.notes}",
            f"{seconds:.1f}",
        )
    )
    sys.stdout.flush()
    return got.f1


if __name__ == "__main__":
    sys.exit(main())
