"""The pages while the service is down, starting, broken, and back again."""

import threading

import httpx2
from fakes_engine import FakeEngine
from fakes_pages import open_pages, shown
from fastapi.testclient import TestClient

from index.errors import DamagedIndex
from qa.conversations import Conversations
from qa.engine import Engine
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening


class Line(httpx2.BaseTransport):
    """A line to a service that can be cut."""

    def __init__(self, http: TestClient) -> None:
        self._http = http
        self.cut = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if self.cut:
            raise httpx2.ConnectError("cut")
        answer = self._http.send(request)
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def app_with(opening: Opening) -> TestClient:
    return TestClient(create_app(opening, Conversations.at("sqlite://")))


def test_a_page_says_that_the_service_is_down_and_recovers():
    with app_with(Opening.ready(FakeEngine(), "fake")) as http:
        line = Line(http)
        line.cut = True
        client = Client(httpx2.Client(transport=line, base_url="http://testserver"))
        for page in ("", "read", "sources"):
            at = open_pages(client, page)
            assert not at.exception
            assert "service is not answering" in at.info[0].value
            assert "opcit run" in at.info[0].value
        line.cut = False
        assert "oc-source" in shown(at.run()) and not at.info


def test_a_line_cut_in_the_middle_is_said_too():
    with app_with(Opening.ready(FakeEngine(), "fake")) as http:
        line = Line(http)
        at = open_pages(Client(httpx2.Client(transport=line, base_url="http://testserver")))
        line.cut = True
        at.chat_input[0].set_value("Who asked for boats?").run()
        assert "service is not answering" in at.info[0].value and not at.exception


def test_progress_shows_while_the_index_is_built():
    go_on = threading.Event()

    def build(progress) -> tuple[Engine, str]:
        progress(30, 120)
        go_on.wait(10)
        return FakeEngine(), "fake"

    with app_with(Opening(build)) as http:
        at = open_pages(Client(http))
        assert "reading its sources" in at.info[0].value
        (bar,) = at.get("progress")
        assert bar.proto.value == 25
        go_on.set()
        for _ in range(100):
            if Client(http).health().progress == 1.0:
                break
        assert "oc-welcome" in shown(at.run())


def test_a_service_that_cannot_open_its_index_says_why():
    def fail(_) -> tuple[Engine, str]:
        raise DamagedIndex("The index is damaged.", "Run `opcit index`.")

    with app_with(Opening(fail)) as http:
        at = open_pages(Client(http))
        assert "The index is damaged" in at.error[0].value.replace("\\", "")
        assert not at.exception
