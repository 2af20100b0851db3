"""Where a conversation stands in a source: the sentence that answered last, and what is near it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from corpus.model import Passage, PassageKind, Sentence
from index.hit import Hit
from index.lexical import content_stems
from qa.followups.mentions import new_names
from qa.model import Exchange

_LOOKED_AT: Final = 8
"""Passages among which the last answer is sought; they were found with its words."""
_TOLD: Final = 1.5
"""How much a word of the answer tells beside one of its question."""
_ENOUGH: Final = 0.35
"""Share of what question and answer weigh that the sentence must hold to be taken for theirs."""
_WORDS: Final = 60
_QUOTED: Final = re.compile(r"[“\"]([^“”\"]{25,})[”\"]")
_AHEAD: Final = (0.7, 1.0, 0.8, 0.6)
"""Nearness of the sentence itself and of those after it."""
_BEHIND: Final = 0.3
_FURTHER_ON: Final = 0.5
_NEXT_PASSAGE: Final = 0.4


class WordWeights(Protocol):
    """Weighs words."""

    def idf(self, word: str) -> float:
        """Weigh a stem by its rareness."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a passage.

    Attributes
    ----------
    passage : Passage
        Where it stands.
    number : int
        The sentence's place in the passage, from 0.
    """

    passage: Passage
    number: int

    def nearness(self, passage: Passage, sentence: Sentence) -> float:
        """Say how readily talk goes on from here to a sentence, in [0, 1]; 0 far away.

        People mostly ask on about the sentence that answered them, or about those after it.
        """
        here = self.passage
        if passage.id == here.id:
            ahead = passage.sentences.index(sentence) - self.number
            if ahead < 0:
                return _BEHIND
            return _AHEAD[ahead] if ahead < len(_AHEAD) else _FURTHER_ON
        follows = passage.paragraph == here.paragraph + 1 and passage.source_id == here.source_id
        return _NEXT_PASSAGE if follows and passage.kind is not PassageKind.NOTE else 0.0


def brought_in(question: str, last: Exchange) -> list[frozenset[str]]:
    """Stems of each name that a question brings into the conversation."""
    names = new_names(question, f"{last.question} {last.answer}")
    return [stems for stems in map(content_stems, names) if stems]


def names_held(passage: Passage, names: Sequence[frozenset[str]]) -> bool:
    """Whether some word of each name stands in a passage."""
    return not names or all(name & content_stems(passage.text) for name in names)


def standing(last: Exchange, hits: Sequence[Hit], weights: WordWeights) -> Place | None:
    """Find the sentence that the last answer came from.

    Parameters
    ----------
    last : Exchange
        The turn before, its question written out.
    hits : sequence of Hit
        Passages found with its words, best first.
    weights : WordWeights
        Weighs the words of the sources.

    Returns
    -------
    Place or None
        None where no sentence holds enough of what was said.
    """
    passages = [hit.passage for hit in hits]
    quoted = _quoted(last.answer, passages)
    return quoted or _worded(last, passages[:_LOOKED_AT], weights)


def _quoted(answer: str, passages: Sequence[Passage]) -> Place | None:
    """Find the first quotation of an answer."""
    for match in _QUOTED.finditer(answer):
        for passage in passages:
            start = passage.text.find(match[1])
            ends = [sentence.end for sentence in passage.sentences]
            if start >= 0 and ends and start < ends[-1]:
                return Place(passage, next(n for n, end in enumerate(ends) if start < end))
    return None


def _worded(last: Exchange, passages: Sequence[Passage], weights: WordWeights) -> Place | None:
    """Find the sentence that shares most with the last question and its answer."""
    told = content_stems(" ".join(last.answer.split()[:_WORDS]))
    worth = {stem: weights.idf(stem) for stem in content_stems(last.question) | told}
    worth |= {stem: worth[stem] * _TOLD for stem in told}
    best, most = None, _ENOUGH * sum(worth.values())
    for passage in passages:
        for number, sentence in enumerate(passage.sentences):
            stems = content_stems(passage.text[sentence.start : sentence.end])
            held = sum(worth[stem] for stem in stems & worth.keys())
            if held > most:
                best, most = Place(passage, number), held
    return best
