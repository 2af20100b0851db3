"""Claims and questions written for training, over paragraphs of the data Opcit is trained on.

A row of ``<text>.claims.tsv`` holds three claims about the same sentence, a row of
``<text>.questions.tsv`` two questions of the same kind, so that nothing but the paragraph tells
which is true or answered. The paragraphs themselves are read from where they come from.
"""

import csv
import gzip
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.model import Passage
from qa.model import Verdict
from qa.training.squad import SQUAD_FILE
from qa.training.texts import Example, Text, make_source, read_texts

ANNOTATIONS = Path(__file__).parent / "annotations"
WRITTEN = "written"
"""Folder of the written questions among the data sets."""
SQUAD, FAIRYTALES, MORE = "squad_more", "fairytales", "_more"
"""Names of texts that are not among the written ones: other paragraphs of the same books, and of
SQuAD and FairytaleQA."""
CLAIMED = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCE)
"""What the three claims of a row are, in their order."""
_BOTH = " | "


class Style(StrEnum):
    """How rows are put; the value is what the names of their files end in.

    At length; short and plain, as most people put things; or in every manner, with open questions
    among them and with unanswered ones about what the sentence mentions but does not tell.
    """

    LONG = ""
    PLAIN = "_plain"
    MIXED = "_mixed"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what was written about it.

    Attributes
    ----------
    text : Text
        The paragraphs written about; its examples are "claim", "asked" and "unanswerable".
    answers : dict of str to str
        Short answers by the question's id.
    """

    text: Text
    answers: dict[str, str]


def read_training(data: Path, annotations: Path, leave_out: Collection[str]) -> list[Text]:
    """Read the written texts and those annotated at length, but for some; no other rows."""
    written = [text for text in read_texts(data / WRITTEN) if text.name not in leave_out]
    return written + [a.text for a in read_annotated(data, annotations, leave_out, Style.LONG)]


def read_annotated(
    data: Path,
    folder: Path = ANNOTATIONS,
    leave_out: Collection[str] = (),
    style: Style | None = None,
) -> list[Annotated]:
    """Read the annotations of a folder.

    Parameters
    ----------
    data : Path
        Folder of the data sets: ``written``, ``standard_ebooks``, ``squad``, ``fairytaleqa``.
    folder : Path
        Where the annotations are.
    leave_out : collection of str
        Texts to skip.
    style : Style, optional
        Only the rows of one style; all by default.
    """
    found = {path.name.split(".")[0] for path in folder.glob("*.tsv")}
    told_apart = {name: _told_apart(name) for name in found}
    names = sorted(
        name
        for name, (text, own) in told_apart.items()
        if text not in leave_out and style in (None, own)
    )
    return [_annotated(name, folder, dict(_paragraphs(name, data))) for name in names]


def _told_apart(name: str) -> tuple[str, Style]:
    """Part the name of a file into the name of its text and its style."""
    style = next((s for s in (Style.PLAIN, Style.MIXED) if name.endswith(s)), Style.LONG)
    return name.removesuffix(style), style


def _annotated(name: str, folder: Path, paragraphs: dict[str, str]) -> Annotated:
    claims, questions = (
        list(_rows(folder / f"{name}.{kind}.tsv")) for kind in ("claims", "questions")
    )
    pids = list(dict.fromkeys(row[0] for row in claims + questions))
    source = make_source(name, [" ".join(paragraphs[pid].split()) for pid in pids])
    passages = dict(zip(pids, source.passages, strict=True))
    examples, answers = [], {}
    for number, (pid, openings, *three) in enumerate(claims):
        told = _told(passages[pid], openings)
        for claim, verdict in zip(three, CLAIMED, strict=True):
            ident = f"{name}-claim-{number}-{verdict.value}"
            examples.append(_example(ident, "claim", claim, told, verdict.value))
    for number, row in enumerate(questions):
        asked, unanswered = _pair(f"{name}-question-{number}", row, passages)
        examples += [asked, unanswered]
        answers[asked.id] = row[3]
    return Annotated(Text(f"{name} annotated", source, tuple(examples)), answers)


def annotated_questions(
    text: Text, data: Path, style: Style, folder: Path = ANNOTATIONS
) -> list[Example]:
    """Read the annotated questions about a written text, as examples over its own passages.

    Parameters
    ----------
    text : Text
        One of the written texts.
    data : Path
        Folder of the data sets.
    style : Style
        How they are put.
    folder : Path
        Where the annotations are.

    Returns
    -------
    list of Example
        "asked" and "unanswerable", in pairs; none for a text without such questions.
    """
    pids = (pid for pid, _ in _paragraphs(text.name, data))
    passages = dict(zip(pids, text.source.passages, strict=True))
    name = text.name + style
    rows = enumerate(_rows(folder / f"{name}.questions.tsv"))
    pairs = (_pair(f"{name}-question-{number}", row, passages) for number, row in rows)
    return [example for pair in pairs for example in pair]


def _pair(
    ident: str, row: Sequence[str], passages: Mapping[str, Passage]
) -> tuple[Example, Example]:
    """Make examples of a row's two questions."""
    pid, openings, asked, _, unanswered = row
    told = _told(passages[pid], openings)
    return (
        _example(ident, "asked", asked, told, ""),
        _example(f"{ident}-near", "unanswerable", unanswered, told, ""),
    )


def _example(
    ident: str, kind: str, text: str, told: frozenset[tuple[str, int]], verdict: str
) -> Example:
    holds = kind == "asked" or verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    nowhere: frozenset[tuple[str, int]] = frozenset()
    return Example(
        id=ident,
        type=kind,
        question=text,
        answerable=holds,
        gold=told if holds else nowhere,
        tempting=nowhere if holds else told,
        evidence=(),
        verdict=verdict,
    )


def _told(passage: Passage, openings: str) -> frozenset[tuple[str, int]]:
    """Find the sentences that begin with the words given."""
    return frozenset(
        (passage.id, number)
        for opening in openings.split(_BOTH)
        for number, sentence in enumerate(passage.sentences)
        if passage.text[sentence.start : sentence.end].startswith(opening)
    )


def _rows(path: Path) -> Iterator[list[str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _paragraphs(name: str, data: Path) -> Iterator[tuple[str, str]]:
    """Read the paragraphs of a text: their names and their words."""
    name, _ = _told_apart(name)
    if name == SQUAD:
        with gzip.open(data / SQUAD_FILE, "rt", encoding="utf-8") as file:
            for article in json.load(file)["data"]:
                for number, paragraph in enumerate(article["paragraphs"]):
                    yield f"{article['title']}:{number}", paragraph["context"]
    elif name == FAIRYTALES:
        for row in _lines(data / "fairytaleqa" / "train_sections.jsonl.gz"):
            yield f"{row['story']}:{row['section']}", row["text"]
    elif name.endswith(MORE):
        book = data / "standard_ebooks" / name.removesuffix(MORE) / "paragraphs.jsonl.gz"
        yield from ((row["pid"], row["text"]) for row in _lines(book))
    else:
        path = data / WRITTEN / "passages" / f"{name}.jsonl"
        with path.open(encoding="utf-8") as lines:
            yield from ((row["pid"], row["text"]) for row in map(json.loads, lines))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
