"""Claims made of questions and answers: true ones, ones with a wrong answer, and untold ones.

A question about its own subject becomes a sentence with the answer in the question word's place, as
in Demszky, Guu and Liang, Transforming Question Answering Datasets Into Natural Language Inference
Datasets, 2018; any other stands before its answer.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from qa.model import Verdict
from qa.question import AnswerType, expected_answer
from qa.training.texts import Example, Text

_SUBJECT = re.compile(
    r"^(?:who|what|how\s+many\s+\w+|(?:which|what)\s+\w+)\s+"
    r"(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|had\b|can\b|could\b|will\b|would\b"
    r"|shall\b|should\b|may\b|might\b|must\b|of\b|in\b|kinds?\b|sorts?\b|else\b|the\b|an?\b|else\b"
    r"|\w+n['’]t\b)(?=\w+(?:ed|s|t|d|n|ew|ook|ave|ose|ote|ame|oke|ade|elt|uck|ank|ang|ung)\b)",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\b(?:did|do|does|happen\w*)\b", re.IGNORECASE)
_LONGEST = 12
"""Words of an answer that may be put into a sentence."""


def state(question: str, answer: str) -> str:
    """Say as a statement what a question and an answer say together.

    Examples
    --------
    >>> state("Who stopped the procession?", "the sailors")
    'The sailors stopped the procession.'
    >>> state("Why did they halt?", "for want of bread")
    'Why did they halt? For want of bread.'
    """
    answer = answer.strip().rstrip(".")
    capital = answer[:1].upper() + answer[1:]
    subject = _SUBJECT.match(question)
    rest = question[subject.end() :].rstrip(" ?") if subject else ""
    if rest and len(answer.split()) <= _LONGEST and not _INVERTED.search(rest):
        return f"{capital} {rest}."
    return f"{question} {capital}."


def stated(text: Text, answers: Mapping[str, str], seed: int) -> Text:
    """Turn a text's questions into claims.

    Parameters
    ----------
    text : Text
        The text.
    answers : mapping of str to str
        Short answers by the question's id.
    seed : int
        Of which wrong answer is taken.

    Returns
    -------
    Text
        With claims only: of each answered question one supported and, where another answer of its
        kind is at hand, one contradicted; of each unanswered one, one that is not in the source.
    """
    dice, others = random.Random(seed), _by_kind(text, answers)
    claims = []
    for example in text.examples:
        if example.type == "claim":
            continue
        own = answers.get(example.id, "") if example.answerable else ""
        kind = expected_answer(example.question).type
        rivals = [r for r in others[_place(example), kind] if not _alike(r, own)]
        if example.answerable and own:
            claims.append(_claim(example, own, Verdict.SUPPORTED))
        if rivals and (own or not example.answerable):
            verdict = Verdict.CONTRADICTED if own else Verdict.NOT_IN_SOURCE
            claims.append(_claim(example, dice.choice(rivals), verdict))
    return replace(text, examples=tuple(claims))


def _by_kind(text: Text, answers: Mapping[str, str]) -> dict[tuple[str, AnswerType], list[str]]:
    """Gather the answers of each paragraph by what they answer."""
    found: dict[tuple[str, AnswerType], list[str]] = defaultdict(list)
    for example in text.examples:
        if example.answerable and answers.get(example.id):
            kind = expected_answer(example.question).type
            found[_place(example), kind].append(answers[example.id])
    return found


def _place(example: Example) -> str:
    return min((passage for passage, _ in example.gold | example.tempting), default="")


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(one.lower().split()), set(other.lower().split())
    return bool(mine & theirs)


def _claim(example: Example, answer: str, verdict: Verdict) -> Example:
    return replace(
        example,
        id=f"{example.id}-{verdict.value}",
        type="claim",
        question=state(example.question, answer),
        verdict=verdict.value,
    )
