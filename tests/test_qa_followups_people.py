"""Whom a conversation is about, and whom a follow-up asks about instead."""

import pytest

from qa.followups.mentions import Kind, mentions
from qa.followups.readings import ReadingKind, readings
from qa.model import Exchange

SHOPKEEPER = "It was Ruth Dunmore, who ran the shop at Tessall Lock, who first called for a strike."
LETTERS = "Adair to Jane Adair, 9 October 1853, in Letters of Thomas Adair, ed."


@pytest.mark.parametrize(
    ("asked", "turns", "understood"),
    [
        ("When did she die?", [("Who was Ruth Dunmore?", SHOPKEEPER)], "Ruth Dunmore"),
        (
            "When did she die?",
            [
                ("Who was Dunmore?", "She ran the shop at Tessall Lock."),
                ("What did she build?", ""),
            ],
            "Dunmore",
        ),
        (
            "Where was he born?",
            [("Who was Adair?", f"{LETTERS} The engineer was Thomas Adair.")],
            "Thomas Adair",
        ),
        (
            "When did she die?",
            [("Who was Ruth Dunmore?", SHOPKEEPER), ("What did the potters do?", "Hanford paid.")],
            "Ruth Dunmore",
        ),
    ],
)
def test_a_pronoun_stands_for_who_was_asked_about(
    asked: str, turns: list[tuple[str, str]], understood: str
) -> None:
    found = readings(asked, [Exchange(*turn) for turn in turns])
    assert f" {understood} " in found[0].text
    others = [r.text for r in found[1:]]
    assert not any(x in text for text in others for x in ("did Tessall", "was Letters"))


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Letters of Thomas Adair", Kind.THING),
        ("Life of Johnson", Kind.THING),
        ("Minutes of Evidence", Kind.THING),
        ("University of Michigan", Kind.PLACE),
        ("Earl of Dovedale", Kind.PERSON),
        ("Aristagoras of Miletus", Kind.NAME),
    ],
)
def test_a_noun_of_a_name_is_a_thing_unless_it_names_a_person_or_place(
    phrase: str, kind: Kind
) -> None:
    (found,) = mentions(f"It was said in {phrase}.")
    assert (found.text, found.kind) == (phrase, kind)


def test_nobody_is_called_nothing() -> None:
    assert [m.text for m in mentions("Nothing did more to help Pym.")] == ["Pym"]


LIVED = [("Who was Donald Reay?", "The first keeper."), ("When did he die?", "Reay died in 1871.")]


@pytest.mark.parametrize("asked", ["And Farquhar?", "What about Farquhar?", "Farquhar?"])
def test_a_fragment_about_somebody_else_has_one_reading(asked: str) -> None:
    (reading,) = readings(asked, [Exchange(*turn) for turn in LIVED])
    assert reading.text == reading.query == "When did Farquhar die?"
    assert reading.kind is ReadingKind.REWRITTEN


def test_a_fragment_about_the_same_still_leans_on_the_talk() -> None:
    found = readings("Why?", [Exchange(*turn) for turn in LIVED])
    assert found[0].text == "Why did Donald Reay die?"
    assert "1871" in found[0].query
