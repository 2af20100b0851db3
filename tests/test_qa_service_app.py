"""The service over HTTP: every route, every refusal."""

from collections.abc import Iterator

import pytest
from fakes_engine import ID, FakeEngine
from fastapi.testclient import TestClient
from httpx2 import Response

from qa.conversations import Conversations
from qa.engine import Retrieval
from qa.errors import UnfaithfulQuotation
from qa.service.app import create_app
from qa.service.dependencies import Limits
from qa.service.opening import Opening


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def http(engine: FakeEngine) -> Iterator[TestClient]:
    app = create_app(Opening.ready(engine, "fake"), Conversations.at("sqlite://"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


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


def test_an_answer_has_the_shape_of_the_contract(http: TestClient) -> None:
    answer = http.post("/v1/ask", json={"question": "When did the river rise?"}).json()
    assert answer["answered"] is True
    assert answer["short_answer"] == {"text": "1849", "quote": 1, "start": 24, "end": 28}
    quote = answer["quotes"][0]
    assert quote["text"] == "The river rose on 3 May 1849 and carried off the mill."
    assert quote["voice"] == "author" and quote["speaker"] is None
    assert quote["notes"][0]["label"] == "i"
    assert {"id", "text", "position", "resolved"} <= set(quote["notes"][0])
    hit = answer["hits"][0]
    assert hit["rank"] == 1 and {"dense", "sparse"} <= set(hit["why"])
    passage = http.get(f"/v1/passages/{quote['passage_id']}").json()
    assert passage["text"][quote["start"] : quote["end"]] == quote["text"]


def test_json_is_utf8_and_leaves_characters_as_they_are(http: TestClient) -> None:
    response = http.post("/v1/ask", json={"question": "What had the harbourmaster written?"})
    assert "“We have two,”" in response.content.decode("utf-8")


def test_silence_brings_the_nearest_passages(http: TestClient) -> None:
    answer = http.post("/v1/ask", json={"question": "How did Rasputin die?"}).json()
    assert answer["answered"] is False
    assert answer["quotes"] == [] and answer["short_answer"] is None
    assert len(answer["nearest"]) == 3


def test_a_question_alone_begins_a_conversation(http: TestClient) -> None:
    answer = http.post("/v1/ask", json={"question": "Who asked for boats?"}).json()
    kept = http.get(f"/v1/conversations/{answer['conversation_id']}").json()
    assert kept["title"] == "Who asked for boats?"
    assert [turn["id"] for turn in kept["turns"]] == [answer["turn_id"]]
    assert kept["turns"][0]["answer"] == answer


def test_a_conversation_is_the_history_of_the_next_question(
    http: TestClient, engine: FakeEngine
) -> None:
    first = http.post("/v1/ask", json={"question": "Who asked for boats?"}).json()
    told = {"conversation_id": first["conversation_id"]}
    second = http.post("/v1/ask", json={"question": "Did she buy more?", **told}).json()
    assert second["standalone_question"] == "Did she buy more? (Who asked for boats?)"
    assert second["conversation_id"] == first["conversation_id"]
    third = http.post("/v1/ask", json={"question": "And at Leith?", **told}).json()
    assert [past.question for past in engine.histories[-1]] == [
        "Who asked for boats?",
        "Did she buy more? (Who asked for boats?)",
    ]
    assert engine.histories[-1][0].answer == first["answer"]
    kept = http.get(f"/v1/conversations/{third['conversation_id']}").json()
    assert len(kept["turns"]) == 3


def test_a_history_given_is_used_and_nothing_is_kept(http: TestClient, engine: FakeEngine) -> None:
    history = [{"question": "Who asked for boats?", "answer": "Mayor Ann Blyth asked for boats."}]
    body = {"question": "Did she buy more?", "history": history}
    answer = http.post("/v1/ask", json=body).json()
    assert answer["standalone_question"] == "Did she buy more? (Who asked for boats?)"
    assert answer["conversation_id"] == answer["turn_id"] == ""
    assert http.get("/v1/conversations").json() == []


def test_a_history_given_with_a_conversation_stands_in_for_its_turns(
    http: TestClient, engine: FakeEngine
) -> None:
    first = http.post("/v1/ask", json={"question": "Who asked for boats?"}).json()
    body = {
        "question": "Did she buy more?",
        "history": [],
        "conversation_id": first["conversation_id"],
    }
    http.post("/v1/ask", json=body)
    assert engine.histories[-1] == ()
    assert len(http.get(f"/v1/conversations/{first['conversation_id']}").json()["turns"]) == 2


def test_an_empty_conversation_id_is_none(http: TestClient) -> None:
    body = {"question": "Who asked for boats?", "conversation_id": ""}
    assert http.post("/v1/ask", json=body).json()["conversation_id"]
    told = http.post("/v1/ask", json={**body, "history": []}).json()
    assert told["conversation_id"] == ""


def test_a_refused_question_begins_no_conversation(http: TestClient) -> None:
    fails(http.post("/v1/ask", json={"question": "  "}), 422, "bad_question")
    assert http.get("/v1/conversations").json() == []


def test_conversations_are_listed_renamed_exported_and_deleted(http: TestClient) -> None:
    ids = [
        http.post("/v1/ask", json={"question": q}).json()["conversation_id"]
        for q in ("Who asked for boats?", "When did the river rise?")
    ]
    assert [c["id"] for c in http.get("/v1/conversations").json()] == ids[::-1]
    path = f"/v1/conversations/{ids[0]}"
    assert http.patch(path, json={"title": " Boats \n again "}).json()["title"] == "Boats again"
    exported = http.get(f"{path}/export?format=json")
    assert exported.json() == http.get(path).json()
    text = http.get(f"{path}/export", params={"format": "markdown"})
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "attachment" in text.headers["content-disposition"]
    assert "> Mayor Ann Blyth asked for boats." in text.text
    assert http.delete(path).status_code == 204
    fails(http.get(path), 404, "unknown_conversation")
    assert [c["id"] for c in http.get("/v1/conversations").json()] == [ids[1]]


def test_events_come_in_order(http: TestClient) -> None:
    accept = {"Accept": "text/event-stream"}
    question = {"question": "When did the river rise?"}
    response = http.post("/v1/ask", json=question, headers=accept)
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    blocks = response.text.strip().split("\n\n")
    assert [b.splitlines()[0] for b in blocks] == [
        "event: passages",
        "event: answer",
        "event: done",
    ]
    assert all(len(b.splitlines()) == 2 for b in blocks)


def test_a_failure_in_the_stream_is_an_event(
    http: TestClient, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lie(retrieval: Retrieval) -> None:
        raise UnfaithfulQuotation("A quotation is not in its source.", "Report this.")

    engine.answer = lie
    accept = {"Accept": "text/event-stream"}
    response = http.post("/v1/ask", json={"question": "Who asked for boats?"}, headers=accept)
    assert "event: error\n" in response.text and "unfaithful_quotation" in response.text
    assert "event: done" not in response.text


def test_a_failure_before_the_stream_has_its_status(http: TestClient) -> None:
    accept = {"Accept": "text/event-stream"}
    body = {"question": "Who?", "conversation_id": "nope"}
    fails(http.post("/v1/ask", json=body, headers=accept), 404, "unknown_conversation")
    fails(http.post("/v1/ask", json={"question": ""}, headers=accept), 422, "bad_question")


def test_search_finds_passages_of_the_kinds_asked_for(http: TestClient) -> None:
    body = {"query": "flood Leith", "k": 2, "kinds": ["note"], "source_ids": [ID]}
    hits = http.post("/v1/search", json=body).json()["hits"]
    assert [hit["passage"]["id"] for hit in hits] == [f"{ID}:n1", f"{ID}:n2"]


def test_search_finds_passages_that_hold_a_voice(http: TestClient) -> None:
    found = http.post("/v1/search", json={"query": "boats", "voices": ["quoted"]}).json()["hits"]
    assert found
    whole = http.post("/v1/search", json={"query": "boats"}).json()["hits"]
    assert len(found) < len(whole)
    nobody = {"query": "boats", "voices": ["quoted"], "speaker": "Nobody"}
    assert http.post("/v1/search", json=nobody).json() == {"hits": []}
    fails(http.post("/v1/search", json={"query": "x", "voices": ["loud"]}), 422, "bad_request")


def test_check_judges(http: TestClient) -> None:
    found = http.post("/v1/check", json={"text": "The river rose in 1848."}).json()
    assert found["kind"] == "claim" and found["verdict"] == "contradicted"
    assert found["evidence"][0]["stance"] == "against"
    assert found["differences"] == [
        {"claimed": "1848", "source": "1849", "aspect": "", "explanation": ""}
    ]
    assert found["parts"] == []
    quote = http.post("/v1/check", json={"text": "The river rose", "kind": "quote"}).json()
    assert quote["kind"] == "quote"
    auto = http.post("/v1/check", json={"text": "The river", "kind": "auto"}).json()
    assert auto["kind"] == "claim"


def test_a_source_is_described(http: TestClient) -> None:
    (listed,) = http.get("/v1/sources").json()
    assert listed == http.get(f"/v1/sources/{ID}").json()
    assert listed["provenance"]["author"] == "Ann Blyth"
    assert [s["title"] for s in listed["sections"]] == ["The flood", "The rebuilding"]
    assert (listed["passages"], listed["notes"], listed["works"]) == (4, 4, 1)
    assert listed["integrity"]["lost_marks"][0]["label"] == "iv"
    assert "text" not in listed


def test_passages_are_listed_whole_or_in_part(http: TestClient) -> None:
    path = f"/v1/sources/{ID}/passages"
    everything = http.get(path).json()
    assert len(everything) == 8
    part = http.get(path, params={"section": "The rebuilding", "offset": 1, "limit": 1}).json()
    assert [p["id"] for p in part] == [f"{ID}:p0004"]
    assert http.get(f"/v1/passages/{ID}:n2").json()["kind"] == "note"


def test_notes_are_listed_and_found_by_label_number_and_id(http: TestClient) -> None:
    path = f"/v1/sources/{ID}/notes"
    notes = http.get(path).json()
    assert [n["label"] for n in notes] == ["i", "ii", "iii", "iv"]
    assert notes[1]["anchor"]["before"].endswith("harbourmaster.")
    assert notes[3]["anchor"] is None
    assert http.get(path, params={"label": "III"}).json() == [notes[2]]
    assert http.get(path, params={"label": "3"}).json() == [notes[2]]
    assert http.get(f"/v1/notes/{ID}:n3").json() == notes[2]
    assert notes[2]["resolved"][0]["reference"].startswith("A Blyth")
    fails(http.get(path, params={"label": "xx"}), 404, "unknown_note")


def test_works_are_listed_with_their_uses(http: TestClient) -> None:
    (work,) = http.get(f"/v1/sources/{ID}/works").json()
    assert [use["label"] for use in work["uses"]] == ["i", "ii", "iii"]


def test_suggestions_are_offered(http: TestClient) -> None:
    assert len(http.get("/v1/suggestions", params={"source_ids": [ID]}).json()) == 3


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/v1/sources/none", "unknown_source"),
        ("GET", "/v1/sources/none/notes", "unknown_source"),
        ("GET", "/v1/passages/none", "unknown_passage"),
        ("GET", f"/v1/passages/{ID}:p9999", "unknown_passage"),
        ("GET", f"/v1/notes/{ID}:n99", "unknown_note"),
        ("GET", "/v1/conversations/none", "unknown_conversation"),
        ("DELETE", "/v1/conversations/none", "unknown_conversation"),
        ("GET", "/v1/conversations/none/export", "unknown_conversation"),
        ("GET", "/v1/nothing", "not_found"),
        ("GET", "/", "not_found"),
    ],
)
def test_what_is_not_there_is_404(http: TestClient, method: str, path: str, code: str) -> None:
    fails(http.request(method, path), 404, code)


def test_an_unknown_source_in_a_body_is_404(http: TestClient) -> None:
    body = {"question": "Who?", "source_ids": ["none"]}
    fails(http.post("/v1/ask", json=body), 404, "unknown_source")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"question": ', 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"", 422, "bad_request"),
        (b"[]", 422, "bad_request"),
        (b"{}", 422, "bad_request"),
        (b'{"question": 7}', 422, "bad_request"),
        (b'{"question": "a", "k": 0}', 422, "bad_request"),
        (b'{"question": "a", "k": 1000000000}', 422, "bad_request"),
        (b'{"question": "a", "history": [{"q": 1}]}', 422, "bad_request"),
        (b'{"question": ""}', 422, "bad_question"),
        (b'{"question": "' + b"x" * 10_000 + b'"}', 422, "bad_question"),
        (b'{"question": "\\ud800"}', 400, "bad_json"),
    ],
)
def test_bad_bodies_are_refused(http: TestClient, body: bytes, status: int, code: str) -> None:
    headers = {"Content-Type": "application/json"}
    fails(http.post("/v1/ask", content=body, headers=headers), status, code)


