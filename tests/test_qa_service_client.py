"""The client against the real app."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import httpx2
import pytest
from fakes_engine import ID, FakeEngine, make_source
from fastapi.testclient import TestClient

from corpus.model import PassageKind
from qa.conversations import Conversations
from qa.errors import ServiceUnreachable
from qa.model import CheckKind, Exchange, Verdict
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.client_errors import ServiceError
from qa.service.opening import Opening
from qa.service.shapes import SourceSummary, Status


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def client(engine: FakeEngine) -> Iterator[Client]:
    app = create_app(Opening.ready(engine, "fake"), Conversations.at("sqlite://"))
    with TestClient(app, raise_server_exceptions=False) as http:
        yield Client(http)


def test_values_come_back_equal(client: Client, engine: FakeEngine) -> None:
    source = make_source()
    assert client.sources() == [client.source(ID)] == [SourceSummary.of(source)]
    assert client.passages(ID) == list(source.passages)
    assert client.passage(f"{ID}:p0002") == source.passages[1]
    assert client.notes(ID) == list(source.notes)
    assert client.note(f"{ID}:n3") == source.notes[2]
    assert client.works(ID) == list(source.works)
    assert client.search("mill", k=2) == engine.search("mill", k=2)
    kinds = [PassageKind.NOTE]
    assert client.search("flood", kinds=kinds) == engine.search("flood", kinds=kinds)
    assert client.suggestions([ID]) == engine.suggestions()
    asked = client.ask("When did the river rise?", history=[])
    assert asked == engine.ask("When did the river rise?")


def test_check_judges(client: Client) -> None:
    found = client.check("The river rose in 1848.", kind=CheckKind.QUOTE, source_ids=[ID])
    assert (found.kind, found.verdict) == (CheckKind.QUOTE, Verdict.CONTRADICTED)


def test_a_conversation_goes_on(client: Client) -> None:
    first = client.ask("Who asked for boats?")
    second = client.ask("Did she buy more?", conversation_id=first.conversation_id)
    assert second.standalone_question.endswith("(Who asked for boats?)")
    told = client.conversation(first.conversation_id)
    assert [turn.answer for turn in told.turns] == [first, second]
    assert [replace(told, turns=())] == client.conversations()
    assert client.rename_conversation(told.id, "Boats").title == "Boats"
    assert client.export_conversation(told.id).startswith("# Boats\n")
    assert '"title": "Boats"' in client.export_conversation(told.id, "json")
    client.delete_conversation(told.id)
    assert client.conversations() == []


def test_a_history_is_sent(client: Client) -> None:
    past = [Exchange("Who asked for boats?", "Ann Blyth.")]
    answer = client.ask("Did she buy more?", history=past, source_ids=[ID], k=3)
    assert answer.standalone_question.endswith("(Who asked for boats?)")
    assert len(answer.hits) == 3 and not answer.conversation_id


def test_events_arrive_as_values(client: Client) -> None:
    events = dict(client.ask_events("When did the river rise?"))
    assert list(events) == ["passages", "answer", "done"]
    answer = events["answer"]
    assert events["passages"].hits == answer.hits
    assert events["passages"].standalone_question == answer.standalone_question
    assert events["done"].conversation_id == answer.conversation_id != ""
    assert client.conversation(answer.conversation_id).turns[0].answer == answer


def test_events_survive_separators_in_the_text() -> None:
    source = make_source()
    odd = "The mill\u2028was\x85built\u2029again in 1850."
    first = replace(source.passages[0], text=odd, segments=(), sentences=(), notes=())
    engine = FakeEngine(replace(source, passages=(first,)))
    http = TestClient(create_app(Opening.ready(engine), Conversations.at("sqlite://")))
    events = dict(Client(http).ask_events("Who built the mill?", history=[]))
    assert events["passages"].hits[0].passage.text == odd


def test_errors_carry_what_the_server_said(client: Client) -> None:
    with pytest.raises(ServiceError) as caught:
        client.source("none")
    error = caught.value
    assert (error.code, error.status, error.by_user) == ("unknown_source", 404, True)
    assert "“none”" in error.message and ID in error.hint
    with pytest.raises(ServiceError) as caught:
        list(client.ask_events(""))
    assert caught.value.code == "bad_question"


def test_an_error_in_the_stream_is_raised(client: Client, engine: FakeEngine) -> None:
    def burst(retrieval: object) -> None:
        raise RuntimeError("the secret")

    engine.answer = burst  # type: ignore[method-assign]
    events = client.ask_events("Who asked for boats?")
    assert next(events)[0] == "passages"
    with pytest.raises(ServiceError) as caught:
        next(events)
    assert (caught.value.code, caught.value.by_user) == ("internal_error", False)


def test_ids_cannot_leave_their_place(client: Client) -> None:
    with pytest.raises(ServiceError) as caught:
        client.source("../conversations")
    assert caught.value.status == 404


def test_health_is_told_ready_or_not(client: Client) -> None:
    assert client.health().status is Status.OK
    waiting = create_app(Opening(lambda _: (FakeEngine(), "")), Conversations.at("sqlite://"))
    assert Client(TestClient(waiting)).health().status is Status.STARTING


def test_nothing_there_is_unreachable() -> None:
    client = Client.at("http://127.0.0.1:9")
    with pytest.raises(ServiceUnreachable, match="127.0.0.1:9"):
        client.health()
    with pytest.raises(ServiceUnreachable):
        list(client.ask_events("Who?"))
    client.close()


def test_something_else_there_is_told_apart() -> None:
    def page(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(502 if request.url.path == "/v1/sources" else 200, text="<html>")

    http = httpx2.Client(base_url="http://there", transport=httpx2.MockTransport(page))
    with pytest.raises(ServiceUnreachable, match="other than Opcit"):
        Client(http).health()
    with pytest.raises(ServiceError, match="status 502"):
        Client(http).sources()


def test_the_client_loads_no_model() -> None:
    code = (
        "import sys, qa.service.client;"
        "sys.exit(bool({'torch', 'faiss', 'fastapi', 'sqlalchemy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
