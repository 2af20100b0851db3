"""What a handler can ask for, named so that its signature reads as a sentence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from corpus.model import Source
from qa.asking import Desk
from qa.conversations import Conversations
from qa.engine import Engine
from qa.library import find_source
from qa.service.metrics import Metrics
from qa.service.opening import Opening
from qa.shelf.adding import Arrival, Outcome
from qa.shelf.errors import ReadOnlyLibrary
from qa.shelf.shelf import Damage
from qa.shelf.steps import Told


class Library(Protocol):
    """Changes the library."""

    def add(self, arrivals: Sequence[Arrival], told: Told, job: str) -> Outcome:
        """Add files, telling of each step."""

    def remove(self, source_id: str) -> None:
        """Remove an added source."""

    def added(self) -> Collection[str]:
        """Ids of the sources that may be removed."""

    def cancel(self, job: str) -> None:
        """Call off adding, in whichever process it runs."""

    def damaged(self) -> Sequence[Damage]:
        """Name the added sources that are left out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service allows.

    Attributes
    ----------
    hits : int
        Passages looked at when a request does not say how many.
    body : int
        Largest request body, in bytes.
    upload : int
        Largest body of an upload of sources, in bytes.
    """

    hits: int = 8
    body: int = 1_000_000
    upload: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What the service is made of; kept on the app, and nowhere else.

    Attributes
    ----------
    opening : Opening
        The engine, or why there is none yet.
    conversations : Conversations
        The database.
    metrics : Metrics
        Counts.
    limits : Limits
        What is allowed.
    library : Library or None
        What adds and removes sources; None where they stay as they are.
    """

    opening: Opening
    conversations: Conversations
    metrics: Metrics
    limits: Limits
    library: Library | None = None


def _parts(request: Request) -> Parts:
    return cast(Parts, request.app.state.parts)


TheParts = Annotated[Parts, Depends(_parts)]


def _opening(parts: TheParts) -> Opening:
    return parts.opening


def _engine(parts: TheParts) -> Engine:
    return parts.opening.engine


def _conversations(parts: TheParts) -> Conversations:
    return parts.conversations


def _metrics(parts: TheParts) -> Metrics:
    return parts.metrics


def _library(parts: TheParts) -> Library:
    if parts.library is None:
        raise ReadOnlyLibrary(
            "This service does not change its library.", "Use one started with `opcit serve`."
        )
    return parts.library


def _added(parts: TheParts) -> Collection[str]:
    return parts.library.added() if parts.library else ()


TheOpening = Annotated[Opening, Depends(_opening)]
TheEngine = Annotated[Engine, Depends(_engine)]
TheConversations = Annotated[Conversations, Depends(_conversations)]
TheAdded = Annotated[Collection[str], Depends(_added)]
TheLibrary = Annotated[Library, Depends(_library)]
TheMetrics = Annotated[Metrics, Depends(_metrics)]


def _desk(engine: TheEngine, parts: TheParts) -> Desk:
    return Desk(engine, parts.conversations, hits=parts.limits.hits)


def _source(source_id: str, engine: TheEngine) -> Source:
    return find_source(engine.sources, source_id)


TheDesk = Annotated[Desk, Depends(_desk)]
TheSource = Annotated[Source, Depends(_source)]
