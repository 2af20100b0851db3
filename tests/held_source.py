"""One source held for look-ups, and the sentences of it as if found, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import Passage, Provenance, Sentence, Source
from corpus.reader import read_text


class Held:
    """Holds one source."""

    def __init__(self, source: Source) -> None:
        self.sources: Mapping[str, Source] = {source.id: source}
        self._passages = {p.id: p for p in source.passages}

    def passage(self, passage_id: str) -> Passage:
        """Return a passage of it."""
        return self._passages[passage_id]


@dataclass(frozen=True)
class Found:
    """A sentence found."""

    passage: Passage
    sentence: Sentence
    score: float = 0.5


def found_in(source: Source) -> list[Found]:
    """Take all sentences of a source for found."""
    return [
        Found(passage, sentence) for passage in source.passages for sentence in passage.sentences
    ]


def read(text: str, title: str, author: str) -> Source:
    """Read a text."""
    return read_text(text.encode(), source_id=title.lower(), provenance=Provenance(title, author))
