"""In a real browser: a service that goes and comes back, and a source that means harm."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from browsing import chromium, free_port, opened, pages_of, serving
from fakes_engine import FakeEngine, make_source
from fastapi import FastAPI
from playwright.sync_api import Browser, expect

from corpus.model import Source
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.opening import Opening

pytestmark = pytest.mark.browser

HARM = (
    "<script>document.title='harmed'</script><img src=x onerror=\"document.title='harmed'\"> "
    "**river** $x^2$ [link](javascript:document.title='harmed') rose."
)


def harmful() -> Source:
    """A source whose every word tries to be something else."""
    source = make_source()
    sentence = replace(source.passages[0].sentences[0], start=0, end=len(HARM))
    notes = tuple(replace(n, text=HARM, label="<i>", resolved=()) for n in source.notes)
    hanging = tuple(
        replace(n, text=HARM, label="<i>", position=len(HARM), resolved=())
        for n in source.passages[0].notes
    )
    first = replace(source.passages[0], text=HARM, sentences=(sentence,), notes=hanging)
    sections = tuple(replace(each, title=HARM) for each in source.sections)
    return replace(
        source,
        provenance=replace(source.provenance, title=HARM, author=HARM, comment=HARM),
        passages=(replace(first, section=HARM), *source.passages[1:]),
        notes=notes,
        sections=sections,
    )


def app() -> FastAPI:
    opening = Opening.ready(FakeEngine(harmful()), "fake")
    return create_app(opening, Conversations.at("sqlite://"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def address(browser: Browser, port: int) -> Iterator[str]:
    with pages_of(f"http://127.0.0.1:{port}") as found:
        yield found


def test_pages_wait_for_the_service_and_go_on_by_themselves(
    browser: Browser, address: str, port: int
) -> None:
    with opened(browser) as (page, _):
        page.goto(address)
        expect(page.get_by_text("service is not answering")).to_be_visible()
        with serving(app(), port):
            expect(page.locator(".oc-welcome")).to_be_visible()
            expect(page.get_by_text("service is not answering")).to_have_count(0)


def test_nothing_a_source_says_can_run(browser: Browser, address: str, port: int) -> None:
    with serving(app(), port), opened(browser) as (page, abroad):
        page.goto(address)
        page.get_by_placeholder("Ask a question of the source").fill("What of the river?")
        page.keyboard.press("Enter")
        expect(page.locator(".oc-evidence mark").first).to_have_text(HARM)
        page.get_by_role("button", name="Read in context").first.click()
        expect(page.locator(".oc-pane mark").first).to_have_text(HARM)
        for path, sign in (("read", ".oc-title h1"), ("sources", ".oc-source h1")):
            page.goto(f"{address}/{path}")
            expect(page.locator(sign)).to_have_text(HARM)
            assert page.locator(".oc img, .oc script, .oc .katex").count() == 0
        assert page.title() != "harmed"
        assert abroad == []
