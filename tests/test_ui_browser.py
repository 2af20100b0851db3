"""A reader's way through the pages: real service, real index, real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium, opened, running
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

ANSWERED = "Who offered to use force against the demonstrators in May?"
FOLLOW_UP = "Did he get his way?"
UNANSWERED = "How did Rasputin die?"
ANSWERS = re.compile(r"evidence · \d+%|Estimated chance of an answer")
"""What stands under every answer, and under every refusal."""
PAGES = {
    "": ".oc-welcome",
    "read": ".oc-title",
    "check": ".st-key-check-how",
    "sources": ".oc-source",
}
"""What shows that a page has come."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    with running(home) as found:
        yield found


def ask(page: Page, question: str) -> None:
    answers = page.get_by_text(ANSWERS)
    before = answers.count()
    page.get_by_placeholder("Ask a question of the source").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".oc-question").last).to_have_text(question)
    expect(answers).to_have_count(before + 1)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def top(found: Locator) -> float:
    expect(found).to_be_visible()
    box = found.bounding_box()
    assert box
    return box["y"]


def in_view(found: Locator) -> None:
    expect(found).to_be_in_viewport()


def fits(page: Page) -> bool:
    script = "document.documentElement.scrollWidth <= innerWidth"
    return bool(page.evaluate(script))


def test_from_a_question_to_its_place_and_back(browser: Browser, address: str) -> None:
    with opened(browser) as (page, abroad):
        page.goto(address)
        ask(page, ANSWERED)
        card = page.locator(".oc-evidence").first
        in_view(card)
        expect(card.locator(".oc-chip")).to_have_text("1")
        expect(card.locator(".oc-place")).to_contain_text(re.compile(r"paragraph \d+"))
        quoted = " ".join(card.locator("mark").first.all_text_contents())

        page.get_by_role("button", name="Read in context").first.click()
        pane = page.locator(".oc-pane")
        in_view(pane.locator("mark").first)
        assert pane.locator("mark").first.text_content() == quoted

        page.get_by_role("button", name="Close").click()
        expect(pane).to_have_count(0)
        ask(page, FOLLOW_UP)
        expect(page.locator(".oc-question")).to_have_count(2)

        page.reload()
        expect(page.locator(".oc-question")).to_have_text([ANSWERED, FOLLOW_UP])
        expect(page.locator(".oc-evidence mark").first).to_have_text(quoted)
        assert abroad == []


