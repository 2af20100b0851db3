"""Speakers that are no names: words with a capital only because a sentence begins with them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.model import Passage, Sentence

_WITHIN = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ]\w+")
_SMALL = re.compile(r"\b[a-zà-ÿ]\w+")


def without_false_speakers(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Take away the speakers of one word that a source writes small, and large nowhere within.

    "Women had no vote. “We shall,” she said" makes nobody called Women speak.

    Parameters
    ----------
    passages : sequence of Passage
        All those of a source.

    Returns
    -------
    tuple of Passage
        The same, but for such speakers.
    """
    named = {s.speaker for p in passages for s in p.sentences if s.speaker and " " not in s.speaker}
    if named:
        named -= {word for p in passages for word in _WITHIN.findall(p.text)}
        named &= {word.capitalize() for p in passages for word in _SMALL.findall(p.text)}
    if not named:
        return tuple(passages)
    return tuple(replace(p, sentences=tuple(_told(p.sentences, named))) for p in passages)


def _told(sentences: Iterable[Sentence], false: set[str]) -> Iterable[Sentence]:
    return (replace(s, speaker=None) if s.speaker in false else s for s in sentences)
