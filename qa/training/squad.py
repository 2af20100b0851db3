"""SQuAD 2.0's questions, article by article, as texts: for learning when nothing answers.

Rajpurkar, Jia and Liang, Know What You Don't Know: Unanswerable Questions for SQuAD, 2018;
CC BY-SA 4.0.
"""

import gzip
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from corpus.model import Passage
from qa.training.texts import Example, Text, make_source

SQUAD_FILE = "squad/dev-v2.0.json.gz"
"""Where it lies among the data sets."""
ANSWERED, UNANSWERED = "squad", "squad_unanswerable"
HISTORY = frozenset(
    "Normans 1973_oil_crisis Black_Death French_and_Indian_War Huguenot Imperialism Islamism "
    "Yuan_dynasty Warsaw Civil_disobedience".split()
)
"""Articles kept for measuring."""


def read_squad(path: Path, leave_out: Collection[str] = HISTORY, most: int = 0) -> list[Text]:
    """Read a SQuAD 2.0 file, plain or gzipped.

    Parameters
    ----------
    path : Path
        The file.
    leave_out : collection of str
        Titles of articles to skip.
    most : int
        Questions of an article to keep, evenly spaced; all when 0.
    """
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open()
    with opened as file:
        articles = json.load(file)["data"]
    return [_text(article, most) for article in articles if article["title"] not in leave_out]


def _text(article: dict[str, Any], most: int) -> Text:
    paragraphs = article["paragraphs"]
    source = make_source(article["title"], [p["context"] for p in paragraphs])
    examples = [
        _example(question, passage)
        for paragraph, passage in zip(paragraphs, source.passages, strict=True)
        for question in paragraph["qas"]
    ]
    usable = [e for e in examples if e is not None]
    step = max(1, len(usable) // most) if most else 1
    return Text(article["title"], source, tuple(usable[::step]))


def _example(question: dict[str, Any], passage: Passage) -> Example | None:
    """Make an example; None where the answer stands in too many places to tell which is meant."""
    answerable = not question["is_impossible"]
    gold = {
        (passage.id, number)
        for answer in question["answers"]
        for number, sentence in enumerate(passage.sentences)
        if answer["text"] in passage.text[sentence.start : sentence.end]
    }
    if answerable and not 0 < len(gold) <= 2:
        return None
    return Example(
        id=question["id"],
        type=ANSWERED if answerable else UNANSWERED,
        question=question["question"],
        answerable=answerable,
        gold=frozenset(gold) if answerable else frozenset(),
        tempting=frozenset() if answerable else frozenset({(passage.id, 0)}),
        evidence=(),
        verdict="",
    )
