"""How good answers are over texts that training never saw.

Run it as `python tests/benchmarks/bench_written.py [TEXT ...]`; without names it takes the texts
left out of training. The data is found through OPCIT_SHARED.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from index.build import build_index
from index.store import open_index
from qa.assembly import Assembly
from qa.evaluation.questions import load_questions
from qa.evaluation.run import Outcome, ask_all, report
from qa.settings import Settings
from qa.training.texts import make_source

LEFT_OUT = ("john-reed_ten-days", "herodotus_histories", "darwin_beagle", "federalist_papers")


def measure(folder: Path, name: str, every: int) -> list[Outcome]:
    """Index one text by itself and ask its questions."""
    rows = (folder / "passages" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    source = make_source(name, [json.loads(row)["text"] for row in rows])
    questions = load_questions(folder / f"{name}.jsonl")[::every]
    with tempfile.TemporaryDirectory() as home:
        assembly = Assembly(Settings(home=Path(home)))
        encoder = assembly.encoder()
        build_index(Path(home), [source], encoder)
        engine = assembly.engine(open_index(Path(home), [source], encoder))
        return ask_all(engine, questions)


def main(names: list[str]) -> None:
    """Measure each text, and print a table for each and one for all."""
    shared = Path(os.environ.get("OPCIT_SHARED", Path(__file__).parents[3] / "shared"))
    folder = shared / "data" / "written"
    console = Console(width=200)
    if not folder.is_dir():
        console.print("Skipped: set OPCIT_SHARED to the folder of measuring data.")
        return
    every = int(os.environ.get("OPCIT_BENCH_EVERY", "1"))
    outcomes = {name: measure(folder, name, every) for name in names or LEFT_OUT}
    for name, own in outcomes.items():
        report(name, own).render(console)
    together = [outcome for own in outcomes.values() for outcome in own]
    report(f"{len(outcomes)} texts together", together).render(console)


if __name__ == "__main__":
    main(sys.argv[1:])
