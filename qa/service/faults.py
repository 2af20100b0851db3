"""Which error is which HTTP status, and the one shape that every failure has."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import OpcitError, UnknownNote, UnknownPassage, UnknownSource, UnreadableSource
from index.errors import IndexingError
from qa.database import ConversationsUnavailable
from qa.errors import AnsweringError, BadQuestion, UnknownConversation
from qa.serialise import to_json
from qa.service.shapes import Failure, Fault
from qa.shelf.errors import (
    AlreadyThere,
    BadUpload,
    BundledSource,
    Cancelled,
    LibraryBusy,
    NeedsTitle,
    OtherSite,
    ReadOnlyLibrary,
    UnknownJob,
)


class StillStarting(AnsweringError):
    """The service has not opened its index yet."""

    code = "starting"
    by_user = False


class Unopened(AnsweringError):
    """The service could not open its engine, for a reason it did not foresee."""

    code = "unavailable"
    by_user = False


class UploadTooLarge(AnsweringError):
    """The files sent are larger than the service takes at once."""

    code = "too_large"


_STATUSES: tuple[tuple[type[OpcitError], HTTPStatus], ...] = (
    (UnknownSource, HTTPStatus.NOT_FOUND),
    (UnknownPassage, HTTPStatus.NOT_FOUND),
    (UnknownNote, HTTPStatus.NOT_FOUND),
    (UnknownConversation, HTTPStatus.NOT_FOUND),
    (UnknownJob, HTTPStatus.NOT_FOUND),
    (AlreadyThere, HTTPStatus.CONFLICT),
    (Cancelled, HTTPStatus.CONFLICT),
    (BundledSource, HTTPStatus.FORBIDDEN),
    (ReadOnlyLibrary, HTTPStatus.FORBIDDEN),
    (OtherSite, HTTPStatus.FORBIDDEN),
    (UploadTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (UnreadableSource, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NeedsTitle, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BadUpload, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LibraryBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (BadQuestion, HTTPStatus.UNPROCESSABLE_ENTITY),
    (IndexingError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ConversationsUnavailable, HTTPStatus.SERVICE_UNAVAILABLE),
    (StillStarting, HTTPStatus.SERVICE_UNAVAILABLE),
    (Unopened, HTTPStatus.SERVICE_UNAVAILABLE),
)

_REFUSALS = {
    404: Fault("not_found", "There is nothing at this address.", "GET /docs lists what there is."),
    405: Fault(
        "method_not_allowed",
        "This address does not take this method.",
        "GET /docs lists what each address takes.",
    ),
    413: Fault("too_large", "The body of the request is too large.", "Send less at a time."),
}
_UNREADABLE = Fault(
    "bad_json", "The body of the request is not JSON in UTF-8.", "Check its quotes and commas."
)
_UNFORESEEN = Fault(
    "internal_error", "Something went wrong inside Opcit.", "See the log of the service."
)

ERRORS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Failure, "description": "The request is wrong: the error says how."},
    "5XX": {"model": Failure, "description": "The service cannot answer: the error says why."},
}
"""How every route describes its failures in the OpenAPI document."""


def status_of(error: OpcitError) -> HTTPStatus:
    """Return the HTTP status of an error."""
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return HTTPStatus.BAD_REQUEST if error.by_user else HTTPStatus.INTERNAL_SERVER_ERROR


def fault_of(error: Exception) -> Fault:
    """Describe an error; of one that was not foreseen nothing is given away."""
    if isinstance(error, OpcitError):
        return Fault.of(error)
    return _UNFORESEEN


def install(app: FastAPI) -> None:
    """Have an app answer every failure in the one shape."""

    @app.exception_handler(OpcitError)
    def named(request: Request, error: OpcitError) -> Response:
        return failure(status_of(error), fault_of(error))

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        problems = error.errors()
        if any(problem["type"] == "json_invalid" for problem in problems):
            return failure(HTTPStatus.BAD_REQUEST, _UNREADABLE)
        return failure(HTTPStatus.UNPROCESSABLE_ENTITY, _explain(problems[0]))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        fault = refusal(error.status_code)
        return failure(error.status_code, fault, dict(error.headers or {}))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        # Starlette raises it again once this is sent, so the server logs it with its traceback.
        return failure(HTTPStatus.INTERNAL_SERVER_ERROR, _UNFORESEEN)


def refusal(status: int) -> Fault:
    """Describe a request refused before it reached a handler."""
    return _REFUSALS.get(status, _UNREADABLE)


def failure(status: int, fault: Fault, headers: dict[str, str] | None = None) -> Response:
    """Make the response of a failure."""
    body = to_json(Failure(fault))
    return Response(body, status, headers=headers, media_type="application/json")


def _explain(problem: dict[str, Any]) -> Fault:
    place = ".".join(str(part) for part in problem["loc"][1:]) or "body"
    message = str(problem["msg"])
    return Fault(
        "bad_request",
        f"“{place}” cannot be used: {message[:1].lower()}{message[1:]}.",
        "GET /docs shows what this address takes.",
    )
