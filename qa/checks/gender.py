"""Whether a text speaks of somebody as "he" or as "she"."""

import re
from collections import Counter
from collections.abc import Container, Iterable

from qa.checks.alignment import fold

_WORD = re.compile(r"[^\W\d_]+(?=[’'\W]|$)|[“”\"]")
_TELLING = {
    "he": "he",
    "mr": "he",
    "sir": "he",
    "she": "she",
    "mrs": "she",
    "miss": "she",
}
_SUBJECT = re.compile(r"(?:^|[.!?;:] )(?:[A-ZÀ-Þ][\w.]+ ){0,2}$")
"""What stands before a name that opens a sentence."""
_TITLES = frozenset({"mr", "mrs", "miss", "sir"})
_REACH = 20
"""Words after a name in which a pronoun may stand for it."""
_LEAST, _SHARE = 3, 0.9


def spoken_of_as(wanted: Container[str], texts: Iterable[str]) -> str | None:
    """Tell from the pronouns that follow a name whether a man or a woman bears it.

    Parameters
    ----------
    wanted : container of str
        Words of the name, folded.
    texts : iterable of str
        Where it may stand.

    Returns
    -------
    str or None
        "he" or "she"; None where the name has too few pronouns, or both.

    Examples
    --------
    >>> spoken_of_as({"varga"}, ["Varga liked them. She drew them."] * 3)
    'she'
    """
    told: Counter[str] = Counter()
    for text in texts:
        told.update(_pronouns(wanted, text))
    most = told.most_common(1)
    if not most or most[0][1] < max(_LEAST, _SHARE * told.total()):
        return None
    return most[0][0]


def _pronouns(wanted: Container[str], text: str) -> Iterable[str]:
    """Yield what tells after each place of a name, up to another name or a quotation."""
    left, before = 0, ""
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if word in wanted:
            left = _REACH if _SUBJECT.search(text[: match.start()]) else 0
            if before in _TITLES:
                yield _TELLING[before]
        elif match[0] in '“”"' or (
            match[0][0].isupper() and word not in _TELLING and not _opens(text, match.start())
        ):
            left = 0
        elif left and word in _TELLING and word not in _TITLES:
            yield _TELLING[word]
        left, before = max(0, left - 1), word


def _opens(text: str, at: int) -> bool:
    """Whether a word begins a sentence, where a capital makes no name."""
    return text[:at].rstrip()[-1:] in {"", ".", "!", "?", ":"}
