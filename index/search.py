"""Searching: passages found by meaning and by word, best first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.model import Note, Passage, PassageKind, Source, Voice
from index.encoder import Encoded, Encoder, Vectors
from index.hit import Hit
from index.lexical import analyse
from index.named import label_key, named_notes
from index.ranking import Question, Ranker
from index.speaking import holds_voice


class Index:
    """A built index opened for searching; immutable, so threads may share it.

    Parameters
    ----------
    sources : sequence of Source
        In the order in which their passages were indexed.
    encoder : Encoder
        The model the index was built with.
    ranker : Ranker
        Ranks their passages.
    """

    def __init__(self, sources: Sequence[Source], encoder: Encoder, ranker: Ranker) -> None:
        self._sources = MappingProxyType({source.id: source for source in sources})
        self._encoder = encoder
        self._ranker = ranker
        self._passages = [passage for source in sources for passage in source.passages]
        self._rows = {passage.id: row for row, passage in enumerate(self._passages)}
        self._notes = {note.id: note for source in sources for note in source.notes}
        self._by_label = _notes_by_label(self._notes.values())
        kinds = list(PassageKind)
        self._kinds = np.array([kinds.index(p.kind) for p in self._passages], np.int8)
        self._spans = _rows_of(sources)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self._sources

    @property
    def encoder(self) -> Encoder:
        """The model the index was built with."""
        return self._encoder

    def passage(self, passage_id: str) -> Passage:
        """Return a passage.

        Raises
        ------
        UnknownPassage
            None has this id.
        """
        return self._passages[self._row(passage_id)]

    def note(self, note_id: str) -> Note:
        """Return a note.

        Raises
        ------
        UnknownNote
            None has this id.
        """
        try:
            return self._notes[note_id]
        except KeyError:
            raise UnknownNote(
                f"There is no note {note_id}.", "List the notes with `opcit notes`."
            ) from None

    def tokens(self, passage_id: str) -> tuple[Vectors, NDArray[np.int32]]:
        """Return the token states of a passage.

        Parameters
        ----------
        passage_id : str
            The passage.

        Returns
        -------
        states : ndarray of float32, shape (t, token_dimension)
            Unit length.
        offsets : ndarray of int32, shape (t, 2)
            Span of each token in the passage's text.

        Raises
        ------
        UnknownPassage
            None has this id.
        """
        return self._ranker.tokens.of(self._row(passage_id))

    def idf(self, word: str) -> float:
        """Weigh a word, or a stem, by how few passages of all sources it stands in.

        Returns
        -------
        float
            Greater than 0, greatest for a word that stands in none.
        """
        return self._ranker.sparse.idf(word)

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        source_ids: Collection[str] | None = None,
        kinds: Collection[PassageKind] | None = None,
        voices: Collection[Voice] | None = None,
        speaker: str | None = None,
        encoded: Encoded | None = None,
    ) -> list[Hit]:
        """Find passages, best first.

        A note that the question names comes before everything else.

        Parameters
        ----------
        query : str
            A question or some words.
        k : int
            How many passages at most.
        source_ids : collection of str, optional
            Sources to look in; all when None.
        kinds : collection of PassageKind, optional
            Kinds of passage to look for; all when None.
        voices : collection of Voice, optional
            Only passages that hold a sentence in one of these voices; any voice when None.
        speaker : str, optional
            Only passages that hold a sentence of this person, in one of `voices` where given.
        encoded : Encoded, optional
            The question encoded, when the caller has done it already.

        Returns
        -------
        list of Hit
            Fewer than `k` when there are no more passages to choose from.

        Raises
        ------
        UnknownSource
            A source id is not known.
        """
        allowed = self._allowed(source_ids, kinds)
        if voices is not None or speaker:
            allowed = self._speaking(voices, speaker or "", allowed)
        room = len(self._passages) if allowed is None else int(np.count_nonzero(allowed))
        if k < 1 or room == 0:
            return []
        encoded = encoded or self._encoder.encode_question(query)
        question = Question(query, encoded, tuple(analyse(query)))
        found = self._ranker.rank(question, k, self._named(query, allowed), allowed)
        return [
            Hit(rank, one.score, passage, one.why, self._calling(passage))
            for rank, one in enumerate(found, start=1)
            for passage in [self._passages[one.row]]
        ]

    def _calling(self, passage: Passage) -> Passage | None:
        """Return the passage in which the mark of a note stands."""
        if passage.kind is not PassageKind.NOTE:
            return None
        note = self._notes.get(passage.id)
        if note is None or note.anchor is None:
            return None
        return self.passage(note.anchor.passage_id)

    def _named(self, query: str, allowed: NDArray[np.bool_] | None) -> dict[int, int]:
        """Return the rows of the notes the question names, with the place of their label in it."""
        rows = {
            self._rows[note_id]: place
            for place, key in enumerate(named_notes(query))
            for note_id in self._by_label.get(key, ())
            if note_id in self._rows
        }
        return {row: place for row, place in rows.items() if allowed is None or allowed[row]}

    def _allowed(
        self, source_ids: Collection[str] | None, kinds: Collection[PassageKind] | None
    ) -> NDArray[np.bool_] | None:
        """Mark the rows that may be found; None when all may."""
        if source_ids is None and kinds is None:
            return None
        allowed = np.ones(len(self._passages), np.bool_)
        if source_ids is not None:
            allowed[:] = False
            for source_id in source_ids:
                if source_id not in self._sources:
                    raise UnknownSource(
                        f"There is no source {source_id}.", "List the sources with `opcit sources`."
                    )
                start, end = self._spans[source_id]
                allowed[start:end] = True
        if kinds is not None:
            order = list(PassageKind)
            allowed &= np.isin(self._kinds, [order.index(kind) for kind in kinds])
        return allowed

    def _speaking(
        self, voices: Collection[Voice] | None, speaker: str, allowed: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_]:
        """Mark those of the rows that hold a sentence in a voice, of a person."""
        rows = range(len(self._passages)) if allowed is None else np.flatnonzero(allowed)
        heard = np.zeros(len(self._passages), np.bool_)
        for row in rows:
            heard[row] = holds_voice(self._passages[row], voices, speaker)
        return heard

    def _row(self, passage_id: str) -> int:
        try:
            return self._rows[passage_id]
        except KeyError:
            raise UnknownPassage(
                f"There is no passage {passage_id}.", "Find passages with `opcit search`."
            ) from None


def _notes_by_label(notes: Collection[Note]) -> dict[str, list[str]]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        by_label[label_key(note.label)].append(note.id)
    return dict(by_label)


def _rows_of(sources: Sequence[Source]) -> dict[str, tuple[int, int]]:
    """Return the rows of each source's passages, half-open."""
    spans: dict[str, tuple[int, int]] = {}
    row = 0
    for source in sources:
        spans[source.id] = (row, row + len(source.passages))
        row += len(source.passages)
    return spans
