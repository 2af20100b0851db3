"""The service seen from Python: one method a route, values in and out, no model loaded."""

import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any, Self, TypeAlias, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import ValidationError

from corpus.model import Note, Passage, PassageKind, Voice
from corpus.report import Work
from index.hit import Hit
from qa.errors import ServiceUnreachable
from qa.model import Answer, Check, CheckKind, Conversation, Exchange
from qa.serialise import from_json
from qa.service.client_errors import ServiceError
from qa.service.shapes import (
    Added,
    Done,
    Failure,
    Found,
    Health,
    Hits,
    JobStarted,
    SourceSummary,
)
from qa.shelf.steps import Step

T = TypeVar("T")

Event: TypeAlias = tuple[str, Found | Answer | Done]
"""A streamed event: ``("passages", Found)``, ``("answer", Answer)`` or ``("done", Done)``."""

Upload: TypeAlias = tuple[str, JobStarted | Step | Added]
"""An event of an upload: ``("job", JobStarted)``, ``("progress", Step)`` or ``("done", Added)``."""

_ASKING: dict[str, Any] = {"passages": Found, "answer": Answer, "done": Done}
_ADDING: dict[str, Any] = {"job": JobStarted, "progress": Step, "done": Added}


class Client:
    """Asks a service.

    Every method raises `ServiceUnreachable` when nothing answers, and `ServiceError` with the
    server's code, message and hint when the answer is an error.

    Parameters
    ----------
    http : httpx2.Client
        Knows the base address; Starlette's TestClient is one too.
    """

    def __init__(self, http: httpx2.Client) -> None:
        self._http = http

    @classmethod
    def at(cls, url: str, *, timeout: float = 60.0) -> Self:
        """Connect to the service at an address; `timeout` is in seconds."""
        # A proxy named in the environment cannot reach what runs on this machine.
        return cls(httpx2.Client(base_url=url, timeout=timeout, trust_env=False))

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def health(self) -> Health:
        """How the service is, ready or not."""
        response = self._send("GET", "/health")
        return self._read(Health, response, also=503)

    def ask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[Exchange] | None = None,
        source_ids: Sequence[str] | None = None,
        k: int | None = None,
    ) -> Answer:
        """Ask a question; without a conversation or a history a new conversation begins."""
        body = _asking(question, conversation_id, history, source_ids, k)
        return self._read(Answer, self._send("POST", "/v1/ask", body))

    def ask_events(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[Exchange] | None = None,
        source_ids: Sequence[str] | None = None,
        k: int | None = None,
    ) -> Iterator[Event]:
        """Ask a question and yield what is known as it becomes known: see `Event`."""
        body = _asking(question, conversation_id, history, source_ids, k)
        yield from self._events("/v1/ask", _ASKING, json=body)

    def search(
        self,
        query: str,
        *,
        k: int | None = None,
        source_ids: Sequence[str] | None = None,
        kinds: Sequence[PassageKind] | None = None,
        voices: Sequence[Voice] | None = None,
        speaker: str | None = None,
    ) -> list[Hit]:
        """Find passages, best first."""
        body = _given(
            query=query,
            k=k,
            source_ids=source_ids,
            kinds=kinds,
            voices=voices,
            speaker=speaker,
        )
        return list(self._read(Hits, self._send("POST", "/v1/search", body)).hits)

    def check(
        self,
        text: str,
        *,
        kind: CheckKind | None = None,
        attributed_to: str | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> Check:
        """Judge a claim or a quotation; without `kind` the text decides which it is."""
        body = _given(text=text, kind=kind, attributed_to=attributed_to, source_ids=source_ids)
        return self._read(Check, self._send("POST", "/v1/check", body))

    def suggestions(self, source_ids: Sequence[str] | None = None) -> list[str]:
        """Up to three questions that the sources are known to answer."""
        params = _given(source_ids=source_ids)
        return self._read(list[str], self._send("GET", "/v1/suggestions", params=params))

    def sources(self) -> list[SourceSummary]:
        """Every source."""
        return self._get(list[SourceSummary], "/v1/sources")

    def source(self, source_id: str) -> SourceSummary:
        """One source."""
        return self._get(SourceSummary, f"/v1/sources/{_safe(source_id)}")

    def add_source(
        self, name: str, data: bytes, *, title: str = "", author: str = "", date: str = ""
    ) -> SourceSummary:
        """Add a file to the library; what it says of itself may be said for it."""
        for _, value in self.add_events([(name, data)], title=title, author=author, date=date):
            if isinstance(value, Added):
                return value.sources[0]
        raise self._unreachable("The upload was cut off")

    def add_sources(self, files: Sequence[tuple[str, bytes]]) -> Added:
        """Add files, each a name and its bytes; those that are refused are named."""
        for _, value in self.add_events(files):
            if isinstance(value, Added):
                return value
        raise self._unreachable("The upload was cut off")

    def add_events(
        self,
        files: Sequence[tuple[str, bytes]],
        *,
        title: str = "",
        author: str = "",
        date: str = "",
    ) -> Generator[Upload, None, None]:
        """Add files and yield how far it has come: see `Upload`; to stop listening calls it off."""
        parts = [("file", (name, data)) for name, data in files]
        said = {"title": title, "author": author, "date": date}
        yield from self._events("/v1/sources", _ADDING, files=parts, data=said)

    def cancel_adding(self, job_id: str) -> None:
        """Call off an upload by the id of its first event."""
        self._send("DELETE", f"/v1/jobs/{_safe(job_id)}")

    def remove_source(self, source_id: str) -> None:
        """Remove a source that was added."""
        self._send("DELETE", f"/v1/sources/{_safe(source_id)}")

    def passages(self, source_id: str) -> list[Passage]:
        """Its passages: the running text in order, then the notes."""
        return self._get(list[Passage], f"/v1/sources/{_safe(source_id)}/passages")

    def passage(self, passage_id: str) -> Passage:
        """One passage."""
        return self._get(Passage, f"/v1/passages/{_safe(passage_id)}")

    def notes(self, source_id: str) -> list[Note]:
        """Every note of a source, in order."""
        return self._get(list[Note], f"/v1/sources/{_safe(source_id)}/notes")

    def note(self, note_id: str) -> Note:
        """One note."""
        return self._get(Note, f"/v1/notes/{_safe(note_id)}")

    def works(self, source_id: str) -> list[Work]:
        """Every work cited in the notes of a source, with its uses."""
        return self._get(list[Work], f"/v1/sources/{_safe(source_id)}/works")

    def conversations(self) -> list[Conversation]:
        """Every conversation without its turns, newest first."""
        return self._get(list[Conversation], "/v1/conversations")

    def conversation(self, conversation_id: str) -> Conversation:
        """One conversation with its turns."""
        return self._get(Conversation, f"/v1/conversations/{_safe(conversation_id)}")

    def rename_conversation(self, conversation_id: str, title: str) -> Conversation:
        """Give a conversation another title."""
        path = f"/v1/conversations/{_safe(conversation_id)}"
        return self._read(Conversation, self._send("PATCH", path, {"title": title}))

    def delete_conversation(self, conversation_id: str) -> None:
        """Forget a conversation and its turns."""
        self._send("DELETE", f"/v1/conversations/{_safe(conversation_id)}")

    def export_conversation(self, conversation_id: str, format: str = "markdown") -> str:
        """Write a conversation out to keep elsewhere, as "markdown" or "json"."""
        path = f"/v1/conversations/{_safe(conversation_id)}/export"
        return self._send("GET", path, params={"format": format}).text

    def _events(
        self,
        path: str,
        kinds: dict[str, Any],
        *,
        json: object = None,
        files: Any = None,  # noqa: ANN401 - any form that httpx takes
        data: dict[str, str] | None = None,
    ) -> Generator[tuple[str, Any], None, None]:
        accept = {"Accept": "text/event-stream"}
        try:
            with self._http.stream(
                "POST", path, json=json, files=files, data=data, headers=accept
            ) as response:
                if response.is_error:
                    response.read()
                    raise _failure(response.status_code, response.content)
                yield from _events(response.iter_lines(), kinds)
        except httpx2.TransportError as error:
            raise self._unreachable() from error

    def _get(self, kind: type[T], path: str) -> T:
        return self._read(kind, self._send("GET", path))

    def _send(
        self, method: str, path: str, body: object = None, *, params: dict[str, Any] | None = None
    ) -> httpx2.Response:
        try:
            response = self._http.request(method, path, json=body, params=params)
        except httpx2.TransportError as error:
            raise self._unreachable() from error
        if response.is_error and path != "/health":
            raise _failure(response.status_code, response.content)
        return response

    def _read(self, kind: type[T], response: httpx2.Response, *, also: int = 200) -> T:
        if response.is_error and response.status_code != also:
            raise _failure(response.status_code, response.content)
        try:
            return from_json(kind, response.content)
        except ValidationError as error:
            raise self._unreachable("Something other than Opcit answers") from error

    def _unreachable(self, what: str = "No service answers") -> ServiceUnreachable:
        return ServiceUnreachable(
            f"{what} at {self._http.base_url}.", "Start it with `opcit run` or `opcit serve`."
        )


def _given(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _asking(
    question: str,
    conversation_id: str | None,
    history: Sequence[Exchange] | None,
    source_ids: Sequence[str] | None,
    k: int | None,
) -> dict[str, Any]:
    told = None
    if history is not None:
        told = [{"question": past.question, "answer": past.answer} for past in history]
    return _given(
        question=question, conversation_id=conversation_id, history=told, source_ids=source_ids, k=k
    )


def _safe(identifier: str) -> str:
    return quote(identifier, safe=":")


def _events(lines: Iterator[str], kinds: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data" and name == "error":
            raise _failure(500, value.encode())
        elif field == "data" and name in kinds:
            yield name, from_json(kinds[name], value)


def _failure(status: int, content: bytes) -> ServiceError:
    try:
        return ServiceError(status, from_json(Failure, content).error)
    except (ValidationError, json.JSONDecodeError):
        return ServiceError.unexplained(status)
