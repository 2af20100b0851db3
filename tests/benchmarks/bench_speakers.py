"""Whose words sentences are, against what a reader says.

`judged/speakers.jsonl` holds sentences drawn by lot from the bundled source and from texts of the
measuring data, half of them from quotations: the voices that are right, and the names that the
text gives the person quoted, if any. Round 1 was looked at while the rules were made, round 2 only
measured. `OPCIT_SHARED` or the argument names the folder with the measuring data; with
`OPCIT_SHOW` set, every miss is shown.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.bundled import load_bundled
from corpus.model import Provenance, Sentence, Source
from corpus.reader import read_text

JUDGED = Path(__file__).parent / "judged" / "speakers.jsonl"
_ROW = "{:30}{:>6}{:>11}{:>8}{:>8}{:>8}{:>12}{:>9}\n"


def main() -> int:
    """Print a table of how many voices are right, and the precision and recall of names."""
    default = os.environ.get("OPCIT_SHARED", Path(__file__).parents[3] / "shared")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else default) / "data" / "written" / "passages"
    if not folder.is_dir():
        sys.stderr.write(f"There is no {folder}: name the measuring data as the argument.\n")
        return 2
    rows = [json.loads(line) for line in JUDGED.read_text().splitlines()]
    heads = ("round", "sentences", "voice", "named", "given", "precision", "recall")
    sys.stdout.write(_ROW.format("source", *heads))
    sums: dict[int, Counter[str]] = {}
    for source_id in dict.fromkeys(row["source"] for row in rows):
        sentences = _sentences(_source(source_id, folder))
        for round_ in sorted({row["round"] for row in rows}):
            mine = [r for r in rows if r["source"] == source_id and r["round"] == round_]
            got = Counter[str]()
            for row in mine:
                got += tally(sentences[row["passage"], row["start"]], row)
            if mine:
                _line(source_id, round_, got)
            sums.setdefault(round_, Counter()).update(got)
    for round_, got in sums.items():
        _line("all", round_, got)
    return 0


def tally(sentence: Sentence, row: dict[str, Any]) -> Counter[str]:
    """Hold the voice and the speaker of a sentence against what was judged."""
    named, given = row.get("speaker"), sentence.speaker
    got = Counter(
        sentences=1, voice=sentence.voice in row["voice"], named=bool(named), given=bool(given)
    )
    if row.get("unscored"):
        got["given"] = 0
    elif named and given:
        got["right"] = any(name in given for name in named)
    if os.environ.get("OPCIT_SHOW") and (
        not got["voice"] or got["given"] + got["named"] != 2 * got["right"]
    ):
        judged = f"{row['voice']} {named}, not {sentence.voice} {given}"
        sys.stdout.write(f"  - {row['passage']} @{row['start']} “{row['opens']}” {judged}\n")
    return got


def _source(source_id: str, folder: Path) -> Source:
    bundled = {source.id: source for source in load_bundled()}
    if source_id in bundled:
        return bundled[source_id]
    lines = (folder / f"{source_id}.jsonl").read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(json.loads(line)["text"] for line in lines)
    return read_text(text.encode(), source_id=source_id, provenance=Provenance("", ""))


def _sentences(source: Source) -> dict[tuple[str, int], Sentence]:
    return {
        (passage.id.rpartition(":")[2], sentence.start): sentence
        for passage in source.passages
        for sentence in passage.sentences
    }


def _line(name: str, round_: int, got: Counter[str]) -> None:
    precision = got["right"] / got["given"] if got["given"] else 1.0
    recall = got["right"] / got["named"] if got["named"] else 1.0
    figures = (got["sentences"], got["voice"], got["named"], got["given"])
    sys.stdout.write(_ROW.format(name, round_, *figures, f"{precision:.3f}", f"{recall:.3f}"))


if __name__ == "__main__":
    sys.exit(main())
