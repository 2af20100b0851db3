"""Adding and removing on the Sources page, around a real service and a real library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes_engine import ID
from fakes_library import BOOK, OTHER, LibraryAssembly
from fakes_pages import button, open_pages, shown
from fastapi.testclient import TestClient
from streamlit.testing.v1 import AppTest

from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening
from qa.shelf.steps import Stage, Step
from ui.uploading import describe

LIGHT = ("light.txt", BOOK.encode(), "text/plain")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    assembly = LibraryAssembly(tmp_path)
    assembly.build()
    opening = Opening(assembly.open_engine, stamp=assembly.index_stamp)
    app = create_app(opening, Conversations.at("sqlite://"), library=assembly.librarian())
    with TestClient(app) as http:
        while http.get("/health").status_code != 200:
            pass
        yield Client(http)


def upload(at: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    at.file_uploader[0].set_value(list(files))
    return button(at, "Add").click().run()


def test_a_file_is_added_and_its_report_shown(client: Client) -> None:
    at = open_pages(client, "sources")
    at.text_input[0].set_value("The Light")
    at.text_input[1].set_value("Mary Hale")
    upload(at, LIGHT)
    assert not at.exception and not at.error
    assert at.success[0].value.startswith("**The Light** is added: 2 paragraphs, 2 notes, 2 linked")
    assert "<h1>The Light</h1>" in shown(at) and "<h1>The Flood at Blyth</h1>" in shown(at)
    assert [source.id for source in client.sources()] == [ID, "hale-light"]
    assert not at.run().success and at.text_input[0].value == ""


def test_what_is_refused_is_told_and_the_rest_added(client: Client) -> None:
    at = open_pages(client, "sources")
    upload(at, LIGHT, ("empty.txt", b"", "text/plain"), ("other.txt", OTHER.encode(), ""))
    assert len(at.success) == 2
    assert at.error[0].value.startswith("**empty\\.txt** was not added. The file is empty")
    upload(at, LIGHT)
    assert "in the library already" in at.error[0].value and not at.success
    assert len(client.sources()) == 3


def test_only_what_was_added_can_be_removed_and_it_is(client: Client) -> None:
    client.add_source("light.txt", BOOK.encode(), title="The Light")
    at = open_pages(client, "sources")
    assert [each.key for each in at.button if each.label == "Remove it"] == ["remove-light"]
    button(at, "Remove it").click().run()
    assert not at.exception and "<h1>The Light</h1>" not in shown(at)
    assert [source.id for source in client.sources()] == [ID]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(Stage.WAITING), "Waiting for another upload to end …"),
        (Step(Stage.READING, "a.txt", 0, 9, "bytes"), "Reading a.txt …"),
        (
            Step(Stage.LINKING, "a.txt", 8, 9, "notes"),
            "8 of 9 notes of a.txt linked to their marks",
        ),
        (Step(Stage.EMBEDDING, "", 0, 9, "passages"), "Indexing the passages: 0 of 9"),
    ],
)
def test_every_stage_has_words(step: Step, words: str) -> None:
    assert describe(step) == words
