"""The written questions and their texts, as sources and examples."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Passage, PassageKind, Provenance, Segment, Sentence, Source, Voice
from corpus.report import Integrity
from corpus.sentences import split_sentences

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A question about a text.

    Attributes
    ----------
    id, type : str
        As in the file.
    question : str
        Written out where it follows on from others.
    answerable : bool
        Whether the text answers it.
    gold : frozenset of (str, int)
        Passage ids and sentence numbers that answer.
    tempting : frozenset of (str, int)
        Those that look as if they did.
    evidence : tuple of str
        The words that answer, verbatim.
    verdict : str
        For claims and quotations; otherwise empty.
    """

    id: str
    type: str
    question: str
    answerable: bool
    gold: frozenset[tuple[str, int]]
    tempting: frozenset[tuple[str, int]]
    evidence: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the questions about it.

    Attributes
    ----------
    name : str
        Its file's name.
    source : Source
        Its paragraphs.
    examples : tuple of Example
        In the order of the file.
    """

    name: str
    source: Source
    examples: tuple[Example, ...]


def read_texts(folder: Path, names: Collection[str] | None = None) -> list[Text]:
    """Read texts of a folder: ``<name>.jsonl`` and ``passages/<name>.jsonl``; all by default."""
    texts = []
    for path in sorted(folder.glob("*.jsonl")):
        if names is not None and path.stem not in names:
            continue
        rows = list(_rows(folder / "passages" / path.name))
        source = make_source(path.stem, [row["text"] for row in rows])
        pids = {row["pid"]: number for number, row in enumerate(rows)}
        examples = tuple(_example(row, source, pids) for row in _rows(path))
        texts.append(Text(path.stem, source, examples))
    return texts


def make_source(name: str, paragraphs: list[str]) -> Source:
    """Make a source of paragraphs without notes."""
    whole = _BREAK.join(paragraphs)
    passages, start = [], 0
    for number, text in enumerate(paragraphs, 1):
        passages.append(_passage(name, number, text, start))
        start += len(text) + len(_BREAK)
    sentences = sum(len(p.sentences) for p in passages)
    return Source(
        id=name,
        provenance=Provenance(name, ""),
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        text=whole,
        sections=(),
        passages=tuple(passages),
        notes=(),
        works=(),
        integrity=Integrity(len(passages), sentences, 0, 0, (), 0, 0, 0, ()),
    )


def _passage(name: str, number: int, text: str, start: int) -> Passage:
    spans = split_sentences(text)
    return Passage(
        id=f"{name}:p{number:04}",
        source_id=name,
        kind=PassageKind.PARAGRAPH,
        section="",
        paragraph=number,
        text=text,
        source_start=start,
        source_end=start + len(text),
        notes=(),
        segments=(Segment(0, len(text), start, start + len(text)),),
        sentences=tuple(Sentence(a, b, Voice.AUTHOR, None) for a, b in spans),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _example(row: dict[str, Any], source: Source, pids: dict[str, int]) -> Example:
    own = [source.passages[pids[pid]] for pid in row["pids"] if pid in pids]
    gold = _located(row["evidence"], own) or _located(row["evidence"], source.passages)
    return Example(
        id=row["id"],
        type=row["type"],
        question=row.get("standalone") or row["question"],
        answerable=bool(row["answerable"]),
        gold=gold,
        tempting=_located(row.get("near_miss", []), source.passages),
        evidence=tuple(row["evidence"]),
        verdict=row.get("verdict", ""),
    )


def _located(
    quotes: list[str], passages: "tuple[Passage, ...] | list[Passage]"
) -> frozenset[tuple[str, int]]:
    """Find the sentences of which the larger half lies in a quotation, or that hold most of it."""
    found = set()
    for quote in quotes:
        for passage in passages:
            start = passage.text.find(quote)
            if start < 0:
                continue
            end = start + len(quote)
            for number, sentence in enumerate(passage.sentences):
                common = min(end, sentence.end) - max(start, sentence.start)
                if 2 * common > sentence.end - sentence.start or 5 * common > 3 * len(quote):
                    found.add((passage.id, number))
    return frozenset(found)
