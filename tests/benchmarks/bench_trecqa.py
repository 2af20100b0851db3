"""Choosing the sentences that answer: TREC QA as made into a task by Wang et al. (2007).

Run it as `python tests/benchmarks/bench_trecqa.py [--sample N]`. The candidates of each question
are put in order; of the test questions those count that have both right candidates and wrong ones.
Nothing was trained on the set. Its sentences are newswire, cut into words, numbers blotted out.
"""

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bench_clapnq import as_printed
from figures import decimal, markdown, mean
from measuring import Engines, evenly, measuring_data, options
from plain import PlainSearch

from index.encoder import Encoder
from index.minilm import MiniLMEncoder
from qa.training.texts import make_source

Candidates = dict[str, bool]
"""Sentences, and whether each answers."""


def read_questions(path: Path) -> dict[str, Candidates]:
    """Read the questions that have both kinds of candidates."""
    asked: defaultdict[str, Candidates] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            asked[as_printed(row["qtext"])][as_printed(row["atext"])] = row["label"] == "1"
    return {
        question: candidates
        for question, candidates in asked.items()
        if len(set(candidates.values())) > 1
    }


def average_precision(right: Sequence[bool]) -> float:
    """Return the mean, over the right ones in an order, of the precision down to each.

    Examples
    --------
    >>> average_precision([True, False, True])
    0.8333333333333333
    """
    ranks = np.flatnonzero(right) + 1
    return float(np.mean(np.arange(1, len(ranks) + 1) / ranks))


def reciprocal_rank(right: Sequence[bool]) -> float:
    """Return one over the place of the first right one."""
    return 1 / (list(right).index(True) + 1)


def by_opcit(question: str, sentences: Sequence[str], engines: Engines) -> list[str]:
    """Order sentences as Opcit does, each a paragraph of its own; those not found come last."""
    with engines.over(make_source("trecqa", list(sentences))) as engine:
        found = [hit.passage.text for hit in engine.retrieve(question).pool]
    return list(dict.fromkeys([*found, *sentences]))


def by_cosine(question: str, sentences: Sequence[str], published: Encoder) -> list[str]:
    """Order sentences by the cosine of the published model's vectors."""
    vector = published.encode_question(question).vector
    cosines = [float(encoded.vector @ vector) for encoded in published.encode(sentences)]
    return [sentences[i] for i in np.argsort([-cosine for cosine in cosines], kind="stable")]


def by_words_too(question: str, sentences: Sequence[str], published: Encoder) -> list[str]:
    """Order sentences by the published model and BM25, fused by rank."""
    search = PlainSearch(make_source("trecqa", list(sentences)), published)
    found = search.find(question, read=len(sentences)).paragraphs
    return list(dict.fromkeys([*found, *sentences]))


def main(arguments: Sequence[str]) -> None:
    """Put every question's candidates in order, and print how good the orders are."""
    chosen = options(__doc__, arguments)
    folder = measuring_data("trecqa_wang")
    if folder is None:
        return
    asked = read_questions(folder / "test.csv.gz")
    questions = evenly(list(asked), chosen.sample)
    engines, published = Engines(), MiniLMEncoder(tuned=None)
    orders = {
        "MiniLM": lambda q, s: by_cosine(q, s, published),
        "MiniLM + BM25": lambda q, s: by_words_too(q, s, published),
        "Opcit": lambda q, s: by_opcit(q, s, engines),
    }
    lines = []
    for name, order in orders.items():
        right = [
            [asked[question][sentence] for sentence in order(question, list(asked[question]))]
            for question in questions
        ]
        figures = (mean(map(average_precision, right)), mean(map(reciprocal_rank, right)))
        lines.append([name, str(len(right)), *(decimal(figure, 3) for figure in figures)])
    sys.stdout.write(markdown(["", "questions", "MAP", "MRR"], lines))


if __name__ == "__main__":
    main(sys.argv[1:])
