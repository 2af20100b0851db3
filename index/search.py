"""Searching: passages found by meaning and by word, best first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.model import Note, Passage, PassageKind, Source
from index.encoder import Encoded, Encoder, Vectors
from index.fusion import fuse
from index.hit import Hit, Why
from index.lexical import Term, analyse
from index.named import label_key, named_notes
from index.sparse import SparseIndex
from index.tokens import TokenStates
from index.vectors import Rows, VectorStore

DEPTH = 100
"""Passages taken from each search before they are fused."""


class Index:
    """A built index opened for searching; immutable, so threads may share it.

    Parameters
    ----------
    sources : sequence of Source
        In the order in which their passages were indexed.
    encoder : Encoder
        The model the index was built with.
    store : VectorStore
        Finds the nearest vectors.
    vectors : ndarray of float32, shape (n, dimension)
        The passages' vectors, for exact similarity.
    sparse : SparseIndex
        Finds by word.
    tokens : TokenStates
        Token states of the passages.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        encoder: Encoder,
        store: VectorStore,
        vectors: Vectors,
        sparse: SparseIndex,
        tokens: TokenStates,
    ) -> None:
        self._sources = MappingProxyType({source.id: source for source in sources})
        self._encoder = encoder
        self._store = store
        self._vectors = vectors
        self._sparse = sparse
        self._tokens = tokens
        self._passages = [passage for source in sources for passage in source.passages]
        self._rows = {passage.id: row for row, passage in enumerate(self._passages)}
        self._notes = {note.id: note for source in sources for note in source.notes}
        self._by_label = _notes_by_label(self._notes.values())
        kinds = list(PassageKind)
        self._kinds = np.array([kinds.index(p.kind) for p in self._passages], np.int8)
        self._first = _first_rows(sources)

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
        return self._tokens.of(self._row(passage_id))

    def idf(self, word: str) -> float:
        """Weigh a word, or a stem, by how few passages of all sources it stands in.

        Returns
        -------
        float
            Greater than 0, greatest for a word that stands in none.
        """
        return self._sparse.idf(word)

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        source_ids: Collection[str] | None = None,
        kinds: Collection[PassageKind] | None = None,
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
        room = len(self._passages) if allowed is None else int(np.count_nonzero(allowed))
        if k < 1 or room == 0:
            return []
        vector = (encoded or self._encoder.encode_question(query)).vector
        terms = _content(analyse(query))
        named = self._named(query, allowed)
        ranked = self._ranked(vector, terms, named, max(k, DEPTH), allowed)
        return [
            self._hit(rank, score, row, why, query, terms)
            for rank, (score, row, why) in enumerate(ranked[:k], start=1)
        ]

    def _ranked(
        self,
        vector: Vectors,
        terms: Sequence[Term],
        named: Sequence[int],
        depth: int,
        allowed: NDArray[np.bool_] | None,
    ) -> list[tuple[float, int, Why]]:
        """Search by meaning and by word, fuse, and put named notes first."""
        by_meaning = self._store.search(vector, depth, allowed)
        sparse = self._sparse.score([term.stem for term in terms])
        by_word = _best(sparse if allowed is None else sparse * allowed, depth)
        rows = np.unique(np.concatenate([by_meaning, by_word, np.array(named, np.int64)]))
        dense = self._vectors[rows] @ vector
        ceiling = sum(self._sparse.idf(term.stem) for term in terms)
        scores = fuse(dense, sparse[rows], ceiling)
        scores[np.isin(rows, named)] = 1.0
        dense_rank = {int(row): rank for rank, row in enumerate(by_meaning, start=1)}
        sparse_rank = {int(row): rank for rank, row in enumerate(by_word, start=1)}
        first = {row: place for place, row in enumerate(named)}
        order = sorted(
            range(len(rows)), key=lambda i: (first.get(int(rows[i]), len(first)), -scores[i])
        )
        return [
            (
                float(scores[i]),
                row,
                Why(
                    dense=float(np.clip(dense[i], -1, 1)),
                    sparse=float(sparse[row]),
                    dense_rank=dense_rank.get(row),
                    sparse_rank=sparse_rank.get(row),
                    named=row in first,
                ),
            )
            for i in order
            for row in [int(rows[i])]
        ]

    def _hit(
        self, rank: int, score: float, row: int, why: Why, query: str, terms: Sequence[Term]
    ) -> Hit:
        passage = self._passages[row]
        shared = {
            term.stem: query[term.start : term.end]
            for term in reversed(terms)
            if self._sparse.holds(term.stem, row)
        }
        words = tuple(shared[stem] for stem in sorted(shared, key=lambda s: -self.idf(s)))
        why = Why(why.dense, why.sparse, why.dense_rank, why.sparse_rank, words, why.named)
        return Hit(rank, score, passage, why, self._calling(passage))

    def _calling(self, passage: Passage) -> Passage | None:
        """Return the passage in which the mark of a note stands."""
        if passage.kind is not PassageKind.NOTE:
            return None
        note = self._notes.get(passage.id)
        if note is None or note.anchor is None:
            return None
        return self.passage(note.anchor.passage_id)

    def _named(self, query: str, allowed: NDArray[np.bool_] | None) -> list[int]:
        """Return the rows of the notes the question names, of those that may be found."""
        rows = [
            self._rows[note_id]
            for key in named_notes(query)
            for note_id in self._by_label.get(key, ())
            if note_id in self._rows
        ]
        return [row for row in rows if allowed is None or allowed[row]]

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
                start, end = self._first[source_id]
                allowed[start:end] = True
        if kinds is not None:
            order = list(PassageKind)
            allowed &= np.isin(self._kinds, [order.index(kind) for kind in kinds])
        return allowed

    def _row(self, passage_id: str) -> int:
        try:
            return self._rows[passage_id]
        except KeyError:
            raise UnknownPassage(
                f"There is no passage {passage_id}.", "Find passages with `opcit search`."
            ) from None


def _content(terms: Sequence[Term]) -> list[Term]:
    """Leave function words out, unless there is nothing else."""
    return [term for term in terms if not term.stop] or list(terms)


def _best(scores: NDArray[np.float32], k: int) -> Rows:
    """Return the rows with the greatest scores above 0, best first."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        rows = rows[np.argpartition(-scores[rows], k)[:k]]
    best: Rows = rows[np.argsort(-scores[rows], kind="stable")]
    return best


def _notes_by_label(notes: Collection[Note]) -> dict[str, list[str]]:
    by_label: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        by_label[label_key(note.label)].append(note.id)
    return dict(by_label)


def _first_rows(sources: Sequence[Source]) -> dict[str, tuple[int, int]]:
    """Return the rows of each source's passages, half-open."""
    spans: dict[str, tuple[int, int]] = {}
    row = 0
    for source in sources:
        spans[source.id] = (row, row + len(source.passages))
        row += len(source.passages)
    return spans
