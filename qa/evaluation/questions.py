"""Reading files of questions with gold evidence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import BadEvaluationFile
from qa.model import Exchange

CHECKED = frozenset({"claim", "quote"})
"""Question types that are judged rather than answered."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what a perfect answer would hold.

    Attributes
    ----------
    id, type, question : str
        As in the file.
    history : tuple of Exchange
        Earlier turns, oldest first.
    evidence : tuple of tuple of str
        Gold sentences; each with the forms it may be quoted in (marks out, marks in).
    answers : tuple of str
        Accepted short answers; empty when there is none.
    notes : frozenset of str
        Labels of the notes concerned.
    answerable : bool
        Whether the source answers.
    verdict : str
        "supported", "contradicted", "not_in_source", or empty where nothing is judged.
    """

    id: str
    type: str
    question: str
    history: tuple[Exchange, ...]
    evidence: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    notes: frozenset[str]
    answerable: bool
    verdict: str


def load_questions(path: Path) -> list[GoldQuestion]:
    """Read a file of questions, one JSON object a line.

    Raises
    ------
    BadEvaluationFile
        The file is missing, empty, or a line is not a question.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationFile(
            f"Cannot read {path}: {error}.", "Give the path of a UTF-8 JSON Lines file."
        ) from error
    questions = [_question(path, n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise BadEvaluationFile(f"{path} holds no questions.", "Give one JSON object a line.")
    return questions


def _question(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        return _from_row(json.loads(line), number)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadEvaluationFile(
            f"Line {number} of {path} is not a question: {error!r}.",
            'Each line needs at least "question", "type", "evidence" and "answerable".',
        ) from error


def _from_row(row: Mapping[str, Any], number: int) -> GoldQuestion:
    marked = row.get("evidence_raw") or [()] * len(row["evidence"])
    answers = [row.get("answer", ""), *row.get("aliases", ())]
    return GoldQuestion(
        id=str(row.get("id", number)),
        type=str(row["type"]),
        question=str(row["question"]),
        history=tuple(Exchange(t["question"], t["answer"]) for t in row.get("history") or ()),
        evidence=tuple(
            (plain, raw) if raw else (plain,)
            for plain, raw in zip(row["evidence"], marked, strict=True)
        ),
        answers=tuple(answer for answer in answers if answer),
        notes=frozenset(row.get("notes") or ()),
        answerable=bool(row["answerable"]),
        verdict=str(row.get("verdict") or ""),
    )
