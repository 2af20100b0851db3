"""The Ask page around a real service with a stand-in engine."""

from collections.abc import Iterator

import pytest
from fakes_engine import ID, FakeEngine, make_source
from fakes_pages import button, components, open_pages, reader, shown
from fastapi.testclient import TestClient

from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening


def serve(*sources) -> TestClient:
    engine = FakeEngine(*sources)
    return TestClient(create_app(Opening.ready(engine, "fake"), Conversations.at("sqlite://")))


@pytest.fixture
def client() -> Iterator[Client]:
    with serve() as http:
        yield Client(http)


def ask(at, question: str):
    return at.chat_input[0].set_value(question).run()


def test_it_begins_with_questions_that_can_be_answered(client):
    at = open_pages(client)
    assert not at.exception
    assert "<cite>The Flood at Blyth</cite>" in shown(at)
    assert [each.label for each in at.button[:3]] == [
        "When did the river rise?",
        "Who asked for boats?",
        "Who built the mill again?",
    ]


def test_a_suggested_question_is_answered(client):
    at = button(open_pages(client), "When did the river rise?").click().run()
    html = shown(at)
    assert 'oc-question">When did the river rise?' in html
    assert '<p class="oc oc-short">1849' in html
    assert '<mark>The river rose on 3 May <u class="oc-asked">1849</u> and carried' in html
    assert "The flood, paragraph 1" in html and "Ann Blyth</span>" in html
    assert "Strong evidence · 90%" in [each.value for each in at.caption]


def test_its_notes_show_with_what_they_refer_to(client):
    html = shown(ask(open_pages(client), "What was built by a mason?"))
    assert "Note iii" in html
    assert "<cite>A Blyth, The Flood of 1849, Leith 1851</cite> (from note i, by way of" not in html
    assert "Ibid</span> → <cite>A Blyth, The Flood of 1849, Leith 1851</cite> (from note i)" in html


def test_markup_in_the_source_shows_as_text(client):
    html = shown(ask(open_pages(client), "What was built by a mason?"))
    assert "a mason of &lt;b&gt;Fife&lt;/b&gt;" in html and "<b>" not in html


def test_a_citation_can_be_copied(client):
    at = ask(open_pages(client), "Who asked for boats?")
    assert at.code[0].value == "Ann Blyth, The Flood at Blyth, “The flood”, ¶2"
    assert at.code[1].value.startswith("Mayor Ann Blyth asked for boats.\n\nAnn Blyth, The Flood")


def test_reading_in_context_opens_the_source_at_the_sentence(client):
    at = ask(open_pages(client), "Who asked for boats?")
    assert reader(at) == ""
    at = button(at, "Read in context").click().run()
    assert "<mark>Mayor Ann Blyth asked for boats.</mark>" in reader(at)
    opened = next(data for data in components(at) if "html" in data)
    assert (opened["anchor"], opened["look"]) == ("p2", "oc-pane")
    assert reader(button(at, "Close").click().run()) == ""


def test_a_note_opens_among_the_notes(client):
    at = ask(open_pages(client), "When did the river rise?")
    at = button(at, "Open among the notes").click().run()
    assert next(data for data in components(at) if "html" in data)["anchor"] == "n1"


def test_what_the_source_does_not_answer_is_said(client):
    at = ask(open_pages(client), "How did Rasputin die in the flood?")
    html = shown(at)
    assert "The source does not answer this." in html
    assert "The nearest passages" in html and html.count("oc-nearest") == 3
    assert "What to try" in html
    assert any(each.value.startswith("Estimated chance of an answer") for each in at.caption)
    assert "oc-evidence" not in html
    at = button(at, "Read in context").click().run()
    assert reader(at)


def test_a_follow_up_shows_how_it_was_understood_and_can_be_put_otherwise(client):
    at = ask(open_pages(client), "Who asked for boats?")
    at = ask(at, "Did she buy more?")
    assert any(
        "Understood as: *Did she buy more? \\(Who asked for boats?\\)*" == each.value
        for each in at.caption
    )
    at.text_area[0].set_value("When was the mill built again?")
    at = button(at, "Ask again").click().run()
    assert shown(at).count("oc-question") == 3
    assert 'oc-question">When was the mill built again?' in shown(at)


def test_a_conversation_is_found_again_by_its_address(client):
    at = ask(open_pages(client), "Who asked for boats?")
    kept = at.query_params["conversation"]
    again = open_pages(client, conversation=kept)
    assert 'oc-question">Who asked for boats?' in shown(again)
    assert "<mark>Mayor Ann Blyth asked for boats.</mark>" in shown(again)


def test_an_unknown_conversation_says_so_and_begins_anew(client):
    at = open_pages(client, conversation="gone")
    assert "deleted" in at.info[0].value
    assert "conversation" not in at.query_params
    assert "oc-welcome" in shown(at)


def test_conversations_are_listed_opened_and_left(client):
    first = ask(open_pages(client), "Who asked for boats?")
    at = button(first, "New conversation").click().run()
    assert "conversation" not in at.query_params and "oc-welcome" in shown(at)
    at = ask(at, "When did the river rise?")
    listed = next(each for each in at.sidebar.button if each.label.startswith("Who asked"))
    at = listed.click().run()
    assert 'oc-question">Who asked for boats?' in shown(at)
    assert "When did the river" not in shown(at)


def test_a_conversation_is_renamed(client):
    at = ask(open_pages(client), "Who asked for boats?")
    at.sidebar.text_input[0].set_value("The boats")
    button(at, "Rename").click().run()
    assert [each.title for each in client.conversations()] == ["The boats"]


def test_a_conversation_is_deleted(client):
    at = ask(open_pages(client), "Who asked for boats?")
    at = button(at, "Delete for good").click().run()
    assert client.conversations() == []
    assert "oc-welcome" in shown(at) and not at.exception


def test_a_question_that_cannot_be_read_gets_the_reason(client):
    at = ask(open_pages(client), "why " * 600)
    assert "too long" in at.error[0].value
    assert not at.exception


def test_the_conversation_stays_when_another_page_is_visited(client):
    at = ask(open_pages(client), "Who asked for boats?")
    at = at.switch_page("app_pages/read.py").run().switch_page("app_pages/ask.py").run()
    assert 'oc-question">Who asked for boats?' in shown(at)


def test_one_source_needs_no_choice(client):
    at = open_pages(client)
    assert not at.multiselect
    assert at.chat_input[0].placeholder == "Ask a question of the source"


def test_of_several_sources_some_can_be_chosen():
    with serve(make_source(), make_source("other-1900")) as http:
        at = open_pages(Client(http))
        assert "2 sources" in shown(at)
        assert at.chat_input[0].placeholder == "Ask a question of the sources"
        at.multiselect[0].select("other-1900").run()
        assert at.chat_input[0].placeholder == "Ask a question of the source"
        at = ask(at, "Who asked for boats?")
        at = button(at, "Read in context").click().run()
        opened = next(data for data in components(at) if "html" in data)
        assert opened["opened"].startswith("read?source=other-1900&")
        assert ID not in opened["opened"]
