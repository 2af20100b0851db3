"""The one place that puts the program together from its settings.

Heavy parts are imported where they are made, so that what does not need them starts at once.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.model import Source
from index.errors import IndexingError, MismatchedIndex, MissingIndex

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.encoder import Encoder
    from index.search import Index
    from index.vectors import VectorEngine
    from qa.conversations import Conversations
    from qa.engine import Engine
    from qa.evidence.claim_reader import Weigher
    from qa.evidence.close_ranking import Reader
    from qa.evidence.close_reader import CloseReader
    from qa.evidence.hub_cross_encoder import HubCrossEncoder
    from qa.evidence.hub_reader import HubReader
    from qa.settings import Settings
    from qa.shelf.librarian import Librarian
    from qa.shelf.shelf import Damage, Shelf

Progress = Callable[[int, int], None]
"""Told how many passages are done, and of how many."""

EMBEDDED = "embedded"
"""What a setting says where no other model is to stand in for Opcit's own."""


class Assembly:
    """Makes the parts of the program.

    Parameters
    ----------
    settings : Settings
        What to make them of.
    """

    def __init__(self, settings: "Settings") -> None:
        self.settings = settings
        self._encoder: Encoder | None = None

    @cached_property
    def shelf(self) -> "Shelf":
        """Where the sources that the reader added are."""
        from qa.shelf.shelf import Shelf

        return Shelf(self.settings.sources_folder)

    def bundled(self) -> Sequence[Source]:
        """Read the sources that come with Opcit.

        Raises
        ------
        CorpusError
            One cannot be read.
        """
        from corpus.bundled import load_bundled

        return load_bundled()

    def sources(self) -> Mapping[str, Source]:
        """Read the sources of the library, by id; added ones that are damaged are left out.

        Raises
        ------
        CorpusError
            One that comes with Opcit cannot be read.
        """
        from qa.shelf.shelf import arrange

        return arrange(self.bundled(), self.shelf.look().sources)

    def added(self) -> Sequence[str]:
        """Name the sources that the reader added, damaged or not."""
        return self.shelf.ids()

    def damaged(self) -> "Sequence[Damage]":
        """Name the added sources that are damaged and left out."""
        return self.shelf.look().damaged

    def librarian(self) -> "Librarian":
        """Return what adds and removes sources, and keeps the index in step."""
        from qa.shelf.librarian import Librarian

        def build(sources: Sequence[Source], progress: Progress | None) -> object:
            by_id = {source.id: source for source in sources}
            return self._build(self.encoder(), by_id, progress)

        return Librarian(self.shelf, self.bundled, build)

    def encoder(self) -> "Encoder":
        """Open the embedding model, or return it as long as it fits the index.

        Raises
        ------
        ModelError
            It is missing, or not the one expected.
        """
        indexed = self._indexed()
        if self._encoder is None or indexed not in (None, self._encoder.fingerprint):
            self._encoder = self._open_encoder(indexed)
        return self._encoder

    def _open_encoder(self, indexed: str | None) -> "Encoder":
        if self.settings.encoder == EMBEDDED:
            from index.minilm import MiniLMEncoder

            return MiniLMEncoder(self.settings.precision, indexed=indexed)
        from index.hub import HubEncoder

        return HubEncoder(self.settings.encoder)

    def conversations(self) -> "Conversations":
        """Open the database of conversations.

        Raises
        ------
        ConversationsUnavailable
            It cannot be opened.
        """
        from qa.conversations import Conversations

        return Conversations.at(self.settings.database)

    def build(self, progress: Progress | None = None) -> "BuildReport":
        """Bring the index up to date with the sources, their readers and the model."""
        with self.shelf.locked():
            self.shelf.refresh()
            return self._build(self.encoder(), self.sources(), progress)

    def open_engine(self, progress: Progress | None = None) -> "tuple[Engine, str]":
        """Open the engine, first building an index that is missing or out of date.

        Parameters
        ----------
        progress : callable, optional
            Called only while an index is built.

        Returns
        -------
        Engine
            Ready to answer.
        str
            Name of its embedding model.

        Raises
        ------
        DamagedIndex
            A file of the index is missing or altered.
        ModelError
            The embedding model is missing, or not the one expected.
        """
        index = self.current_index(progress)
        return self.engine(index), index.encoder.name

    def current_index(self, progress: Progress | None = None) -> "Index":
        """Open the index, first building it if it is missing or out of date.

        Raises
        ------
        DamagedIndex
            A file of it is missing or altered.
        ModelError
            The embedding model is missing, or not the one expected.
        """
        with suppress(MissingIndex, MismatchedIndex):
            return self.open_index()
        # Who is adding or removing a source brings sources and index back in step.
        with self.shelf.locked():
            encoder, sources = self.encoder(), self.sources()
            with suppress(MissingIndex, MismatchedIndex):
                return self._open(encoder, sources)
            self._build(encoder, sources, progress)
            return self._open(encoder, sources)

    def open_index(self) -> "Index":
        """Open the index as it is.

        Raises
        ------
        IndexingError
            It is missing, damaged, or out of date.
        """
        return self._open(self.encoder(), self.sources())

    def index_stamp(self) -> object:
        """Tell the index that is there now from any other, without reading it."""
        from index.store import MANIFEST

        try:
            status = (self.settings.index_folder / MANIFEST).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _indexed(self) -> str | None:
        """Return the fingerprint of the model that the index was built with, if there is one."""
        from index.store import read_manifest

        try:
            return read_manifest(self.settings.index_folder).fingerprint
        except IndexingError:
            return None

    def _open(self, encoder: "Encoder", sources: Mapping[str, Source]) -> "Index":
        from index.store import open_index

        folder, read = self.settings.index_folder, tuple(sources.values())
        return open_index(folder, read, encoder, engine=self._vector_engine())

    def _build(
        self, encoder: "Encoder", sources: Mapping[str, Source], progress: Progress | None
    ) -> "BuildReport":
        from index.build import build_index

        folder, read = self.settings.index_folder, tuple(sources.values())
        engine = self._vector_engine()
        return build_index(folder, read, encoder, engine=engine, progress=progress)

    def _vector_engine(self) -> "VectorEngine":
        if self.settings.vector_store == "faiss":
            from index.faiss_vectors import FaissEngine

            return FaissEngine()
        from index.milvus_vectors import MilvusEngine

        return MilvusEngine(self.settings.vector_store)

    @cached_property
    def close_reader(self) -> "Reader":
        """What reads the question together with the best sentences; opened once.

        Raises
        ------
        ModelError
            A model is missing or damaged.
        """
        scorer, finder = self.cross_encoder, self.answer_finder
        if scorer is None and finder is None:
            return self._embedded_reader
        from qa.evidence.hub_reading import StandingIn

        return StandingIn(self._embedded_reader, scorer, finder)

    @cached_property
    def cross_encoder(self) -> "HubCrossEncoder | None":
        """What says how well sentences answer, if it isn't embedded; opened once."""
        if self.settings.cross_encoder == EMBEDDED:
            return None
        from qa.evidence.hub_cross_encoder import HubCrossEncoder

        name = self.settings.cross_encoder
        return HubCrossEncoder(name, self._embedded_reader, self._precision)

    @cached_property
    def answer_finder(self) -> "HubReader | None":
        """What finds the words that answer, if it isn't embedded; opened once."""
        if self.settings.reader == EMBEDDED:
            return None
        from qa.evidence.hub_reader import HubReader

        return HubReader(self.settings.reader, self._precision)

    @cached_property
    def claim_weigher(self) -> "Weigher":
        """What says what sentences say of a claim; its model is opened when a claim comes."""
        if self.settings.nli == EMBEDDED:
            from qa.evidence.claim_reader import ClaimReader

            return ClaimReader(self._precision)
        from qa.evidence.hub_nli import HubNli

        return HubNli(self.settings.nli, self._precision)

    @cached_property
    def _embedded_reader(self) -> "CloseReader":
        from qa.evidence.close_reader import CloseReader

        return CloseReader(self._precision)

    @cached_property
    def _precision(self) -> str:
        from index.minilm import fastest_precision

        precision = self.settings.precision
        return fastest_precision() if precision == "auto" else precision

    def engine(self, index: "Index") -> "Engine":
        """Put an engine together over an index.

        Raises
        ------
        ModelError
            The weights that come with Opcit are missing or damaged, or a model of the hub that
            is set cannot be loaded.
        """
        from threadpoolctl import threadpool_limits

        from qa.checks.checker import StatementChecker
        from qa.checks.claims import ClaimJudge
        from qa.engine import Engine
        from qa.evidence.abstention import AbstentionJudge
        from qa.evidence.close_ranking import CloseRanker
        from qa.evidence.ranking import SentenceRanker

        # NumPy's own threads wait in a busy loop after each product; PyTorch's then go five times
        # slower on two cores, and the products of one question are too small to share out.
        threadpool_limits(1, user_api="blas")
        claims = ClaimJudge(self.claim_weigher)
        return Engine(
            index,
            ranker=CloseRanker(SentenceRanker(), self.close_reader),
            judge=AbstentionJudge(),
            checker=StatementChecker(index, SentenceRanker(for_claims=True), claims),
            max_quotes=self.settings.max_quotes,
            max_question_length=self.settings.max_question_length,
        )
