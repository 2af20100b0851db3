"""Questions that put words or a claim to the sources: told from others, answered with a verdict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.model import Passage
from qa.checks.parsing import looks_like_check
from qa.checks.quotemarks import quoted_spans
from qa.choosing import Chosen
from qa.model import Check, CheckKind
from qa.question import AnswerType, expected_answer

_SHORT = 3
"""Fewest words that make a quotation; fewer may be a term."""
_ABOUT_WORDS = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:(?:to|by|from|of|in|on|at|about)\s+)?"
    r"(?:who|whom|whose|which|what|when|where)\b.*"
    r"\b(?:sa(?:y|id|ys)|wr(?:ite|ote|itten|ites)|t(?:ell|old)|call(?:ed)?|ask(?:ed)?|claim(?:ed)?|"
    r"declared?|answer(?:ed)?|repl(?:y|ied)|remark(?:ed)?|shout(?:ed)?|cried|spoke|spoken|words?)\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a question puts to the sources.

    Attributes
    ----------
    text : str
        What is to be checked.
    kind : CheckKind
        Whether its wording or its truth is.
    decides : bool
        Whether the verdict answers the question, as it does "Did he really say ...?" but not
        "When did he say ...?".
    """

    text: str
    kind: CheckKind
    decides: bool


class Passages(Protocol):
    """Where passages are looked up."""

    def passage(self, passage_id: str) -> Passage:
        """Find a passage by id."""


def statement_in(question: str) -> Statement | None:
    """Tell what a question puts to the sources; None for one that simply asks.

    Parameters
    ----------
    question : str
        A stand-alone question.

    Examples
    --------
    >>> statement_in("Did Lenin really write that “to delay would be fatal”?").decides
    True
    >>> statement_in("Who said “won't always be our masters”?").text
    "“won't always be our masters”"
    >>> statement_in("Who wrote the “Letter to the Comrades” and why?") is None
    True
    """
    kind = looks_like_check(question)
    if kind is not None:
        return Statement(question, kind, decides=True)
    spans = [(a, b) for a, b in quoted_spans(question) if len(question[a:b].split()) >= _SHORT]
    if len(spans) != 1 or _is_title(question[slice(*spans[0])]):
        return None
    start, end = spans[0]
    if not _ABOUT_WORDS.search(question[: start - 1] + question[end + 1 :]):
        return None
    return Statement(f"“{question[start:end]}”", CheckKind.QUOTE, decides=False)


def with_evidence(
    question: str, check: Check, chosen: Sequence[Chosen], index: Passages, *, limit: int
) -> list[Chosen]:
    """Put the evidence of a verdict before what was chosen, but after notes asked for.

    Parameters
    ----------
    question : str
        A stand-alone question.
    check : Check
        The verdict.
    chosen : sequence of Chosen
        What would be quoted without it.
    index : Passages
        Where passages are looked up.
    limit : int
        Most spans to return.
    """
    evidence = [
        Chosen(index.passage(each.passage_id), each.start, each.end, each.score, looked_up=True)
        for each in check.evidence
    ]
    notes: list[Chosen] = []
    if expected_answer(question).type is AnswerType.REFERENCE:
        notes = [span for span in chosen if span.looked_up]
    kept: list[Chosen] = []
    for span in [*notes, *evidence, *chosen]:
        if not any(_overlap(span, other) for other in kept):
            kept.append(span)
    return kept[:limit]


def _is_title(words: str) -> bool:
    """Whether quoted words are written as a title is: its longer words with capitals."""
    longer = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > _SHORT]
    return bool(longer) and all(word[0].isupper() for word in longer)


def _overlap(one: Chosen, other: Chosen) -> bool:
    same = one.passage.id == other.passage.id
    return same and one.start < other.end and other.start < one.end
