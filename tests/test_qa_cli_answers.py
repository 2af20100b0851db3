"""Answers on a terminal."""

import io
from dataclasses import replace

import pytest
from fakes_engine import FakeEngine
from rich.console import Console

from qa.cli.answers import show_answer, show_check, show_hit
from qa.model import Check, CheckKind, Difference, PartCheck, ShortAnswer, Verdict


def terminal(width: int) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        width=width,
        highlight=False,
        markup=False,
        _environ={},
    )


def plain(width: int) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system=None,
        width=width,
        highlight=False,
        markup=False,
        _environ={},
    )


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_quotation_stands_behind_a_bar_and_fits(width: int) -> None:
    out = plain(width)
    show_answer(out, FakeEngine().ask("Who wrote harbourmaster?"))
    lines = written(out).splitlines()
    assert lines[1].startswith("  ┃ “We have two,”")
    assert max(len(line) for line in lines) <= width
    assert "op cit = A Blyth" in written(out)


def test_the_short_answer_is_emphasised_within_the_quotation() -> None:
    out = terminal(80)
    show_answer(out, FakeEngine().ask("When did the river rise?"))
    assert "\x1b[1;4;33m1849\x1b[0m" in written(out)


def test_every_thing_asked_for_is_underlined_and_a_verdict_comes_first() -> None:
    answer = FakeEngine().ask("When did the river rise?")
    text = answer.quotes[0].text
    parts = tuple(
        ShortAnswer(word, 1, text.index(word), text.index(word) + len(word))
        for word in ("river", "1849")
    )
    check = Check(CheckKind.QUOTE, Verdict.SUPPORTED, "exact", 0.9, (), ())
    out = terminal(80)
    show_answer(out, replace(answer, parts=parts, check=check))
    assert "The source has exactly these words." in written(out).splitlines()[0]
    for word in ("river", "1849"):
        assert f"\x1b[1;4;33m{word}\x1b[0m" in written(out)


def test_what_the_notes_cite_is_told_first() -> None:
    out = plain(80)
    show_answer(out, replace(FakeEngine().ask("When did the river rise?"), told="2 notes cite it."))
    assert written(out).startswith("2 notes cite it.\n")


def test_nothing_in_a_source_is_taken_for_markup() -> None:
    out = plain(80)
    show_answer(out, FakeEngine().ask("Who was the mason?"))
    assert "<b>Fife</b>" in written(out)


def test_a_compound_claim_is_shown_part_by_part() -> None:
    out, engine = plain(100), FakeEngine()
    apart = Difference("1848", "1849", "date", "You say 1848; the source says 1849.")
    parts = (
        PartCheck("It rose in 1848.", Verdict.CONTRADICTED, "date", 0.7, (), (apart,)),
        PartCheck("It fell.", Verdict.NOT_IN_SOURCE, "absent", 0.7, (), ()),
    )
    show_check(out, replace(engine.check("The river rose in 1848"), parts=parts))
    assert written(out).endswith(
        "\nPart 1: It rose in 1848.\n  The source contradicts this.\n"
        "  You say 1848; the source says 1849.\n"
        "\nPart 2: It fell.\n  The source doesn’t say.\n"
    )


def test_checks_and_hits_fit_too() -> None:
    out, engine = plain(40), FakeEngine()
    show_check(out, engine.check("The river rose in 1848"))
    show_hit(out, engine.search("mill wheel maker")[0])
    bars = [line for line in written(out).splitlines() if "┃" in line]
    assert len(bars) > 2 and max(len(line) for line in bars) <= 40
