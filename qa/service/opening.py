"""Opening the engine while the service already answers, and again when its index was replaced."""

import logging
import threading
from collections.abc import Callable

from corpus.errors import OpcitError
from qa.engine import Engine
from qa.service.faults import StillStarting, Unopened
from qa.service.shapes import Health, Status
from qa.version import version

Progress = Callable[[int, int], None]
"""Told how many passages are done, and of how many."""

OpenEngine = Callable[[Progress], tuple[Engine, str]]
"""Opens the engine, building its index if need be; gives the encoder's name with it."""

Stamp = Callable[[], object]
"""Tells the index that is there now from any other, at no cost."""

_log = logging.getLogger(__name__)


class Opening:
    """Holds the engine once there is one, and says until then what is happening.

    Parameters
    ----------
    open_engine : OpenEngine
        Called in a thread of its own, and again while it fails for a reason that can be mended.
    again_after : float
        Seconds between tries.
    stamp : Stamp, optional
        Looked at every `look_every` seconds: when it is another, the engine is opened anew while
        the old one answers. Without it the engine stays as it was opened.
    look_every : float
        Seconds.
    """

    def __init__(
        self,
        open_engine: OpenEngine,
        *,
        again_after: float = 30.0,
        stamp: Stamp | None = None,
        look_every: float = 1.0,
    ) -> None:
        self._open_engine = open_engine
        self._again_after = again_after
        self._stamp = stamp or (lambda: None)
        self._look_every = look_every if stamp else None
        self._opened: object = None
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._started = False
        self._stopping = threading.Event()
        self._ready: tuple[Engine, str] | None = None
        self._failure: OpcitError | None = None
        self._done, self._total = 0, 0

    @classmethod
    def ready(cls, engine: Engine, encoder: str = "") -> "Opening":
        """Hold an engine that is already open."""
        opening = cls(lambda _: (engine, encoder))
        opening._started, opening._ready = True, (engine, encoder)
        return opening

    def start(self) -> None:
        """Begin opening, unless that has been done."""
        with self._lock:
            if self._started:
                return
            self._started = True
        threading.Thread(target=self._keep_opening, name="opening", daemon=True).start()

    def stop(self) -> None:
        """Try no more."""
        self._stopping.set()

    @property
    def engine(self) -> Engine:
        """The engine.

        Raises
        ------
        StillStarting
            It is not open yet.
        OpcitError
            Opening it failed: the error that stopped it.
        """
        if self._ready is not None:
            return self._ready[0]
        if self._failure is not None:
            raise self._failure.with_traceback(None)
        raise StillStarting(self._doing(), "Try again in a moment; GET /health says when.")

    def health(self) -> Health:
        """How things stand."""
        if self._ready is not None:
            engine, encoder = self._ready
            sources = engine.sources.values()
            count = sum(len(source.passages) for source in sources)
            return Health(Status.OK, version(), len(sources), count, encoder, "", 1.0)
        if self._failure is not None:
            return Health(Status.UNAVAILABLE, version(), 0, 0, "", str(self._failure))
        share = self._done / self._total if self._total else 0.0
        return Health(Status.STARTING, version(), 0, 0, "", self._doing(), share)

    def renew(self) -> None:
        """Open the engine anew if the index was replaced; the old one answers until then.

        Raises
        ------
        OpcitError
            The new index cannot be opened; the old engine stays.
        """
        with self._renewing:
            now = self._stamp()
            if self._ready is not None and now != self._opened:
                # Questions that the old engine is answering keep it until they are answered.
                self._ready = self._open_engine(lambda done, total: None)
                self._opened = now

    def _keep_opening(self) -> None:
        while not self._open() and not self._stopping.wait(self._again_after):
            pass
        while self._look_every is not None and not self._stopping.wait(self._look_every):
            self._look()

    def _look(self) -> None:
        try:
            self.renew()
        except Exception:
            _log.exception("The new index cannot be opened; answers come from the old one")
            self._stopping.wait(self._again_after)

    def _open(self) -> bool:
        """Try once; tell whether there is nothing left to try."""
        try:
            self._opened = self._stamp()
            self._ready = self._open_engine(self._advance)
        except OpcitError as error:
            if str(error) != str(self._failure):
                _log.error("The engine cannot be opened: %s", error)
            self._failure = error
            return False
        except Exception as error:
            _log.exception("The engine cannot be opened")
            self._failure = Unopened(
                f"The engine cannot be opened ({type(error).__name__}).",
                "See the log of the service, or run `opcit doctor`.",
            )
        return True

    def _advance(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def _doing(self) -> str:
        if self._total and self._done < self._total:
            return f"Indexing: {self._done} of {self._total} passages are done."
        return "The index and the model are being opened."
