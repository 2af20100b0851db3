"""The Check page around a real service with a stand-in engine."""

from collections.abc import Iterator

import pytest
from fakes_engine import FakeEngine, make_source
from fakes_pages import button, components, open_pages, reader, shown
from fastapi.testclient import TestClient

from corpus.model import Source
from qa.conversations import Conversations
from qa.model import Check, CheckKind, Difference, PartCheck, Verdict
from qa.service.app import create_app
from qa.service.client import Client
from qa.service.opening import Opening
from ui.verdicts import differences, head, part_head


def serve(*sources: Source) -> TestClient:
    engine = FakeEngine(*sources)
    return TestClient(create_app(Opening.ready(engine, "fake"), Conversations.at("sqlite://")))


@pytest.fixture
def client() -> Iterator[Client]:
    with serve() as http:
        yield Client(http)


def check(client: Client, text: str):
    at = open_pages(client, "check")
    at.text_area[0].set_value(text)
    return button(at, "Check").click().run()


def test_a_claim_gets_its_verdict_evidence_and_differences(client):
    at = check(client, "The river rose in 1848.")
    html = shown(at)
    assert not at.exception
    assert "The source contradicts this." in html and "A date differs." in html
    assert "<td>1848</td><td>1849</td>" in html
    assert ">Against</p>" in html and "<mark>The river rose on 3 May 1849" in html


def test_its_evidence_can_be_read_in_context(client):
    at = button(check(client, "The river rose in 1848."), "Read in context").click().run()
    assert "<mark>The river rose on 3 May 1849" in reader(at)
    assert "The source contradicts this." in shown(at)


def test_what_the_source_does_not_say_has_no_evidence(client):
    html = shown(check(client, "Rasputin."))
    assert "The source doesn’t say." in html and "oc-evidence" not in html


def test_nothing_typed_checks_nothing(client):
    assert "oc-refusal" not in shown(check(client, "  "))


def test_one_source_needs_no_choice(client):
    assert not open_pages(client, "check").multiselect


def test_of_several_sources_some_can_be_chosen():
    with serve(make_source(), make_source("other-1900")) as http:
        at = open_pages(Client(http), "check")
        at.sidebar.multiselect[0].select("other-1900")
        at.text_area[0].set_value("The river rose in 1848.")
        at = button(button(at, "Check").click().run(), "Read in context").click().run()
        opened = next(data for data in components(at) if "html" in data)
        assert opened["opened"].startswith("read?source=other-1900&")


@pytest.mark.parametrize("kind", CheckKind)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_words(kind, verdict):
    assert 'role="heading"' in head(Check(kind, verdict, "absent", 0.5, (), ()))


def test_a_claim_differs_in_sentences():
    html = differences([Difference("<8>", "5", "number", "You say <8>; the source says 5.")])
    assert "<p>You say &lt;8&gt;; the source says 5.</p>" in html and "<table>" not in html


def test_a_contradiction_that_cannot_be_named_is_not_called_other_words():
    words = "In other words."
    assert words in head(Check(CheckKind.CLAIM, Verdict.SUPPORTED, "paraphrase", 0.5, (), ()))
    assert words not in head(
        Check(CheckKind.CLAIM, Verdict.CONTRADICTED, "paraphrase", 0.5, (), ())
    )


def test_a_part_has_its_words_and_its_verdict():
    part = PartCheck("It <rose>.", Verdict.SUPPORTED, "paraphrase", 0.9, (), ())
    html = part_head(CheckKind.CLAIM, 2, part)
    assert "Part 2" in html and "It &lt;rose&gt;." in html and "The source supports this." in html
    assert "Said beside the quotation" in part_head(CheckKind.QUOTE, 1, part)


def test_who_is_named_stands_beside_whom_the_source_names():
    html = differences([Difference("A <b>", "", "speaker", "The source doesn’t say.")])
    assert '<th scope="col">Named by you</th><th scope="col">Named by the source</th>' in html
    assert "A &lt;b&gt;" in html and "not said" in html and "nothing" not in html
    assert "As stated" not in html


def test_differences_are_escaped_and_gaps_named():
    html = differences([Difference("<b>", ""), Difference("", "x")])
    assert "&lt;b&gt;" in html and html.count("nothing") == 2
    assert differences([]) == ""
