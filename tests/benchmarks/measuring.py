"""What the benchmarks of answers share: the data, the engine over a text, one question put."""

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.model import Source
from index.build import build_index
from index.encoder import Encoder
from index.store import open_index
from qa.assembly import Assembly
from qa.engine import Engine
from qa.evaluation.measures import overlaps
from qa.evaluation.questions import GoldQuestion
from qa.evaluation.scoring import Score, quoted_verbatim, score_answer
from qa.model import Answer, Exchange
from qa.settings import Settings

Item = TypeVar("Item")


def options(description: str | None, arguments: Sequence[str]) -> argparse.Namespace:
    """Read what every benchmark takes: how many questions, and where to keep probabilities."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=0, help="questions, evenly spaced; 0 for all")
    parser.add_argument("--save", type=Path, help="file for each question's probability")
    return parser.parse_args(arguments)


def measuring_data(name: str) -> Path | None:
    """Return a folder or file of the measuring data; say that it is skipped where it is absent."""
    shared = Path(os.environ.get("OPCIT_SHARED", Path(__file__).parents[3] / "shared"))
    path = shared / "data" / name
    if path.exists():
        return path
    sys.stdout.write(f"Skipped: no {name}; set OPCIT_SHARED to the folder of measuring data.\n")
    return None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON Lines, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def read_json(path: Path) -> Any:  # noqa: ANN401
    """Read a gzipped file of JSON."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def evenly(items: Sequence[Item], most: int) -> list[Item]:
    """Take so many items at even distances, always the same; all when 0."""
    if not 0 < most < len(items):
        return list(items)
    return [items[number * len(items) // most] for number in range(most)]


class Engines:
    """The engine as shipped, over one library after another; its models are opened once."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory()
        self._assembly = Assembly(Settings(home=Path(self._home.name)))

    @property
    def encoder(self) -> Encoder:
        """The embedding model."""
        return self._assembly.encoder()

    @contextmanager
    def over(self, *sources: Source) -> Iterator[Engine]:
        """Index sources and answer from them."""
        with tempfile.TemporaryDirectory() as folder:
            build_index(Path(folder), sources, self.encoder)
            yield self._assembly.engine(open_index(Path(folder), sources, self.encoder))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was answered, and how good that is."""

    gold: GoldQuestion
    answer: Answer
    score: Score


def ask(engine: Engine, gold: GoldQuestion, source_ids: Sequence[str] | None = None) -> Asked:
    """Put a question and score the answer."""
    history = [Exchange(turn.question, turn.answer) for turn in gold.history]
    retrieval = engine.retrieve(gold.question, history=history, source_ids=source_ids)
    answer = engine.answer(retrieval)
    chosen = engine.preferred_sentences(retrieval)
    texts = {p.id: p.text for source in engine.sources.values() for p in source.passages}
    verbatim = quoted_verbatim(answer.quotes, texts)
    return Asked(gold, answer, score_answer(gold, answer, chosen, verbatim))


def holds(text: str, gold: GoldQuestion) -> bool:
    """Whether a text quotes or contains a gold sentence."""
    return any(overlaps(text, form) for forms in gold.evidence for form in forms)


def save_probabilities(path: Path | None, texts: Sequence[str], asked: Sequence[Asked]) -> None:
    """Keep each question's probability that it is answered, and whether it can be."""
    if path is None:
        return
    rows = [
        {"text": text, "probability": one.answer.confidence, "answerable": one.gold.answerable}
        for text, one in zip(texts, asked, strict=True)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
