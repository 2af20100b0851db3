"""The engine: from a question to a quoted answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model import PassageKind, Source
from index.hit import Hit
from qa.model import Answer, Check, CheckKind, Exchange

if TYPE_CHECKING:
    from index.search import Index


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A question as understood, and the passages found for it.

    Attributes
    ----------
    question : str
        As asked.
    standalone_question : str
        As understood.
    hits : tuple of Hit
        Best first.
    timing_ms : dict of str to float
        Milliseconds of each stage so far.
    """

    question: str
    standalone_question: str
    hits: tuple[Hit, ...]
    timing_ms: dict[str, float]


class Engine:
    """Answers questions over an index; keeps no state between calls, safe to share by threads.

    Parameters
    ----------
    index : Index
        Where passages are found.
    """

    def __init__(self, index: "Index") -> None:
        self._index = index

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self._index.sources

    def retrieve(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Retrieval:
        """Understand a question and find its passages.

        Raises
        ------
        BadQuestion
            It is empty or too long.
        UnknownSource
            A source id is not known.
        """
        raise NotImplementedError

    def answer(self, retrieval: Retrieval) -> Answer:
        """Choose the sentences that answer, or say that none does.

        Raises
        ------
        UnfaithfulQuotation
            A quotation does not match its source.
        """
        raise NotImplementedError

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Answer:
        """Retrieve, then answer."""
        return self.answer(self.retrieve(question, history=history, source_ids=source_ids, k=k))

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        source_ids: Sequence[str] | None = None,
        kinds: Sequence[PassageKind] | None = None,
    ) -> list[Hit]:
        """Find passages, best first."""
        raise NotImplementedError

    def check(
        self,
        text: str,
        *,
        kind: CheckKind | None = None,
        attributed_to: str | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> Check:
        """Judge a claim or a quotation; None lets the text decide which it is."""
        raise NotImplementedError

    def suggestions(self, source_ids: Sequence[str] | None = None) -> list[str]:
        """Up to three questions the sources are known to answer."""
        raise NotImplementedError
