"""Adding an upload in a thread of its own, while others are served."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sequence

from qa.service.dependencies import Library
from qa.shelf.adding import Arrival, Outcome
from qa.shelf.errors import Cancelled
from qa.shelf.librarian import new_job
from qa.shelf.steps import Step

News = Step | Outcome | Exception | None
"""A step; how it ended; or None when nothing has happened for a while."""

_log = logging.getLogger(__name__)


class Job:
    """One upload; made in the event loop that will hear of it.

    Parameters
    ----------
    library : Library
        What adds it.
    arrivals : sequence of Arrival
        The files.
    then : callable
        Called when something was added, before that is told.
    """

    def __init__(
        self, library: Library, arrivals: Sequence[Arrival], then: Callable[[], None]
    ) -> None:
        self.id = new_job()
        self._library = library
        self._arrivals = arrivals
        self._then = then
        self._off = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._news: asyncio.Queue[News] = asyncio.Queue()

    def cancel(self) -> None:
        """Call it off; nothing is kept unless it has ended already."""
        self._off.set()

    async def news(self, every: float) -> AsyncIterator[News]:
        """Begin, and tell what happens until the end; None at least every so many seconds."""
        threading.Thread(target=self._work, name="adding", daemon=True).start()
        told: News = None
        while not isinstance(told, Outcome | Exception):
            told = None
            with contextlib.suppress(TimeoutError):
                told = await asyncio.wait_for(self._news.get(), every)
            yield told

    def _work(self) -> None:
        try:
            outcome = self._library.add(self._arrivals, self._step, self.id)
            if outcome.sources:
                self._renew()
            self._tell(outcome)
        except Exception as error:
            self._tell(error)

    def _renew(self) -> None:
        try:
            self._then()
        except Exception:
            # The sources are there all the same, and the service tries again by itself.
            _log.exception("The new index cannot be opened yet")

    def _step(self, step: Step) -> None:
        if self._off.is_set():
            raise Cancelled("Adding was cancelled; nothing was kept.", "Add the file again.")
        self._tell(step)

    def _tell(self, news: News) -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended with the service.
            self._loop.call_soon_threadsafe(self._news.put_nowait, news)