def test_a_note_opens_beside_its_quotation(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(address)
        ask(page, "What does note vi say?")
        ask(page, "How much land did the great landowners own?")
        page.get_by_role("button", name=re.compile(r"^Note \w+")).last.click()
        note = page.locator(".oc-note")
        in_view(note)
        expect(note.locator(".oc-over")).to_contain_text("Note")
        assert len(note.locator("p").nth(1).inner_text()) > 10


def test_what_is_not_answered_is_said(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(address)
        ask(page, UNANSWERED)
        expect(page.get_by_role("heading", name="not answer")).to_be_visible()
        expect(page.locator(".oc-nearest").first).to_be_visible()
        page.get_by_role("button", name="Read in context").last.click()
        in_view(page.locator(".oc-pane"))


def test_a_conversation_is_found_renamed_and_deleted(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(address)
        ask(page, ANSWERED)
        expect(page.locator(".oc-evidence").first).to_be_visible()
        page.goto(address)
        page.locator(".st-key-conversations button").first.click()
        expect(page.locator(".oc-evidence").first).to_be_visible()
        current = page.locator(".st-key-conversations").get_by_test_id("stPopover")
        current.get_by_role("button").click()
        page.get_by_label("Title").fill("Found again")
        page.get_by_role("button", name="Rename").click()
        expect(current).to_contain_text("Found again")
        page.get_by_role("button", name="Delete for good").click()
        expect(page.locator(".oc-welcome")).to_be_visible()
        expect(page.get_by_text("Found again")).to_have_count(0)


def test_a_deep_link_opens_its_paragraph_and_marks_lead_to_notes(
    browser: Browser, address: str
) -> None:
    with opened(browser) as (page, abroad):
        page.goto(f"{address}/read?source=rothstein-1917&p=42&start=0&end=12")
        in_view(page.locator("#p42 mark"))
        mark = page.locator("#p42 .oc-mark").first
        mark.click()
        popup = page.get_by_role("dialog")
        in_view(popup)
        expect(popup).to_contain_text(f"Note {mark.inner_text()}")
        popup.get_by_role("link", name="Go to the note").click()
        note = page.locator(mark.get_attribute("href") or "")
        in_view(note)
        note.get_by_role("link", name="Back to the mark").click()
        in_view(mark)
        page.locator("#p43 .oc-number").click()
        assert page.url.endswith("/read?source=rothstein-1917&p=43")
        assert abroad == []


def test_words_are_found_whatever_their_quotation_marks(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{address}/read")
        box = page.get_by_label("Find in the source")
        box.fill("PALEOLOGUE")
        expect(page.locator(".oc-bar output")).to_contain_text("1 of")
        box.fill('"internal enemy')
        expect(page.locator(".oc-bar output")).to_have_text("No match")
        box.fill("'internal enemy'")
        expect(page.locator(".oc-bar output")).to_have_text("1 of 1")
        in_view(page.locator("#p2"))


def test_words_of_one_speaker_are_found(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{address}/read")
        count, box = page.locator(".oc-bar output"), page.get_by_label("Find in the source")
        box.fill("workers")
        expect(count).to_contain_text("1 of")
        anyone = int((count.text_content() or "").split()[-1])
        whose = page.get_by_label("Whose words")
        found = []
        for voice in ("author", "quoted", "note"):
            whose.select_option(voice)
            expect(count).not_to_have_text(f"1 of {anyone}")
            text = count.text_content() or ""
            found.append(int(text.split()[-1]) if " of " in text else 0)
        assert sum(found) == anyone
        assert min(found[:2]) > 0

        lenin = whose.locator("option", has_text="Lenin").first
        whose.select_option(lenin.get_attribute("value"))
        box.fill("")
        sentences = re.search(r"\((\d+)\)", lenin.text_content() or "")
        assert sentences
        expect(count).to_have_text(f"1 of {sentences[1]}")


def test_a_work_cited_leads_to_its_note(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{address}/sources")
        use = page.locator(".oc-uses a").first
        for _ in range(40):  # a page that is still being drawn goes back to its first tab
            page.get_by_role("tab", name="Works cited").click()
            page.wait_for_timeout(250)
            if use.is_visible():
                break
        name = use.inner_text().removeprefix("note ")
        use.click()
        in_view(page.locator(".oc-notes .oc-note", has_text=name).first)


def test_on_a_phone_both_arrows_stand_on_one_line_with_the_count(
    browser: Browser, address: str
) -> None:
    with opened(browser, phone=True) as (page, _):
        page.goto(f"{address}/read")
        page.get_by_label("Find in the source").fill("the")
        expect(page.locator(".oc-bar output")).to_contain_text("1 of")
        arrows = [top(page.get_by_label(f"{which} match")) for which in ("Previous", "Next")]
        assert arrows[0] == arrows[1]
        assert abs(top(page.get_by_label("Whose words")) - arrows[0]) < 8
        assert fits(page)


def test_the_fields_of_a_check_stand_in_line(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{address}/check")
        fields = page.locator(".st-key-check-how")
        labels = [top(fields.get_by_text(words)) for words in ("It is", "Said by")]
        assert abs(labels[0] - labels[1]) < 1.5


@pytest.mark.parametrize("dark", [False, True])
def test_pages_fit_a_phone_in_light_and_dark(browser: Browser, address: str, dark: bool) -> None:
    with opened(browser, phone=True, dark=dark) as (page, _):
        for path, sign in PAGES.items():
            page.goto(f"{address}/{path}")
            expect(page.locator(sign)).to_be_visible()
            assert fits(page)
        paper = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 200) is dark