def test_a_refusal_names_the_field(http: TestClient) -> None:
    message = fails(http.post("/v1/search", json={"query": "a", "k": "many"}), 422, "bad_request")
    assert "“k”" in message


def test_the_wrong_method_is_405(http: TestClient) -> None:
    response = http.get("/v1/ask")
    fails(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST"


def test_large_bodies_are_refused_announced_or_not() -> None:
    app = create_app(Opening.ready(FakeEngine()), Conversations.at("sqlite://"), Limits(body=2000))
    with TestClient(app) as http:
        body = b'{"question": "' + b"x" * 3000 + b'"}'
        fails(http.post("/v1/ask", content=body), 413, "too_large")
        pieces = iter([body[:1000], body[1000:]])
        fails(http.post("/v1/ask", content=pieces), 413, "too_large")
        assert http.post("/v1/search", json={"query": "mill"}).status_code == 200


def test_what_was_not_foreseen_is_500_and_gives_nothing_away(
    http: TestClient, engine: FakeEngine
) -> None:
    def burst(retrieval: Retrieval) -> None:
        raise RuntimeError("the secret")

    engine.answer = burst
    response = http.post("/v1/ask", json={"question": "Who?"})
    fails(response, 500, "internal_error")
    assert "secret" not in response.text


def test_an_unfaithful_quotation_is_500(http: TestClient, engine: FakeEngine) -> None:
    def lie(retrieval: Retrieval) -> None:
        raise UnfaithfulQuotation("A quotation is not in its source.", "Report this.")

    engine.answer = lie
    fails(http.post("/v1/ask", json={"question": "Who?"}), 500, "unfaithful_quotation")


def test_no_other_site_may_read_answers(http: TestClient) -> None:
    response = http.get("/v1/sources", headers={"Origin": "http://example.org"})
    assert "access-control-allow-origin" not in response.headers


def test_metrics_count_requests_and_outcomes(http: TestClient) -> None:
    http.post("/v1/ask", json={"question": "When did the river rise?"})
    http.post("/v1/ask", json={"question": "How did Rasputin die?"})
    http.get(f"/v1/sources/{ID}")
    http.get("/v1/guess")
    text = http.get("/metrics").text
    assert 'opcit_questions_total{outcome="answered"} 1.0' in text
    assert 'opcit_questions_total{outcome="abstained"} 1.0' in text
    assert 'opcit_requests_total{method="POST",route="/v1/ask",status="200"} 2.0' in text
    assert 'route="/v1/sources/{source_id}",status="200"} 1.0' in text
    assert 'route="unmatched",status="404"} 1.0' in text
    assert 'opcit_request_seconds_count{route="/v1/ask"} 2.0' in text


def test_every_route_is_documented_and_tells_of_its_failures(http: TestClient) -> None:
    document = http.get("/openapi.json").json()
    operations = [
        (path, operation)
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    assert len(operations) == 21
    for path, operation in operations:
        assert operation["summary"] and operation["description"].endswith("."), path
        assert operation["tags"], path
        if path.startswith("/v1"):
            assert {"4XX", "5XX"} <= set(operation["responses"]), path
            assert "422" not in operation["responses"], path


def test_the_documentation_is_whole_and_loads_nothing_from_elsewhere(http: TestClient) -> None:
    page = http.get("/docs").text
    document = http.get("/openapi.json").json()
    for path in document["paths"]:
        assert f" {path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f"id={name}>" in page
    assert "Where its mark stands; None when the mark is lost." in page
    for word in ("http://", "https://", "<script", "<img", "<link"):
        assert word not in page
