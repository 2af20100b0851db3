"""Questions and claims beside the sentence that tells and beside sentences that only look like it.

Fairy tales: Xu et al., Fantastic Questions and Where to Find Them, 2022; Apache-2.0.
"""

import gzip
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.lexical import content_stems
from qa.evaluation.measures import overlaps
from qa.evidence.pairs import Shown
from qa.training.texts import Example, Text, make_source

FAIRYTALE = "fairytale"
UNANSWERED_MOST = 2
"""Sentences shown with a question that nothing answers."""
IN_CONTEXT, CLAIMS_IN_CONTEXT = 0.5, 0.8
"""Share of questions and of claims whose sentences are shown with what stands before them."""
JOINED, _TOLD_MOST = 0.25, 3
"""Share of sentences read with a claim that are shown as one with a neighbour; most that tell."""
COLUMNS = {"supported": 0, "contradicted": 1, "not_in_source": 2}
_TEMPTING = 8
"""Lexically close sentences to draw from."""
_NOISE, _SHORT = 0.3, 4


@dataclass(frozen=True, slots=True)
class Group:
    """A question or a claim and the sentences it is to be read with.

    Attributes
    ----------
    question : str
        A stand-alone question, or a claim.
    answerable : bool
        Whether the first sentence answers, or tells whether the claim is true; no other does.
    sentences : tuple of Shown
        At least one.
    answer : str
        Words of the first sentence that answer; empty where none are known.
    verdict : int
        For a claim, what the first sentence says of it, as a column of `CloseNetwork`'s verdicts;
        -1 for a question.
    """

    question: str
    answerable: bool
    sentences: tuple[Shown, ...]
    answer: str
    verdict: int = -1


class PairMaker:
    """Pairs a text's questions with its sentences.

    Parameters
    ----------
    text : Text
        The text.
    answers : mapping of str to str
        Short answers by the question's id.
    own_passage : bool
        Whether sentences that do not answer come from the question's own passage alone. True for
        data that does not say what the rest of the text answers.
    """

    def __init__(self, text: Text, answers: Mapping[str, str], *, own_passage: bool) -> None:
        self.examples = text.examples
        self._answers, self._own_passage = answers, own_passage
        spans = [(p, number) for p in text.source.passages for number in range(len(p.sentences))]
        self._keys = [(p.id, number) for p, number in spans]
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._sentences = [_sentence(p, number) for p, number in spans]
        self._before = [_sentence(p, number - 1) if number else "" for p, number in spans]
        self._words = _Words(self._sentences)

    def group(self, example: Example, wrong_ones: float, dice: random.Random) -> Group | None:
        """Put a question beside its sentences, so many wrong on average; None without any."""
        gold = sorted(self._rows[key] for key in example.gold)
        if gold:
            most = int(wrong_ones) + (dice.random() < wrong_ones % 1)
        else:
            most = min(math.ceil(wrong_ones), UNANSWERED_MOST)
        wrong = self._wrong(example, gold, most, dice)
        answer = self._answers.get(example.id, "").strip() if gold else ""
        holding = [row for row in gold if answer.lower() in self._sentences[row].lower()]
        shown = [*(holding or gold)[:1], *wrong]
        if not shown:
            return None
        if example.type == "claim":
            return self._claim(example, gold, shown, dice)
        whole = dice.random() < IN_CONTEXT
        sentences = tuple(Shown(self._sentences[r], self._before[r] * whole) for r in shown)
        return Group(example.question, bool(gold), sentences, answer if holding else "")

    def _claim(
        self, example: Example, gold: Sequence[int], shown: Sequence[int], dice: random.Random
    ) -> Group:
        """Put a claim beside its sentences: all that tell of it as one, others now and then two."""
        whole = dice.random() < CLAIMS_IN_CONTEXT
        joined = [[row, *self._neighbour(row, gold, dice)] for row in shown]
        if len(gold) > 1:
            joined[0] = list(gold[:_TOLD_MOST])
        sentences = tuple(
            Shown(
                " ".join(self._sentences[row] for row in sorted(rows)),
                self._before[min(rows)] * whole,
            )
            for rows in joined
        )
        return Group(example.question, bool(gold), sentences, "", COLUMNS[example.verdict])

    def _neighbour(self, row: int, gold: Sequence[int], dice: random.Random) -> list[int]:
        """Take, now and then, the sentence before or after one, if it is of the same passage."""
        if dice.random() >= JOINED:
            return []
        other = row + dice.choice((-1, 1))
        beside = 0 <= other < len(self._keys) and self._keys[other][0] == self._keys[row][0]
        return [other] if beside and other not in gold else []

    def _wrong(
        self, example: Example, gold: Sequence[int], most: int, dice: random.Random
    ) -> list[int]:
        """Draw sentences that do not answer: near misses, a neighbour, lexically close ones."""
        near = [] if self._own_passage else sorted(self._rows[key] for key in example.tempting)
        missed = [row for row in near if self._free(row, example, gold)]
        beside = [
            row
            for place in gold
            for row in (place - 1, place + 1)
            if 0 <= row < len(self._keys) and self._keys[row][0] == self._keys[place][0]
        ]
        dice.shuffle(beside)
        free = [row for row in beside if self._free(row, example, gold)]
        close = self._close(example, gold, dice)
        dice.shuffle(close)
        return list(dict.fromkeys([*missed, *free[:1], *close]))[:most]

    def _close(self, example: Example, gold: Sequence[int], dice: random.Random) -> list[int]:
        noise = [dice.random() * _NOISE for _ in self._sentences]
        scores = self._words.shared(example.question) + noise
        own = {passage for passage, _ in example.gold | example.tempting}
        found: list[int] = []
        for row in np.argsort(-scores, kind="stable").tolist():
            if self._own_passage and self._keys[row][0] not in own:
                continue
            if self._free(row, example, gold):
                found.append(row)
            if len(found) == _TEMPTING:
                break
        return found

    def _free(self, row: int, example: Example, gold: Sequence[int]) -> bool:
        """Say whether a sentence is none of those that answer, nor much the same as one."""
        sentence = self._sentences[row]
        return row not in gold and not any(overlaps(sentence, e) for e in example.evidence)


