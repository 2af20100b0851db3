"""The Read page around a real service with a stand-in engine."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from fakes_engine import ID, FakeEngine, make_source
from fakes_pages import components, open_pages, reader
from fastapi.testclient import TestClient

from corpus.model import Section, Sentence, Voice
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening
from ui.links import Place
from ui.reading_matter import running_matter
from ui.whose import choice, voiced


@pytest.fixture
def client() -> Iterator[Client]:
    engine = FakeEngine(make_source(), make_source("other-1900"))
    app = create_app(Opening.ready(engine, "fake"), Conversations.at("sqlite://"))
    with TestClient(app) as http:
        yield Client(http)


def test_the_whole_source_is_there(client):
    at = open_pages(client, "read")
    html = reader(at)
    assert not at.exception
    assert "<h1>The Flood at Blyth</h1>" in html and "Ann Blyth" in html and "Leith, 1851" in html
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["The flood", "The rebuilding"]
    assert re.findall(r'oc-paragraph" id="(p\d)"', html) == ["p1", "p2", "p3", "p4"]
    assert re.findall(r'class="oc-note" id="(n\d)"', html) == ["n1", "n2", "n3", "n4"]
    assert '<a href="#p3">The rebuilding</a>' in html
    assert 'type="search"' in html


def test_whose_words_are_found_can_be_chosen(client):
    html = reader(open_pages(client, "read"))
    choice = re.search(r'<select aria-label="Whose words">(.*?)</select>', html)
    assert choice
    assert re.findall(r'<option value="(\w*)">', choice[1]) == ["", "author", "quoted", "note"]
    spans = [json.loads(unescape(told)) for told in re.findall(r'data-voices="(.*?)"', html)]
    assert {voice for rows in spans for _, _, voice, _ in rows} == {"author", "quoted"}


def test_where_nobody_is_quoted_there_is_no_choice():
    source = make_source()
    alone = [p for p in source.passages if all(s.voice is Voice.AUTHOR for s in p.sentences)]
    assert alone and choice(alone) == "" and voiced(alone[0]) == ""


def test_speakers_are_named_most_spoken_first():
    (passage, *_) = make_source().passages
    speakers = ["B <b>", "A", "A"]
    said = tuple(Sentence(n, n + 1, Voice.QUOTED, name) for n, name in enumerate(speakers))
    names = re.findall(r'value="@(.*?)">(.*?)<', choice([replace(passage, sentences=said)]))
    assert names == [("A", "A (2)"), ("B &lt;b&gt;", "B &lt;b&gt; (1)")]


def test_marks_lead_to_notes_and_back(client):
    html = reader(open_pages(client, "read"))
    assert 'carried off the mill.<a class="oc-mark" id="r-n1" href="#n1"' in html
    assert 'href="#r-n1" aria-label="Back to the mark of note i"' in html
    assert "Ibid</span> → <cite>A Blyth, The Flood of 1849, Leith 1851</cite>" in html


def test_a_lost_mark_says_where_it_stood(client):
    html = reader(open_pages(client, "read"))
    assert 'Its mark is lost in this copy: it stood in or after <a href="#p3"' in html


def test_a_paragraph_number_is_a_link_to_it(client):
    html = reader(open_pages(client, "read"))
    assert (
        f'href="read?source={ID}&amp;p=2" target="_self" aria-label="Link to paragraph 2"' in html
    )


def test_a_deep_link_opens_there_with_its_words_marked(client):
    at = open_pages(client, "read", source=ID, p="2", start="0", end="5")
    (told,) = components(at)
    assert told["anchor"] == "p2" and "<mark>Mayor</mark>" in told["html"]


def test_a_deep_link_to_a_note(client):
    (told,) = components(open_pages(client, "read", source=ID, note="3"))
    assert told["anchor"] == "n3" and "<mark>" not in told["html"]


def test_an_unknown_source_says_so_and_shows_another(client):
    at = open_pages(client, "read", source="nowhere", p="2")
    assert "no such source" in at.warning[0].value
    (told,) = components(at)
    assert told["anchor"] == ""


def test_the_source_of_the_address_is_the_one_chosen(client):
    at = open_pages(client, "read", source="other-1900")
    assert at.sidebar.selectbox[0].value == "other-1900"
    at.sidebar.selectbox[0].select(ID).run()
    assert f"source={ID}" in reader(at)


def test_markup_in_the_source_shows_as_text(client):
    html = reader(open_pages(client, "read"))
    assert "&lt;b&gt;Fife&lt;/b&gt;" in html and "<b>" not in html
    assert "old wheel &amp; its maker" in html


def test_a_break_without_a_heading_is_an_ornament():
    passages = make_source().passages
    sections = [Section("The flood", 1, 1, 2), Section("", 1, 3, 4)]
    html = running_matter(passages, sections, Place(ID))
    assert html.count("<hr") == 1 and html.index("<hr") < html.index('id="p3"')
