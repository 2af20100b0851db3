"""Decades in a claim, put as the year within them that a source gives."""

import re
from collections.abc import Iterable

_DECADE = re.compile(
    r"\b(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<tens>1\d\d|20\d)0[’']?s\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b(?![’']?s)")
_YEARS = {"early": range(5), "mid": range(3, 8), "late": range(5, 10), "": range(10)}


def dated(claim: str, sentences: Iterable[str]) -> str:
    """Put for a decade the one year within it that the first sentence with such a year has.

    A reader takes "1899" for something else than "the late 1890s".

    Examples
    --------
    >>> dated("He came back in the late 1890s.", ["He left in 1885.", "He returned in 1899."])
    'He came back in 1899.'
    >>> dated("He came back in the early 1890s.", ["He returned in 1899."])
    'He came back in the early 1890s.'
    """
    told = list(sentences)
    for match in reversed(list(_DECADE.finditer(claim))):
        first = 10 * int(match["tens"])
        covered = {first + year for year in _YEARS[(match["part"] or "").lower()]}
        found = ({int(year[0]) for year in _YEAR.finditer(text)} & covered for text in told)
        years = next(filter(None, found), set())
        if len(years) == 1:
            claim = f"{claim[: match.start()]}{years.pop()}{claim[match.end() :]}"
    return claim
