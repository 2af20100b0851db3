"""The FastAPI application, put together from what it is handed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from qa.conversations import Conversations
from qa.service import docs, faults
from qa.service.body_guard import BodyLimit, well_formed
from qa.service.dependencies import Library, Limits, Parts
from qa.service.metrics import Counting, Metrics
from qa.service.opening import Opening
from qa.service.routes import (
    asking,
    checking,
    conversations,
    health,
    notes,
    passages,
    searching,
    sources,
    suggestions,
    uploads,
)
from qa.version import version

_ABOUT = "Answers questions about a source in the source's own words, with its footnotes."
_ROUTERS = (asking, searching, checking, suggestions, sources, passages, notes, conversations)


def create_app(
    opening: Opening,
    kept: Conversations,
    limits: Limits | None = None,
    library: Library | None = None,
) -> FastAPI:
    """Make the service.

    Parameters
    ----------
    opening : Opening
        The engine, ready or to be opened when the service starts.
    kept : Conversations
        Where conversations are kept; closed when the service stops.
    limits : Limits, optional
        What it allows.
    library : Library, optional
        What adds and removes sources; without it they stay as they are.

    Returns
    -------
    FastAPI
        The application; it holds no state but what it is handed.
    """
    limits = limits or Limits()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening.start()
        yield
        opening.stop()
        kept.close()

    # FastAPI's own page of documentation fetches its script from the network.
    app = FastAPI(
        title="Opcit",
        summary=_ABOUT,
        version=version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    parts = Parts(opening, kept, Metrics(), limits, library)
    app.state.parts = parts
    app.add_middleware(BodyLimit, largest=limits.body, largest_upload=limits.upload)
    app.add_middleware(Counting, metrics=parts.metrics)
    faults.install(app)
    docs.install(app)
    app.include_router(health.router)
    app.include_router(uploads.router, responses=faults.ERRORS)
    for module in _ROUTERS:
        app.include_router(
            module.router, responses=faults.ERRORS, dependencies=[Depends(well_formed)]
        )
    return app
