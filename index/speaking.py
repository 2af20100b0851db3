"""Whether a passage holds somebody's words."""

import re
from collections.abc import Collection

from corpus.model import Passage, Voice


def holds_voice(passage: Passage, voices: Collection[Voice] | None, speaker: str) -> bool:
    """Tell whether one sentence of a passage is in a voice, and of a person.

    Parameters
    ----------
    passage : Passage
        The passage.
    voices : collection of Voice or None
        Any of these; any voice at all when None.
    speaker : str
        All words of the name, in any case, stand in the name the text gives; empty for anybody.

    Returns
    -------
    bool
        Whether one sentence is both.
    """
    asked = _words(speaker)
    if voices is None and not asked:
        return True
    return any(
        (voices is None or sentence.voice in voices)
        and (not asked or asked <= _words(sentence.speaker or ""))
        for sentence in passage.sentences
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))
