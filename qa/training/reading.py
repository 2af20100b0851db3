"""Reading the questions of texts with the pipeline itself, so that training sees what users do."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.build import build_index
from index.encoder import Encoder
from index.store import open_index
from qa.evidence.ranking import Reading, SentenceRanker
from qa.training.texts import Example, Text

DEPTH = 60
"""Passages whose sentences are read for one question, as the engine does."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A question read over its text.

    Attributes
    ----------
    text : str
        Name of the text.
    example : Example
        The question.
    reading : Reading
        What was found.
    gold : frozenset of int
        Rows of the sentences that answer.
    """

    text: str
    example: Example
    reading: Reading
    gold: frozenset[int]


def read_all(
    texts: Sequence[Text], encoder: Encoder, ranker: SentenceRanker, types: frozenset[str]
) -> Iterator[Read]:
    """Index each text by itself and read its questions of some types."""
    for text in texts:
        with tempfile.TemporaryDirectory() as folder:
            build_index(Path(folder), [text.source], encoder)
            index = open_index(Path(folder), [text.source], encoder)
            for example in text.examples:
                if example.type not in types:
                    continue
                encoded = encoder.encode_question(example.question)
                hits = index.search(example.question, k=DEPTH, encoded=encoded)
                reading = ranker.read(example.question, encoded, hits, index)
                if reading is not None:
                    yield Read(text.name, example, reading, _rows(reading, example))


def _rows(reading: Reading, example: Example) -> frozenset[int]:
    firsts = {
        passage.id: int(first)
        for passage, first in zip(reading.pool.passages, reading.pool.firsts, strict=True)
    }
    return frozenset(firsts[p] + number for p, number in example.gold if p in firsts)
