"""The Sources page around a real service with a stand-in engine."""

from fakes_engine import ID, FakeEngine
from fakes_pages import open_pages, shown
from fastapi.testclient import TestClient

from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening


def sources_page() -> str:
    app = create_app(Opening.ready(FakeEngine(), "fake"), Conversations.at("sqlite://"))
    with TestClient(app) as http:
        at = open_pages(Client(http), "sources")
        assert not at.exception
        return shown(at)


def test_where_it_comes_from_and_what_is_in_it():
    html = sources_page()
    assert "<h1>The Flood at Blyth</h1>" in html and "Leith, 1851" in html
    assert "4 paragraphs, 7 sentences, 4 notes" in html
    assert f'<a href="read?source={ID}&amp;p=3" target="_self">The rebuilding</a>' in html


def test_the_integrity_report():
    html = sources_page()
    assert "<b>3 of 4</b><span>notes linked to their mark" in html
    assert "<b>2 of 2</b><span>back-references resolved" in html
    assert f'<a href="read?source={ID}&amp;note=4" target="_self">note iv</a>, in or after' in html


def test_every_use_of_a_work_leads_to_its_note():
    html = sources_page()
    assert "<cite>A Blyth, The Flood of 1849, Leith 1851</cite>" in html and "3 uses" in html
    for note, label in ((1, "i"), (2, "ii"), (3, "iii")):
        assert f'<a href="read?source={ID}&amp;note={note}" target="_self">note {label}</a>' in html
