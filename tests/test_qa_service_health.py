"""The service while it starts, when it cannot, and once it is mended."""

import threading

import pytest
from fakes_engine import FakeEngine
from fastapi.testclient import TestClient
from httpx2 import Response

from index.errors import DamagedIndex
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.opening import Opening, Progress


def fails(response: Response, status: int, code: str) -> str:
    """The response has the one shape of a failure; gives its message."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    assert list(response.json()) == ["error"]
    error = response.json()["error"]
    assert list(error) == ["code", "message", "hint"]
    assert error["code"] == code
    assert error["message"] and error["hint"]
    return error["message"]


def test_health_tells_of_starting_progress_and_readiness() -> None:
    go, told = threading.Event(), threading.Event()

    def open_engine(progress: Progress) -> tuple[FakeEngine, str]:
        progress(30, 120)
        told.set()
        go.wait(5)
        return FakeEngine(), "fake"

    app = create_app(Opening(open_engine), Conversations.at("sqlite://"))
    with TestClient(app) as http:
        assert told.wait(5)
        response = http.get("/health")
        assert response.status_code == 503
        assert response.json()["status"] == "starting"
        assert response.json()["progress"] == 0.25
        assert "30 of 120" in response.json()["detail"]
        fails(http.post("/v1/ask", json={"question": "Who?"}), 503, "starting")
        assert http.get("/v1/conversations").status_code == 200
        go.set()
        for thread in threading.enumerate():
            if thread.name == "opening":
                thread.join(5)
        health = http.get("/health")
        assert health.status_code == 200
        assert health.json() | {"version": ""} == {
            "status": "ok",
            "version": "",
            "sources": 1,
            "passages": 8,
            "encoder": "fake",
            "detail": "",
            "progress": 1.0,
        }


def test_a_service_recovers_when_what_was_wrong_is_mended() -> None:
    mended, tries = threading.Event(), []

    def open_engine(progress: Progress) -> tuple[FakeEngine, str]:
        tries.append(mended.is_set())
        if not mended.is_set():
            raise DamagedIndex("vectors.npy is damaged.", "Run `opcit index`.")
        return FakeEngine(), "fake"

    opening = Opening(open_engine, again_after=0.01)
    with TestClient(create_app(opening, Conversations.at("sqlite://"))) as http:
        while len(tries) < 3:
            threading.Event().wait(0.01)
        assert http.get("/health").json()["status"] == "unavailable"
        mended.set()
        for thread in threading.enumerate():
            if thread.name == "opening":
                thread.join(5)
        assert http.get("/health").json()["status"] == "ok"
        assert http.post("/v1/search", json={"query": "mill"}).status_code == 200


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DamagedIndex("vectors.npy is damaged.", "Run `opcit index`."), "damaged_index"),
        (RuntimeError("the secret"), "unavailable"),
    ],
)
def test_a_service_without_an_engine_says_why(error: Exception, code: str) -> None:
    def open_engine(progress: Progress) -> tuple[FakeEngine, str]:
        raise error

    opening = Opening(open_engine)
    app = create_app(opening, Conversations.at("sqlite://"))
    with TestClient(app) as http:
        while http.get("/health").json()["status"] == "starting":
            threading.Event().wait(0.01)
        health = http.get("/health")
        assert health.status_code == 503 and health.json()["status"] == "unavailable"
        assert "Run `opcit" in health.json()["detail"] or "run `opcit" in health.json()["detail"]
        assert "secret" not in health.text
        fails(http.post("/v1/ask", json={"question": "Who?"}), 503, code)
