"""Exact match and F1 of short answers, normalised as SQuAD 2.0's own measure does it.

Rajpurkar, Jia and Liang, Know What You Don't Know: Unanswerable Questions for SQuAD, 2018.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def words_of(answer: str) -> list[str]:
    """Split an answer into words without case, ASCII punctuation and articles."""
    return _ARTICLE.sub(" ", answer.lower().translate(_NO_PUNCTUATION)).split()


def exact_match(given: str, accepted: Sequence[str]) -> float:
    """1 where the answer is one of the accepted ones, otherwise 0; silence is the empty answer.

    Where nothing is accepted, the question has no answer and silence is right.
    """
    return _best(given, accepted, lambda a, b: float(a == b))


def token_f1(given: str, accepted: Sequence[str]) -> float:
    """F1 of the words shared with the nearest accepted answer."""
    return _best(given, accepted, _f1)


def _best(
    given: str, accepted: Sequence[str], measure: Callable[[list[str], list[str]], float]
) -> float:
    golds = [words for words in map(words_of, accepted) if words] or [[]]
    return max(measure(words_of(given), gold) for gold in golds)


def _f1(given: list[str], gold: list[str]) -> float:
    if not given or not gold:
        return float(given == gold)
    shared = sum((Counter(given) & Counter(gold)).values())
    return 2 * shared / (len(given) + len(gold))
