"""Adding sources, calling that off, and removing them."""

import logging
from collections.abc import AsyncIterator
from pathlib import PureWindowsPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from corpus.errors import OpcitError
from corpus.model import Provenance
from qa.serialise import to_json
from qa.service.dependencies import TheLibrary, TheOpening
from qa.service.events import EVENT_STREAM, STILL_HERE, event
from qa.service.faults import fault_of
from qa.service.jobs import Job, News
from qa.service.shapes import Added, Failure, JobStarted, SourceSummary
from qa.shelf.adding import Arrival, Outcome
from qa.shelf.errors import BadUpload, Cancelled, OtherSite
from qa.shelf.steps import Step

router = APIRouter(prefix="/v1", tags=["sources"])

_log = logging.getLogger(__name__)

_LOOK_EVERY = 0.5
"""Seconds between looks at whether the client is still there."""
_STILL_HERE_AFTER = 10
"""Looks without news after which a streamed upload says that it is still going on."""
_MOST_FILES = 100
_DETAILS = ("title", "author", "date")
_HOW = "Send each file as a part named “file” of multipart/form-data."

_FIELDS: dict[str, Any] = {
    "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
    **{name: {"type": "string"} for name in _DETAILS},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"multipart/form-data": {"schema": {"type": "object", "properties": _FIELDS}}},
    }
}


@router.post(
    "/sources",
    status_code=201,
    response_model=SourceSummary | Added,
    responses={200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
    openapi_extra=_BODY,
)
async def add(
    request: Request,
    library: TheLibrary,
    opening: TheOpening,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """Add a file, or several, to the library; the answer to one is the source as it is listed.

    Each part `file` is a file of any format that Opcit reads; `title`, `author` and `date` may
    say of a single file what it does not say itself. Of several files those that can be read are
    added. With `Accept: text/event-stream` the events `job`, `progress` and `done` are sent as
    things happen, or `error`. Going away calls everything off that has not been added yet.
    """
    _refuse_other_sites(request)
    job = Job(library, await _arrivals(request), opening.renew)
    if EVENT_STREAM in accept:
        return StreamingResponse(
            _stream(job, request),
            status_code=200,
            media_type=EVENT_STREAM,
            headers={"Cache-Control": "no-store"},
        )
    async for news in _attended(job, request):
        if isinstance(news, Exception):
            raise news
        if isinstance(news, Outcome):
            return _answer(news)
    raise Cancelled("Adding was cancelled; nothing was kept.", "Add the file again.")


@router.delete("/sources/{source_id}", status_code=204)
def remove(source_id: str, library: TheLibrary, opening: TheOpening) -> None:
    """Remove a source that was added, with its file; those that come with Opcit stay."""
    library.remove(source_id)
    opening.renew()


@router.delete("/jobs/{job_id}", status_code=204)
def cancel(job_id: str, library: TheLibrary) -> None:
    """Call off an upload that is being read; nothing of it is kept."""
    library.cancel(job_id)


def _refuse_other_sites(request: Request) -> None:
    """Refuse a page of another site: browsers let any page send a form anywhere."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise OtherSite(
            "A page of another site may not add sources.", "Use Opcit's own pages or `opcit add`."
        )


async def _attended(job: Job, request: Request) -> AsyncIterator[News]:
    """Follow a job as long as the client is there to hear of it."""
    try:
        async for news in job.news(_LOOK_EVERY):
            yield news
            if await request.is_disconnected():
                return
    finally:
        job.cancel()


async def _stream(job: Job, request: Request) -> AsyncIterator[str]:
    silence, announced = 0, False
    async for news in _attended(job, request):
        if news is not None and not announced:  # From its first step on it can be called off.
            announced = True
            yield event("job", JobStarted(job.id))
        silence = silence + 1 if news is None else 0
        if silence >= _STILL_HERE_AFTER:
            silence = 0
            yield STILL_HERE
        elif isinstance(news, Step):
            yield event("progress", news)
        elif isinstance(news, Outcome) and news.sources:
            yield event("done", Added.of(news))
        elif isinstance(news, Outcome):
            yield event("error", Failure(fault_of(news.refused[0][1])))
        elif isinstance(news, Exception):
            if not isinstance(news, OpcitError):
                _log.error("A streamed upload failed", exc_info=news)
            yield event("error", Failure(fault_of(news)))


def _answer(outcome: Outcome) -> Response:
    if not outcome.sources:
        raise outcome.refused[0][1]
    alone = len(outcome.sources) + len(outcome.refused) == 1
    body = (
        to_json(SourceSummary.of(outcome.sources[0], added=True))
        if alone
        else to_json(Added.of(outcome))
    )
    return Response(body, 201, media_type="application/json")


async def _arrivals(request: Request) -> list[Arrival]:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        raise BadUpload("The request is no upload of files.", _HOW)
    try:
        async with request.form(max_files=_MOST_FILES) as form:
            return await _files(form)
    except HTTPException as error:
        raise BadUpload(f"The upload cannot be read: {error.detail}", _HOW) from error


async def _files(form: FormData) -> list[Arrival]:
    files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
    files = [part for part in files if part.filename or part.size]
    if not files:
        raise BadUpload("The upload holds no file.", _HOW)
    said = {name: str(form.get(name) or "").strip() for name in _DETAILS}
    if len(files) > 1 and any(said.values()):
        raise BadUpload(
            "Title, author and date can be said of one file only.", "Send such files one by one."
        )
    known = Provenance(title=said["title"], author=said["author"], date=said["date"])
    # The name a browser on Windows sends may be a path; this class knows both kinds of slash.
    return [
        Arrival(PureWindowsPath(part.filename or "").name, await part.read(), known)
        for part in files
    ]
