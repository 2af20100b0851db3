"""The measures: when a quotation hits the gold, and how close a short answer comes."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ARTICLES = frozenset({"a", "an", "the"})
_DASHES = re.compile("[–—]")
_DROPPED = str.maketrans("", "", string.punctuation + "‘’“”")


def normalise(text: str) -> list[str]:
    """Split into words without case, accents, punctuation or articles, as SQuAD does.

    Examples
    --------
    >>> normalise("The “Paléologue” diary")
    ['paleologue', 'diary']
    """
    bare = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = _DASHES.sub(" ", bare).translate(_DROPPED).split()
    return [word for word in words if word not in _ARTICLES]


def answer_f1(predicted: str, golds: Sequence[str]) -> float:
    """Token F1 of a short answer against the best of several gold answers.

    Parameters
    ----------
    predicted : str
        The answer given.
    golds : sequence of str
        Accepted answers.

    Returns
    -------
    float
        In [0, 1]; two empty answers agree. After SQuAD (Rajpurkar et al., 2016).
    """
    return max((_f1(normalise(predicted), normalise(gold)) for gold in golds), default=0.0)


def _f1(predicted: list[str], gold: list[str]) -> float:
    if not predicted or not gold:
        return float(predicted == gold)
    common = sum((Counter(predicted) & Counter(gold)).values())
    return 2 * common / (len(predicted) + len(gold))


def overlaps(quote: str, gold: str) -> bool:
    """Whether a quotation and a gold sentence share enough words in a row.

    Enough is eight words, or all of a shorter gold sentence, or all of a quotation of five to
    seven words.
    """
    quoted, wanted = normalise(quote), normalise(gold)
    enough = min(8, len(wanted), max(5, len(quoted)))
    return bool(wanted) and _longest_common_run(quoted, wanted) >= enough


def _longest_common_run(a: Sequence[str], b: Sequence[str]) -> int:
    best, previous = 0, [0] * (len(b) + 1)
    for word in a:
        current = [0]
        for j, other in enumerate(b):
            current.append(previous[j] + 1 if word == other else 0)
        best = max(best, max(current))
        previous = current
    return best
