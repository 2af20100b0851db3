"""Whose words are found: a choice beside the search, and each paragraph's sentences by voice."""

import json
from collections import Counter
from collections.abc import Sequence
from html import escape

from corpus.model import Passage, Voice

_MOST_SPEAKERS = 40
_VOICES = ((Voice.AUTHOR, "The author"), (Voice.QUOTED, "People quoted"), (Voice.NOTE, "Notes"))


def choice(passages: Sequence[Passage]) -> str:
    """Set the choice of whose words to find; nothing where all are the author's.

    Parameters
    ----------
    passages : sequence of Passage
        The running text and the notes.
    """
    said = [sentence for passage in passages for sentence in passage.sentences]
    voices = {sentence.voice for sentence in said}
    if Voice.QUOTED not in voices:
        return ""
    speakers = Counter(sentence.speaker for sentence in said if sentence.speaker)
    options = "".join(
        f'<option value="{voice.value}">{name}</option>'
        for voice, name in _VOICES
        if voice in voices
    )
    named = "".join(
        f'<option value="@{escape(name)}">{escape(name)} ({times})</option>'
        for name, times in speakers.most_common(_MOST_SPEAKERS)
    )
    named = f'<optgroup label="Speakers named">{named}</optgroup>' if named else ""
    return (
        '<select aria-label="Whose words"><option value="">Anyone’s words</option>'
        f"{options}{named}</select>"
    )


def voiced(passage: Passage) -> str:
    """Give the attribute that tells whose each sentence is; empty where all are the author's."""
    if all(sentence.voice is Voice.AUTHOR for sentence in passage.sentences):
        return ""
    rows = [
        [sentence.start, sentence.end, sentence.voice.value, sentence.speaker or ""]
        for sentence in passage.sentences
    ]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f' data-voices="{escape(told)}"'
