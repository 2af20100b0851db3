"""Uploads over HTTP, on a real library: added, refused, called off, removed, noticed elsewhere."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from fakes_engine import ID, FakeEngine, make_source
from fakes_library import BOOK, OTHER, LibraryAssembly
from fastapi import FastAPI
from fastapi.testclient import TestClient

from qa.cli.ports import listen
from qa.conversations import Conversations
from qa.errors import ServiceUnreachable
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.client_errors import ServiceError
from qa.service.dependencies import Limits
from qa.service.opening import Opening
from qa.service.shapes import Added, JobStarted
from qa.shelf.steps import Stage, Step

LIGHT = {"file": ("light.txt", BOOK.encode())}
SAID = {"title": "The Light", "author": "Mary Hale"}
EVENTS = {"Accept": "text/event-stream"}


def service(assembly: LibraryAssembly, limits: Limits | None = None) -> FastAPI:
    opening = Opening(assembly.open_engine, stamp=assembly.index_stamp, look_every=0.02)
    return create_app(opening, Conversations.at("sqlite://"), limits, assembly.librarian())


def ready(http: httpx2.Client) -> None:
    deadline = time.monotonic() + 20
    while http.get("/health").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def until_sources(http: httpx2.Client, expected: list[str]) -> None:
    deadline = time.monotonic() + 20
    while [s["id"] for s in http.get("/v1/sources").json()] != expected:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def assembly(tmp_path: Path) -> LibraryAssembly:
    made = LibraryAssembly(tmp_path)
    made.build()
    return made


@pytest.fixture
def http(assembly: LibraryAssembly) -> Iterator[TestClient]:
    with TestClient(service(assembly), raise_server_exceptions=False) as client:
        ready(client)
        yield client


@pytest.fixture
def socket_http(assembly: LibraryAssembly) -> Iterator[httpx2.Client]:
    """A client that can go away, of a service on a socket."""
    taken = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(service(assembly), log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with httpx2.Client(base_url=url, timeout=20, trust_env=False) as client:
        ready(client)
        yield client
    server.should_exit = True
    thread.join(20)


def fails(response: httpx2.Response, status: int, code: str) -> dict[str, str]:
    error: dict[str, str] = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert error["message"] and error["hint"]
    return error


def test_the_answer_to_an_upload_is_the_source(http: TestClient) -> None:
    response = http.post("/v1/sources", files=LIGHT, data=SAID)
    assert response.status_code == 201
    assert response.json() == http.get("/v1/sources/hale-light").json()
    assert response.json()["provenance"]["author"] == "Mary Hale"
    assert response.json()["integrity"]["linked"] == 2
    found = http.post("/v1/search", json={"query": "brig Halcyon", "source_ids": ["hale-light"]})
    assert "Halcyon" in found.json()["hits"][0]["passage"]["text"]
    assert [s["id"] for s in http.get("/v1/sources").json()] == [ID, "hale-light"]


def test_any_name_of_a_part_will_do(http: TestClient) -> None:
    files = {"upload": ("C:\\books\\light.txt", BOOK.encode())}
    assert http.post("/v1/sources", files=files).json()["id"] == "light"


def test_of_several_those_that_can_be_read_are_added(http: TestClient) -> None:
    files = [
        ("file", ("light.txt", BOOK.encode())),
        ("file", ("empty.txt", b"")),
        ("file", ("other.txt", OTHER.encode())),
    ]
    answer = http.post("/v1/sources", files=files).json()
    assert [source["id"] for source in answer["sources"]] == ["light", "other"]
    (refused,) = answer["refused"]
    assert refused["file"] == "empty.txt" and refused["error"]["code"] == "unreadable_source"
    fails(http.post("/v1/sources", files=files, data=SAID), 422, "bad_upload")


def test_a_copy_is_409_and_names_the_source(http: TestClient) -> None:
    http.post("/v1/sources", files=LIGHT, data=SAID)
    error = fails(http.post("/v1/sources", files=LIGHT), 409, "already_there")
    assert "“hale-light”" in error["message"]


def test_what_cannot_be_read_is_422(http: TestClient) -> None:
    fails(http.post("/v1/sources", files={"file": ("a.txt", b"")}), 422, "unreadable_source")
    noise = {"file": ("a.txt", bytes(range(256)) * 20)}
    fails(http.post("/v1/sources", files=noise), 422, "unreadable_source")
    fails(http.post("/v1/sources", json={"file": "x"}), 422, "bad_upload")
    fails(http.post("/v1/sources", files={"file": ("", b"")}), 422, "bad_upload")
    torn = {"Content-Type": "multipart/form-data; boundary=x"}
    fails(http.post("/v1/sources", content=b"--x\r\nnothing", headers=torn), 422, "bad_upload")
    bare = {"Content-Type": "multipart/form-data"}
    fails(http.post("/v1/sources", content=b"--x--", headers=bare), 422, "bad_upload")
    nameless = {"file": ("---.txt", BOOK.encode())}
    fails(http.post("/v1/sources", files=nameless), 422, "needs_title")
    assert len(http.get("/v1/sources").json()) == 1


@pytest.mark.parametrize("origin", ["http://example.org", "null"])
def test_no_page_of_another_site_may_add_sources(http: TestClient, origin: str) -> None:
    foreign = http.post("/v1/sources", files=LIGHT, headers={"Origin": origin})
    fails(foreign, 403, "other_site")
    own = http.post("/v1/sources", files=LIGHT, headers={"Origin": "http://testserver"})
    assert own.status_code == 201


def test_events_tell_the_stages_and_end_with_the_source(http: TestClient) -> None:
    text = http.post("/v1/sources", files=LIGHT, data=SAID, headers=EVENTS).text
    events = [block.split("\n", 1) for block in text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    values = [json.loads(data.removeprefix("data: ")) for _, data in events]
    assert names[0] == "job" and names[-1] == "done" and set(names[1:-1]) == {"progress"}
    stages = list(dict.fromkeys(value["stage"] for value in values[1:-1]))
    assert stages == ["reading", "linking", "embedding"]
    assert values[-2]["done"] == values[-2]["total"] > 0 and values[-2]["rate"] > 0
    (source,) = values[-1]["sources"]
    assert source == http.get("/v1/sources/hale-light").json()


def test_a_refusal_in_the_stream_is_an_event(http: TestClient) -> None:
    empty = {"file": ("a.txt", b"")}
    text = http.post("/v1/sources", files=empty, headers=EVENTS).text
    assert "event: error\n" in text and "unreadable_source" in text and "event: done" not in text


def test_questions_are_answered_while_a_book_is_added(
    http: TestClient, assembly: LibraryAssembly
) -> None:
    assembly.model.begun.clear()
    assembly.model.may.clear()
    done: list[httpx2.Response] = []
    uploading = threading.Thread(
        target=lambda: done.append(http.post("/v1/sources", files=LIGHT, data=SAID))
    )
    uploading.start()
    assert assembly.model.begun.wait(20)
    answer = http.post("/v1/ask", json={"question": "When did the river rise?"}).json()
    assert answer["answered"] and len(http.get("/v1/sources").json()) == 1
    assembly.model.may.set()
    uploading.join(20)
    assert done[0].status_code == 201
    assert len(http.get("/v1/sources").json()) == 2


def test_a_job_cancelled_leaves_nothing(socket_http: httpx2.Client, tmp_path: Path) -> None:
    assembly = LibraryAssembly(tmp_path)
    client = Client(socket_http)
    with assembly.shelf.locked():  # It has to wait, so it cannot be too quick for us.
        events = client.add_events([("light.txt", BOOK.encode())], title="The Light")
        name, job = next(events)
        assert name == "job" and isinstance(job, JobStarted)
        client.cancel_adding(job.id)
        with pytest.raises(ServiceError) as caught:
            list(events)
    assert (caught.value.code, caught.value.by_user) == ("cancelled", False)
    assert [s.id for s in client.sources()] == [ID] == list(assembly.sources())
    with pytest.raises(ServiceError, match="is being added"):
        client.cancel_adding(job.id)


@pytest.mark.parametrize("streamed", [True, False])
def test_who_goes_away_calls_it_off(
    socket_http: httpx2.Client, assembly: LibraryAssembly, streamed: bool
) -> None:
    assembly.model.begun.clear()
    assembly.model.may.clear()
    headers = EVENTS if streamed else {}
    brief = httpx2.Timeout(20, read=0.5)
    with pytest.raises(httpx2.ReadTimeout):
        socket_http.post("/v1/sources", files=LIGHT, headers=headers, timeout=brief)
    assert assembly.model.begun.wait(20)
    time.sleep(1.2)
    assembly.model.may.set()
    deadline = time.monotonic() + 20
    while list((assembly.shelf.folder / ".staging").iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert assembly.shelf.ids() == []
    assert [s["id"] for s in socket_http.get("/v1/sources").json()] == [ID]


def test_sources_added_are_removed_and_bundled_ones_stay(http: TestClient) -> None:
    http.post("/v1/sources", files=LIGHT, data=SAID)
    response = http.delete("/v1/sources/hale-light")
    assert (response.status_code, response.content) == (204, b"")
    fails(http.get("/v1/sources/hale-light"), 404, "unknown_source")
    fails(http.delete("/v1/sources/hale-light"), 404, "unknown_source")
    fails(http.delete(f"/v1/sources/{ID}"), 403, "bundled_source")
    fails(http.delete("/v1/jobs/none"), 404, "unknown_job")
    assert http.get(f"/v1/sources/{ID}").status_code == 200


def test_uploads_have_a_limit_of_their_own(assembly: LibraryAssembly) -> None:
    app = service(assembly, Limits(body=300, upload=3000))
    with TestClient(app) as http:
        ready(http)
        assert http.post("/v1/sources", files=LIGHT).status_code == 201
        large = {"file": ("large.txt", OTHER.encode() * 10)}
        error = fails(http.post("/v1/sources", files=large), 413, "too_large")
        assert "0.003 MB" in error["message"] and "OPCIT_MAX_UPLOAD_BYTES" in error["hint"]
        request = http.build_request("POST", "/v1/sources", files=large)
        pieces = iter([request.read()])
        headers = {"Content-Type": request.headers["Content-Type"]}
        response = http.post("/v1/sources", content=pieces, headers=headers)
        fails(response, 413, "too_large")
        fails(http.post("/v1/search", json={"query": "x" * 400}), 413, "too_large")


def test_what_another_process_does_is_noticed(http: TestClient, assembly: LibraryAssembly) -> None:
    other = LibraryAssembly(assembly.settings.home)
    with TestClient(service(other)) as second:
        ready(second)
        second.post("/v1/sources", files=LIGHT, data=SAID)
        until_sources(http, [ID, "hale-light"])
        http.delete("/v1/sources/hale-light")
        until_sources(second, [ID])


def test_a_damaged_source_is_told_and_left_out(http: TestClient, assembly: LibraryAssembly) -> None:
    http.post("/v1/sources", files=LIGHT, data=SAID)
    (assembly.shelf.folder / "hale-light" / "original.txt").write_bytes(b"x")
    assembly.build()
    until_sources(http, [ID])
    health = http.get("/health").json()
    assert health["status"] == "ok" and "“hale-light” is left out" in health["detail"]


def test_an_index_that_cannot_be_opened_leaves_the_old_one(assembly: LibraryAssembly) -> None:
    stamps, failing = iter(range(1000)), threading.Event()

    def open_engine(progress: object) -> object:
        if failing.is_set():
            raise RuntimeError("not yet")
        return assembly.open_engine()

    opening = Opening(open_engine, stamp=lambda: next(stamps))  # type: ignore[arg-type]
    app = create_app(opening, Conversations.at("sqlite://"), library=assembly.librarian())
    with TestClient(app) as http:
        ready(http)
        failing.set()
        with pytest.raises(RuntimeError):
            opening.renew()
        assert http.post("/v1/search", json={"query": "mill"}).status_code == 200


def test_a_service_without_a_library_says_so() -> None:
    app = create_app(Opening.ready(FakeEngine()), Conversations.at("sqlite://"))
    http = TestClient(app)
    fails(http.post("/v1/sources", files=LIGHT), 403, "read_only_library")
    fails(http.delete(f"/v1/sources/{ID}"), 403, "read_only_library")


def test_the_client_adds_and_removes(http: TestClient, assembly: LibraryAssembly) -> None:
    client = Client(http)
    source = client.add_source("light.txt", BOOK.encode(), title="The Light", author="Mary Hale")
    assert source == client.source("hale-light")
    added = client.add_sources([("light.txt", BOOK.encode()), ("other.txt", OTHER.encode())])
    assert [s.id for s in added.sources] == ["other"]
    assert [(r.file, r.error.code) for r in added.refused] == [("light.txt", "already_there")]
    client.remove_source("other")
    events = list(client.add_events([("other.txt", OTHER.encode())]))
    assert isinstance(events[0][1], JobStarted) and isinstance(events[-1][1], Added)
    steps = [value for _, value in events if isinstance(value, Step)]
    assert steps[-1].stage is Stage.EMBEDDING
    hits = client.search("river", source_ids=["other"])
    assert {hit.passage.source_id for hit in hits} == {"other"}
    asked = client.ask("When did the river rise?", source_ids=[ID], history=[])
    assert asked.quotes[0].source_id == ID == make_source().id
    with pytest.raises(ServiceError) as caught:
        client.remove_source(ID)
    assert caught.value.code == "bundled_source"


def test_an_upload_cut_off_is_no_success() -> None:
    def cut(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, text='event: job\ndata: {"id": "x"}\n\n')

    http = httpx2.Client(base_url="http://there", transport=httpx2.MockTransport(cut))
    with pytest.raises(ServiceUnreachable, match="cut off"):
        Client(http).add_source("a.txt", b"a")
    with pytest.raises(ServiceUnreachable, match="cut off"):
        Client(http).add_sources([("a.txt", b"a")])
