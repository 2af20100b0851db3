"""Conversations as Markdown."""

from dataclasses import replace

from fakes_engine import FakeEngine
from hypothesis import given
from hypothesis import strategies as st

from qa.export import markdown, plain
from qa.model import Answer, Check, CheckKind, Conversation, Exchange, Turn, Verdict


def told(*answers: Answer) -> str:
    turns = tuple(Turn(str(n), "2026-01-01T10:00:00+00:00", a) for n, a in enumerate(answers))
    return markdown(Conversation("c", "The *flood*", "2026-01-01T10:00:00", "", turns))


def test_a_conversation_reads_well() -> None:
    engine = FakeEngine()
    first = engine.ask("When did the river rise?")
    second = engine.ask("Did she buy boats?", history=[Exchange("Who wrote harbourmaster?", "")])
    assert told(first, second) == (
        "# The \\*flood\\*\n\n*2026-01-01*\n\n"
        "## When did the river rise?\n\n"
        "> The river rose on 3 May **1849** and carried off the mill.\n\n"
        "— Ann Blyth, The Flood at Blyth, “The flood”, ¶1\n\n"
        "- Note i: A Blyth, The Flood of 1849, Leith 1851, p 4.\n\n"
        "## Did she buy boats?\n\n"
        "*Understood as: Did she buy boats? (Who wrote harbourmaster?)*\n\n"
        "> “We have two,” wrote the harbourmaster.\n\n"
        "— Ann Blyth, The Flood at Blyth, “The flood”, ¶2\n\n"
        "- Note ii: op cit, p 9. (*op cit*: A Blyth, The Flood of 1849, Leith 1851)\n"
    )


def test_silence_is_told_with_the_nearest_passages() -> None:
    text = told(FakeEngine().ask("How did Rasputin die?"))
    assert "The source does not answer this.\n\nThe nearest passages:\n\n> " in text


def test_the_verdict_on_a_quotation_asked_about_is_told() -> None:
    answer = FakeEngine().ask("When did the river rise?")
    check = Check(CheckKind.QUOTE, Verdict.SUPPORTED, "exact", 1.0, (), ())
    text = told(replace(answer, check=check))
    assert "*The source has exactly these words.*\n\n> The river rose" in text


def test_what_the_notes_cite_is_told_before_the_quotations() -> None:
    answer = FakeEngine().ask("When did the river rise?")
    assert "*2 notes cite it.*\n\n> The river" in told(replace(answer, told="2 notes cite it."))


def test_words_of_the_source_are_not_markup() -> None:
    text = told(FakeEngine().ask("Who was the mason?"))
    assert "\\<b\\>Fife\\</b\\>" in text and "<b>" not in text


@given(st.text())
def test_what_is_escaped_is_one_line_without_live_markup(text: str) -> None:
    escaped = plain(text)
    assert len(escaped.splitlines()) <= 1
    assert "<" not in escaped.replace("\\<", "")
