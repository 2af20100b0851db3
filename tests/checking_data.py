"""Sources and rows for measuring how well statements are checked."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.bundled import load_bundled
from corpus.model import Passage, PassageKind, Provenance, Segment, Source
from corpus.report import Integrity
from corpus.sentences import split_sentences
from corpus.voices import Context, give_voices

Row = dict[str, Any]

_AUTHORS = {
    "addams": "Jane Addams",
    "bede": "Bede",
    "cherry-garrard": "Apsley Cherry-Garrard",
    "darwin": "Charles Darwin",
    "du-bois": "W. E. B. Du Bois",
    "federalist": "Alexander Hamilton, James Madison and John Jay",
    "herodotus": "Herodotus",
    "james": "William James",
    "john-reed": "John Reed",
    "smith": "Adam Smith",
    "strachey": "Lytton Strachey",
    "veblen": "Thorstein Veblen",
}


def question_sets(shared: Path, *types: str) -> Iterator[tuple[Source, list[Row]]]:
    """Yield each text of the written questions, then the bundled source, with its rows."""
    for path in sorted((shared / "data" / "written").glob("*.jsonl")):
        lines = (path.parent / "passages" / path.name).read_text("utf-8").splitlines()
        author = _AUTHORS.get(path.stem.split("_")[0], "")
        yield (
            source_of(path.stem, [json.loads(line)["text"] for line in lines], author),
            _rows(path, types),
        )
    for source in load_bundled():
        path = shared / "questions" / f"{source.id}.jsonl"
        if path.is_file():
            yield source, _rows(path, types)


def source_of(name: str, texts: list[str], author: str = "") -> Source:
    """Make a source of paragraphs, each a passage with its sentences and their speakers."""
    passages: list[Passage] = []
    at = 0
    lead_in, speaker = "", None
    for number, text in enumerate(texts, 1):
        context = Context(PassageKind.PARAGRAPH, lead_in, speaker)
        sentences = give_voices(text, split_sentences(text), context)
        passages.append(
            Passage(
                id=f"{name}:p{number:04}",
                source_id=name,
                kind=PassageKind.PARAGRAPH,
                section="",
                paragraph=number,
                text=text,
                source_start=at,
                source_end=at + len(text),
                notes=(),
                segments=(Segment(0, len(text), at, at + len(text)),),
                sentences=sentences,
            )
        )
        at += len(text) + 1
        lead_in = text
        speaker = next((s.speaker for s in reversed(sentences) if s.speaker), speaker)
    whole = "\n".join(texts)
    count = sum(len(passage.sentences) for passage in passages)
    return Source(
        id=name,
        provenance=Provenance(name, author),
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        text=whole,
        sections=(),
        passages=tuple(passages),
        notes=(),
        works=(),
        integrity=Integrity(len(passages), count, 0, 0, (), 0, 0, 0, ()),
    )


def _rows(path: Path, types: tuple[str, ...]) -> list[Row]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row for row in rows if row["type"] in types]
