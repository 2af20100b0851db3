"""Claims that people held against evidence: WiCE and ExpertQA, in a development and a test half."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import read_lines

from corpus.model import Source
from qa.training.texts import make_source

_PARAGRAPH = 5
"""Sentences put together where only sentences are given."""
_LEAST_WORDS = 4
"""Evidence with fewer words is a bare address."""
_MARK = re.compile(r"\s*\[\d+\]")
_HEAD = re.compile(r"^\[\d+\]\s*(?:https?://\S+)?\s*")
_META = re.compile(r"^\(meta data\)\s*(?:TITLE:)?\s*")
_EXPERTS = {"Complete": True, "Partial": False, "Incomplete": False}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and its evidence.

    Attributes
    ----------
    text, label : str
        The claim, and what people said of it.
    supported : bool
        Whether, by that, the evidence bears out the whole of it.
    evidence : tuple of Source
        Each a source by itself; the claim is supported when one of them supports it.
    """

    text: str
    label: str
    supported: bool
    evidence: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Claims to fit a baseline on, and claims to measure on."""

    name: str
    dev: tuple[Claim, ...]
    test: tuple[Claim, ...]


def wice_pages(folder: Path) -> ClaimSet:
    """Sentences of Wikipedia, each beside the whole page it cites."""
    halves = [
        tuple(_from_wice([row]) for row in _wice(folder, "entailment_retrieval", half))
        for half in ("dev", "test")
    ]
    return ClaimSet("WiCE, the page cited", *halves)


def wice_chunks(folder: Path) -> ClaimSet:
    """Take the same, beside the sentences that annotators pointed to, among others."""
    halves = []
    for half in ("dev", "test"):
        grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in _wice(folder, "oracle_chunks", half):
            grouped[row["meta"]["id"]].append(row)
        halves.append(tuple(map(_from_wice, grouped.values())))
    return ClaimSet("WiCE, the sentences pointed to", *halves)


def expert_claims(folder: Path) -> ClaimSet:
    """Sentences of answers by language models; every other question is in the other half."""
    rows = read_lines(folder / "claims_with_support_labels.jsonl.gz")
    questions = {
        question: n for n, question in enumerate(dict.fromkeys(r["question"] for r in rows))
    }
    halves: tuple[list[Claim], list[Claim]] = ([], [])
    for number, row in enumerate(rows):
        claim = from_experts(row, number)
        if claim:
            halves[questions[row["question"]] % 2].append(claim)
    return ClaimSet("ExpertQA", *map(tuple, halves))


def from_experts(row: dict[str, Any], number: int) -> Claim | None:
    """Make a claim of a row; None where experts judged none or the evidence is an address alone."""
    bodies = [_HEAD.sub("", text).strip() for text in row["evidence"]]
    bodies = list(dict.fromkeys(b for b in bodies if len(b.split()) >= _LEAST_WORDS))
    text = _MARK.sub("", row["claim"]).strip()
    if row["support"] not in _EXPERTS or not bodies or not any(map(str.isalnum, text)):
        return None
    source = make_source(f"evidence-{number}", bodies)
    return Claim(text, row["support"], _EXPERTS[row["support"]], (source,))


def paragraphs(sentences: Sequence[str]) -> list[str]:
    """Put sentences together by fives."""
    told = [_META.sub("", sentence).strip() for sentence in sentences]
    told = [sentence for sentence in told if sentence]
    return [" ".join(told[i : i + _PARAGRAPH]) for i in range(0, len(told), _PARAGRAPH)]


def _wice(folder: Path, kind: str, half: str) -> list[dict[str, Any]]:
    return read_lines(folder / kind / "claim" / f"{half}.jsonl.gz")


def _from_wice(rows: Sequence[dict[str, Any]]) -> Claim:
    first = rows[0]
    evidence = dict.fromkeys(tuple(paragraphs(row["evidence"])) for row in rows)
    sources = (
        make_source(f"{first['meta']['id']}-{number}", list(texts))
        for number, texts in enumerate(evidence)
    )
    return Claim(first["claim"], first["label"], first["label"] == "supported", tuple(sources))
