"""Back-references in notes against what a reader says they refer to.

`judged/backrefs.jsonl` holds notes drawn by lot from the bundled source and from books: for each
what it refers back to, with the numbers of the notes that would do. Half of them were drawn among
notes with words that promise a back-reference, half among the rest. Round 1 was looked at while
the rules were made, round 2 only measured. `OPCIT_SHARED` or the argument names the folder with
the measuring data; with `OPCIT_SHOW` set, every miss is shown.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.bundled import load_bundled
from corpus.model import Note, Resolution, Source
from corpus.reading import read_file

JUDGED = Path(__file__).parent / "judged" / "backrefs.jsonl"
_ROW = "{:32}{:>6}{:>7}{:>7}{:>7}{:>11}{:>9}\n"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many references there are, how many were resolved, and how many of those rightly."""

    judged: int = 0
    resolved: int = 0
    right: int = 0
    found: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.judged + other.judged,
            self.resolved + other.resolved,
            self.right + other.right,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        return self.right / self.resolved if self.resolved else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.judged if self.judged else 1.0


def tally(note: Note, refs: list[dict[str, Any]], show: bool = False) -> Tally:
    """Hold the resolutions of a note against what was judged; those left open are not made."""
    made = [r for r in note.resolved if r.reference and not r.ambiguous]
    right = found = 0
    claimed: set[int] = set()
    for ref in refs:
        start = note.text.index(ref["at"])
        over = [r for r in made if r.start < start + len(ref["at"]) and start < r.end]
        good = [r for r in over if _number(r) in ref["to"]]
        claimed |= {id(r) for r in good}
        found += bool(good) and not ref.get("optional")
        if show and not good and not (ref.get("optional") and not over):
            _print(note, ref, over)
    right = len(claimed)
    if show:
        for r in made:
            if id(r) not in claimed:
                sys.stdout.write(
                    f"  ! {note.number} “{r.surface}” -> {r.note_id}: {note.text[:90]!r}\n"
                )
    return Tally(sum(not r.get("optional") for r in refs), len(made), right, found)


def _print(note: Note, ref: dict[str, Any], over: list[Resolution]) -> None:
    instead = [r.note_id for r in over]
    sys.stdout.write(f"  - {note.number} “{ref['at']}” -> {ref['to']}, not {instead}\n")


def _number(resolution: Resolution) -> int:
    return int((resolution.note_id or ":n0").rpartition(":n")[2])


def _sources(folder: Path) -> Iterator[Source]:
    yield from load_bundled()
    for file in sorted(folder.glob("*/*.epub")):
        yield read_file(file.read_bytes(), source_id=file.stem, name=file.name)


def main() -> int:
    """Print a table; fail below the bar."""
    default = os.environ.get("OPCIT_SHARED", Path(__file__).parents[3] / "shared")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "data" / "standard_ebooks"
    if not folder.is_dir():
        sys.stderr.write(f"There is no {folder}: name the measuring data as the argument.\n")
        return 2
    rows = [json.loads(line) for line in JUDGED.read_text().splitlines()]
    wanted = {row["source"] for row in rows}
    sys.stdout.write(
        _ROW.format("source", "round", "notes", "judged", "made", "precision", "recall")
    )
    totals: Counter[int] = Counter()
    sums: dict[int, Tally] = {}
    for source in _sources(folder):
        if source.id not in wanted:
            continue
        for round_ in sorted({row["round"] for row in rows}):
            mine = [r for r in rows if r["source"] == source.id and r["round"] == round_]
            show = bool(os.environ.get("OPCIT_SHOW"))
            got = Tally()
            for row in mine:
                got += tally(source.notes[row["note"] - 1], row["refs"], show)
            _line(source.id, round_, len(mine), got)
            totals[round_] += len(mine)
            sums[round_] = sums.get(round_, Tally()) + got
    for round_, got in sums.items():
        _line("all", round_, totals[round_], got)
    return 0 if all(got.precision >= 0.95 for got in sums.values()) else 1


def _line(name: str, round_: int, notes: int, got: Tally) -> None:
    figures = (f"{got.precision:.3f}", f"{got.recall:.3f}")
    sys.stdout.write(_ROW.format(name, round_, notes, got.judged, got.resolved, *figures))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
