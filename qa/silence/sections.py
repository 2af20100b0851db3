"""Sections whose headings speak of what is asked: where to read on when no sentence answers."""

import re
from collections.abc import Sequence

from corpus.model import Source
from index.lexical import content_stems

_MOST = 2
_CAPITAL = re.compile(r"(?<=\s)[^\W\d_a-zà-ÿ]\w*")
_SOME, _SHARE = 2, 0.5
"""A heading that has other words too must share this many, and this share, of its words."""


def sections_on(question: str, sources: Sequence[Source]) -> list[str]:
    """Find the headings that speak of what is asked, the nearest first.

    Parameters
    ----------
    question : str
        A stand-alone question.
    sources : sequence of Source
        Those asked.

    Returns
    -------
    list of str
        Titles of sections, two at most: those all of whose words the question has, or half of
        them and two at least, and every name in it.
    """
    asked = _stems(question)
    names = _stems(" ".join(_CAPITAL.findall(question)))
    near: dict[str, float] = {}
    for source in sources:
        whole = _stems(source.provenance.title)
        for section in source.sections:
            own = _stems(section.title)
            shared = own & asked
            many = len(shared) >= max(_SOME, _SHARE * len(own)) and names <= shared
            if shared and own != whole and (shared == own or many):
                near[section.title] = len(shared) + len(shared) / len(own)
    return sorted(near, key=lambda title: -near[title])[:_MOST]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in content_stems(text) if not stem.isdigit())
