"""How well follow-ups are understood: what is found for them, and how they are written out.

Run it as `python tests/benchmarks/bench_followups.py [DATA]`, where DATA (or OPCIT_SHARED) is the
folder that holds `data/written`, `data/canard`, `data/trec_cast` and `data/mtrag`.
"""

import gzip
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from rich.console import Console
from rich.table import Table

from index.encoder import Encoder
from index.minilm import MiniLMEncoder
from qa.followups.readings import readings
from qa.model import Exchange

TUNED_ON = 2
Row = dict[str, object]


class Passages:
    """The passages of one text, ranked by BM25 and the encoder added up."""

    def __init__(self, encoder: Encoder, rows: Sequence[Row]) -> None:
        self.ids = [str(row["pid"]) for row in rows]
        self._encoder = encoder
        self._stemmer = Stemmer.Stemmer("english")
        texts = [str(row["text"]) for row in rows]
        self._vectors = np.stack([e.vector for e in encoder.encode(texts)])
        self._lexical = bm25s.BM25()
        self._lexical.index(self._tokens(texts), show_progress=False)

    def rank(self, query: str, gold: Iterable[str]) -> int:
        """Rank of the first right passage, from 0."""
        dense = self._vectors @ self._encoder.encode_question(query).vector
        words = self._tokens([query])[0]
        sparse = self._lexical.get_scores(words) if words else np.zeros(len(self.ids))
        span = np.ptp(dense) or 1.0
        score = (dense - dense.min()) / span + sparse / (sparse.max() or 1.0)
        order = list(np.argsort(-score, kind="stable"))
        return min(order.index(self.ids.index(pid)) for pid in gold)

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        return bm25s.tokenize(
            list(texts),
            stopwords="en",
            stemmer=self._stemmer,
            show_progress=False,
            return_ids=False,
        )


def lines(path: Path) -> list[Row]:
    """Rows of a JSON-lines file, gzipped or not."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open()
    with opened as file:
        return [json.loads(line) for line in file]


def exchanges(turns: Sequence[Row]) -> list[Exchange]:
    """The earlier turns of a row of `written`."""
    return [Exchange(str(t["question"]), str(t["answer"])) for t in turns]


def spoken(row: Row) -> list[Exchange]:
    """The earlier turns of a row of rewriting data: questions alone, or with answers between."""
    said = list(row["history"])
    if str(row["source"]).startswith("mtrag") or row["source"] in ("cast2019", "cast2020"):
        return [Exchange(text, "") for text in said]
    return [Exchange(q, a) for q, a in zip(said[::2], [*said[1::2], ""], strict=False)]


def summary(ranks: Sequence[int]) -> list[str]:
    """Share first, share in the first five, mean reciprocal rank."""
    array = np.array(ranks)
    values = (np.mean(array < 1), np.mean(array < 5), np.mean(1 / (array + 1)))
    return [str(len(ranks)), *(f"{value:.3f}" for value in values)]


def retrieval(folder: Path, encoder: Encoder, table: Table) -> None:
    """Add what is found for follow-ups, and for questions that stand alone asked next."""
    chance = random.Random(0)
    paths = sorted(folder.glob("*.jsonl"))
    for label, chosen in (("tuned on", paths[::TUNED_ON]), ("held out", paths[1::TUNED_ON])):
        found: dict[str, list[int]] = {}
        for path in chosen:
            passages = Passages(encoder, lines(folder / "passages" / path.name))
            rows = [r for r in lines(path) if r["pids"] and r["answerable"]]
            for row in (r for r in rows if r["type"] == "followup"):
                add_followup(found, passages, row)
            alone = [r for r in rows if r["type"] in ("factoid", "why_how")]
            for row in chance.sample(alone, min(40, len(alone))):
                before = chance.choice([r for r in alone if r is not row])
                past = [Exchange(str(before["question"]), str(before["answer"]))]
                first = readings(str(row["question"]), past)[0]
                for name, text in (("alone", str(row["question"])), ("asked next", first.query)):
                    found.setdefault(name, []).append(passages.rank(text, row["pids"]))
        for name, ranks in found.items():
            table.add_row(label, name, *summary(ranks))


def add_followup(found: dict[str, list[int]], passages: Passages, row: Row) -> None:
    """Rank the right passage for each way to put one follow-up."""
    understood = readings(str(row["question"]), exchanges(row["history"]))
    queries = [passages.rank(reading.query, row["pids"]) for reading in understood]
    ranks = {
        "as asked": passages.rank(str(row["question"]), row["pids"]),
        "first reading, shown": passages.rank(understood[0].text, row["pids"]),
        "first reading, query": queries[0],
        "best reading, query": min(queries),
        "written out by hand": passages.rank(str(row["standalone"]), row["pids"]),
    }
    for name, rank in ranks.items():
        found.setdefault(name, []).append(rank)


def words(text: str) -> list[str]:
    """Words of a text, in lower case, possessives apart."""
    return re.findall(r"\w+", text.lower().replace("’", "'").replace("'s", " s"))


def rouge_1(text: str, gold: str) -> float:
    """F1 of the words shared."""
    ours, theirs = Counter(words(text)), Counter(words(gold))
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / total if total else 1.0


def rouge_l(text: str, gold: str) -> float:
    """F1 of the longest common subsequence of words."""
    ours, theirs = words(text), words(gold)
    row = [0] * (len(theirs) + 1)
    for word in ours:
        new = [0]
        for at, other in enumerate(theirs):
            new.append(row[at] + 1 if word == other else max(row[at + 1], new[-1]))
        row = new
    total = len(ours) + len(theirs)
    return 2 * row[-1] / total if total else 1.0


def rewriting(data: Path, table: Table, most: int = 1000) -> None:
    """Add how near the readings are to rewrites made by people."""
    ways: dict[str, Callable[[str, list[Exchange]], str]] = {
        "as asked": lambda question, past: question,
        "question before and question": lambda q, past: f"{past[-1].question} {q}",
        "first reading": lambda question, past: readings(question, past)[0].text,
        "first reading, brackets left out": lambda q, past: re.sub(
            r" \((?:about|after) [^()]*\)", "", readings(q, past)[0].text
        ),
    }
    for name in ("canard", "trec_cast", "mtrag"):
        rows = [r for r in lines(data / name / "conversation_rewrites.jsonl.gz") if r["history"]]
        rows = random.Random(0).sample(rows, min(most, len(rows)))
        for way, write in ways.items():
            pairs = [(write(str(r["question"]), spoken(r)), str(r["rewrite"])) for r in rows]
            one = np.mean([rouge_1(*pair) for pair in pairs])
            longest = np.mean([rouge_l(*pair) for pair in pairs])
            table.add_row(name, way, str(len(rows)), f"{one:.3f}", f"{longest:.3f}")


def main(root: Path) -> None:
    """Measure and print."""
    console = Console()
    data = root / "data"
    if not (data / "written").is_dir():
        console.print(f"Skipped: no measuring data in {root}. Set OPCIT_SHARED to its folder.")
        return
    found = Table("texts", "question", "n", "first", "in five", "MRR", title="Right paragraph")
    retrieval(data / "written", MiniLMEncoder(tuned=None), found)
    console.print(found)
    written = Table("data", "text", "n", "ROUGE-1", "ROUGE-L", title="Against rewrites by people")
    rewriting(data, written)
    console.print(written)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("OPCIT_SHARED", "shared")))
