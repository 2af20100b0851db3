"""How well follow-ups fare: beside the same questions written out, and beside people's rewrites.

Run it as `python tests/benchmarks/bench_followups.py [--sample N] [TEXT ...]`; without names it
takes the texts left out of training. The data is found through OPCIT_SHARED.
"""

import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench_written import LEFT_OUT
from figures import decimal, markdown, mean, percent
from measuring import Asked, Engines, ask, evenly, measuring_data, options, read_lines

from qa.engine import Engine
from qa.evaluation.questions import GoldQuestion, load_questions
from qa.followups.readings import readings
from qa.model import Exchange
from qa.training.texts import make_source

Row = dict[str, object]
SAMPLE = 600
WAYS: dict[str, Callable[[GoldQuestion, str], GoldQuestion]] = {
    "written out": lambda gold, alone: replace(gold, question=alone, history=()),
    "after its history": lambda gold, alone: gold,
    "without its history": lambda gold, alone: replace(gold, history=()),
}


def follow_ups(folder: Path, name: str) -> list[tuple[GoldQuestion, str]]:
    """The follow-ups of a text, each with the question written out."""
    rows = {str(row["id"]): row for row in read_lines(folder / f"{name}.jsonl")}
    golds = load_questions(folder / f"{name}.jsonl")
    return [(gold, rows[gold.id]["standalone"]) for gold in golds if gold.type == "followup"]


def timed(engine: Engine, gold: GoldQuestion) -> tuple[Asked, float]:
    """Put a question and time it, in milliseconds."""
    began = time.perf_counter()
    asked = ask(engine, gold)
    return asked, 1000 * (time.perf_counter() - began)


def answering(folder: Path, names: Sequence[str], most: int) -> str:
    """Compare how follow-ups are answered with the same questions written out."""
    outcomes: dict[str, list[tuple[Asked, float]]] = {way: [] for way in WAYS}
    engines = Engines()
    for name in names:
        texts = [str(row["text"]) for row in read_lines(folder / "passages" / f"{name}.jsonl")]
        with engines.over(make_source(name, texts)) as engine:
            for gold, alone in evenly(follow_ups(folder, name), most):
                for way, put in WAYS.items():
                    outcomes[way].append(timed(engine, put(gold, alone)))
    return markdown(
        ["asked", "questions", "paragraph in 5", "first", "among three", "answered", "p50 ms"],
        [[way, *answering_row(found)] for way, found in outcomes.items()],
    )


def answering_row(found: Sequence[tuple[Asked, float]]) -> list[str]:
    """Average one way of asking."""
    scores = [asked.score for asked, _ in found]
    shares = (
        mean(score.paragraph_in_five for score in scores),
        mean(score.chosen_first for score in scores),
        mean(score.chosen_hit for score in scores),
        mean(not score.abstained for score in scores),
    )
    took = statistics.median(milliseconds for _, milliseconds in found)
    return [str(len(found)), *map(percent, shares), f"{took:.0f}"]


def spoken(row: Row) -> list[Exchange]:
    """The earlier turns of a row of rewriting data: questions alone, or with answers between."""
    said = list(row["history"])
    if str(row["source"]).startswith("mtrag") or row["source"] in ("cast2019", "cast2020"):
        return [Exchange(text, "") for text in said]
    return [Exchange(q, a) for q, a in zip(said[::2], [*said[1::2], ""], strict=False)]


def words(text: str) -> list[str]:
    """Words of a text, in lower case, possessives apart."""
    return re.findall(r"\w+", text.lower().replace("’", "'").replace("'s", " s"))


def rouge_1(text: str, gold: str) -> tuple[float, float]:
    """F1 and recall of the words shared."""
    ours, theirs = Counter(words(text)), Counter(words(gold))
    shared, total = sum((ours & theirs).values()), sum(ours.values()) + sum(theirs.values())
    return (2 * shared / total if total else 1.0), shared / max(1, sum(theirs.values()))


def bare(question: str, past: Sequence[Exchange]) -> str:
    """Give the first reading without what stands in brackets."""
    return re.sub(r" \((?:about|after) [^()]*\)", "", readings(question, past)[0].text)


REWRITES: dict[str, Callable[[str, Sequence[Exchange]], str]] = {
    "as asked": lambda question, past: question,
    "question before and question": lambda question, past: f"{past[-1].question} {question}",
    "first reading": lambda question, past: readings(question, past)[0].text,
    "first reading, brackets left out": bare,
}


def rewriting(data: Path, most: int) -> str:
    """Compare the readings with rewrites made by people."""
    table = []
    for name in ("canard", "trec_cast", "mtrag"):
        told = read_lines(data / name / "conversation_rewrites.jsonl.gz")
        rows = [row for row in told if row["history"]]
        rows = random.Random(0).sample(rows, min(most, len(rows)))
        for way, write in REWRITES.items():
            pairs = [(write(str(r["question"]), spoken(r)), str(r["rewrite"])) for r in rows]
            scores = [rouge_1(*pair) for pair in pairs]
            means = [decimal(mean(column), 3) for column in zip(*scores, strict=True)]
            table.append([name, way, str(len(rows)), *means])
    return markdown(["data", "text", "questions", "ROUGE-1 F1", "ROUGE-1 recall"], table)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    folder = measuring_data("written")
    if folder is None:
        return
    known = {path.stem for path in folder.glob("*.jsonl")}
    names = [argument for argument in arguments if argument in known]
    chosen = options(__doc__, [argument for argument in arguments if argument not in known])
    sys.stdout.write(answering(folder, names or LEFT_OUT, chosen.sample) + "\n")
    sys.stdout.write(rewriting(folder.parent, SAMPLE))


if __name__ == "__main__":
    main(sys.argv[1:])
