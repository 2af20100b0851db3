"""A text made ready for training the reader: pieces, sentences, and words shared."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from index.lexical import Term, analyse
from qa.training.texts import Example, Text

PASSAGE_PIECES, QUESTION_PIECES = 400, 64
_FLOOR = 0.05
_K1, _SENTENCE_B, _PASSAGE_B = 1.2, 0.6, 0.75


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A question made ready.

    Attributes
    ----------
    example : Example
        The question.
    pieces : list of int
        Its word pieces.
    rareness : Tensor, shape (q,)
        Logarithm of the idf of each piece's word.
    gold : frozenset of int
        The sentences that answer, numbered through the text.
    near : frozenset of int
        The passages to show with it: those that answer, and those that tempt.
    shared, shared_passage : ndarray of float32
        BM25 of every sentence and of every passage, as a share of the question's idf.
    """

    example: Example
    pieces: list[int]
    rareness: Tensor
    gold: frozenset[int]
    near: frozenset[int]
    shared: NDArray[np.float32]
    shared_passage: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class PreparedText:
    """A text made ready.

    Attributes
    ----------
    name : str
        Its name.
    pieces : list of list of int
        Word pieces of each passage.
    owners : list of ndarray of int
        For each passage, the sentence of each piece, numbered through the text.
    sentences : list of range
        For each passage, its sentences.
    questions : list of Prepared
        The questions about it.
    """

    name: str
    pieces: list[list[int]]
    owners: list[NDArray[np.int64]]
    sentences: list[range]
    questions: list[Prepared]


def prepare(text: Text, tokenizer: Tokenizer) -> PreparedText:
    """Make a text and its questions ready."""
    passages = text.source.passages
    encodings = tokenizer.encode_batch([p.text for p in passages], add_special_tokens=False)
    sentences, owners, first = [], [], 0
    for passage, encoding in zip(passages, encodings, strict=True):
        ends = [sentence.end for sentence in passage.sentences]
        starts = [start for start, _ in encoding.offsets[:PASSAGE_PIECES]]
        places = np.minimum(np.searchsorted(ends, starts, side="right"), len(ends) - 1)
        owners.append(first + places)
        sentences.append(range(first, first + len(ends)))
        first += len(ends)
    words = _Words(text)
    rows = {p.id: row for row, p in enumerate(passages)}
    questions = [_prepare(e, tokenizer, words, rows, sentences) for e in text.examples]
    return PreparedText(
        text.name, [e.ids[:PASSAGE_PIECES] for e in encodings], owners, sentences, questions
    )


def _prepare(
    example: Example,
    tokenizer: Tokenizer,
    words: "_Words",
    rows: dict[str, int],
    sentences: Sequence[range],
) -> Prepared:
    encoding = tokenizer.encode(example.question, add_special_tokens=False)
    terms = analyse(example.question)
    shared, shared_passage = words.shared({t.stem for t in terms if not t.stop})
    places = example.gold | example.tempting
    return Prepared(
        example=example,
        pieces=encoding.ids[:QUESTION_PIECES],
        rareness=torch.tensor(_rareness(encoding, terms, words)[:QUESTION_PIECES]),
        gold=frozenset(sentences[rows[p]].start + number for p, number in example.gold),
        near=frozenset(rows[p] for p, _ in places),
        shared=shared,
        shared_passage=shared_passage,
    )


def _rareness(encoding: Encoding, terms: Sequence[Term], words: "_Words") -> list[float]:
    found = []
    for start, _ in encoding.offsets:
        own = [words.idf(t.stem) for t in terms if t.start <= start < t.end]
        found.append(math.log(max(own, default=0.0) + _FLOOR))
    return found


class _Words:
    """Counts of words in a text's sentences and passages."""

    def __init__(self, text: Text) -> None:
        passages = text.source.passages
        terms = [analyse(p.text) for p in passages]
        by_passage = [Counter(t.stem for t in own) for own in terms]
        by_sentence = [
            Counter(t.stem for t in own if s.start <= t.start < s.end)
            for passage, own in zip(passages, terms, strict=True)
            for s in passage.sentences
        ]
        self._passages, self._sentences = _invert(by_passage), _invert(by_sentence)
        self._passage_lengths = np.array([c.total() for c in by_passage], np.float32)
        self._sentence_lengths = np.array([c.total() for c in by_sentence], np.float32)

    def idf(self, stem: str) -> float:
        """Weigh a word as `SparseIndex.idf` does."""
        df, n = len(self._passages.get(stem, ())), len(self._passage_lengths)
        return math.log(1 + (n - df + 0.5) / (df + 0.5))

    def shared(self, stems: set[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Score all sentences and all passages by BM25, as a share of the stems' idf."""
        sentence = self._score(stems, self._sentences, self._sentence_lengths, _SENTENCE_B)
        passage = self._score(stems, self._passages, self._passage_lengths, _PASSAGE_B)
        return sentence, passage

    def _score(
        self,
        stems: set[str],
        uses: dict[str, list[tuple[int, int]]],
        lengths: NDArray[np.float32],
        b: float,
    ) -> NDArray[np.float32]:
        scores = np.zeros(len(lengths), np.float32)
        norm = _K1 * (1 - b + b * lengths / lengths.mean())
        for stem in stems:
            for row, count in uses.get(stem, ()):
                scores[row] += self.idf(stem) * count * (_K1 + 1) / (count + norm[row])
        return np.asarray(scores / max(sum(map(self.idf, stems)), 1e-9), np.float32)


def _invert(counts: Sequence[Counter[str]]) -> dict[str, list[tuple[int, int]]]:
    uses: dict[str, list[tuple[int, int]]] = {}
    for row, own in enumerate(counts):
        for stem, count in own.items():
            uses.setdefault(stem, []).append((row, count))
    return uses