def draw(
    makers: Sequence[PairMaker],
    wrong: float,
    most: int | None,
    dice: random.Random,
    *,
    claims: bool = False,
) -> list[Group]:
    """Make groups of questions, or of claims, drawn from texts; of all when `most` is None."""
    asked = [
        (maker, example)
        for maker in makers
        for example in maker.examples
        if (example.type == "claim") is claims
    ]
    dice.shuffle(asked)
    made = (maker.group(example, wrong, dice) for maker, example in asked[:most])
    return [group for group in made if group is not None]


def answer_tokens(
    sentence: str, answer: str, offsets: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Find the first and last of a sentence's tokens that the answer's words touch."""
    start = sentence.lower().find(answer.lower())
    end = start + len(answer)
    held = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
    return (held[0], held[-1]) if answer and start >= 0 and held else None


class _Words:
    """How rare words that a question and a sentence share are, long sentences held back."""

    def __init__(self, sentences: Sequence[str]) -> None:
        own = [content_stems(sentence) for sentence in sentences]
        self._uses: dict[str, list[int]] = defaultdict(list)
        for row, stems in enumerate(own):
            for stem in stems:
                self._uses[stem].append(row)
        self._lengths = np.array([len(stems) + _SHORT for stems in own], np.float64)

    def shared(self, question: str) -> NDArray[np.float64]:
        """Score all sentences."""
        scores = np.zeros(len(self._lengths))
        for stem in sorted(content_stems(question)):
            rows = self._uses.get(stem, [])
            scores[rows] += math.log(1 + len(scores) / (1 + len(rows)))
        return np.asarray(scores / np.sqrt(self._lengths), np.float64)


def _sentence(passage: Passage, number: int) -> str:
    span = passage.sentences[number]
    return passage.text[span.start : span.end]


def written_answers(folder: Path) -> dict[str, str]:
    """Read the short answers of the written questions, by id."""
    rows = (row for path in sorted(folder.glob("*.jsonl")) for row in _rows(path))
    return {row["id"]: row.get("answer") or "" for row in rows}


def squad_answers(path: Path) -> dict[str, str]:
    """Read the first answer of each of SQuAD 2.0's questions, by id."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    questions = (q for a in articles for paragraph in a["paragraphs"] for q in paragraph["qas"])
    return {q["id"]: q["answers"][0]["text"] for q in questions if q["answers"]}


def read_fairytales(folder: Path) -> list[Text]:
    """Read FairytaleQA's training stories, with the questions whose answer one sentence gives."""
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(folder / "train_sections.jsonl.gz"):
        sections[row["story"]][row["section"]] = row["text"]
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder / "train_questions.jsonl.gz"):
        if row["ex-or-im1"] == "explicit":
            asked[row["story"]].append(row)
    return [_story(name, own, asked[name]) for name, own in sections.items()]


def _story(name: str, sections: Mapping[str, str], asked: Iterable[dict[str, Any]]) -> Text:
    source = make_source(name, list(sections.values()))
    passages = dict(zip(sections, source.passages, strict=True))
    examples = []
    for row in asked:
        own = [passages[section] for section in row["gold_sections"] if section in passages]
        if gold := _telling(row["answer1"], own):
            ident = f"{name}-{row['question_id']}"
            examples.append(
                Example(ident, FAIRYTALE, row["question"], True, gold, frozenset(), (), "")
            )
    return Text(name, source, tuple(examples))


def _telling(answer: str, passages: Sequence[Passage]) -> frozenset[tuple[str, int]]:
    """Find the sentences that hold the answer, or else the one that holds most of its words."""
    said = answer.strip().rstrip(".").lower()
    sentences = {
        (p.id, number): _sentence(p, number) for p in passages for number in range(len(p.sentences))
    }
    holding = [key for key, sentence in sentences.items() if said in sentence.lower()]
    if len(said) > 3 and 0 < len(holding) <= 2:
        return frozenset(holding)
    stems = content_stems(said)
    if len(stems) < 3:
        return frozenset()
    held = Counter(
        {key: len(stems & content_stems(s)) / len(stems) for key, s in sentences.items()}
    )
    ranked = held.most_common(2)
    shares = [share for _, share in ranked] + [0.0, 0.0]
    clear = shares[0] >= 0.75 and (len(ranked) < 2 or shares[1] < shares[0] - 0.2)
    return frozenset({ranked[0][0]}) if clear else frozenset()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open()
    with opened as lines:
        yield from map(json.loads, lines)
