"""What a pronoun stands for: no place, no people of a land, and those who were asked for."""

import pytest

from qa.followups.mentions import Kind, mentions
from qa.followups.readings import readings
from qa.model import Exchange

ARRESTED = (
    "“Superintendent Fenn of the county police arrested three men within the week: Daniel Wragg, a"
    " labourer called Isaac Dunn, and Amos Pargeter.” [1]"
)
ENEMY = (
    "Professor Alfred Ray. “Her enemy was Professor Alfred Ray, known in the family as Ray.” [1]"
)
MARRIED = "“In January 1936 Sheila Rowan was married to an engineer, Duncan Baird, in Burma.” [1]"
SAVED = "Spaniards. “The child was a girl of three called Inez, whose parents, Spaniards, drowned.”"
MORAN = (
    "“A Captain Moran, who had kept tortoises as a boy, read them, and the Republicans left.” [1]"
)
DROWNED = (
    "the Reverend Charles Lyddon. “The boat sank, among them the Reverend Charles Lyddon.” [1]"
)
FRANCIS = "“Her brother Francis became a Jesuit; her younger brother Hugh was killed in 1915.” [1]"

ARKWRIGHT = (
    "Mr Justice Arkwright. “The judge, Mr Justice Arkwright, told the jury to forget it.” [1]"
    " “At this Mr Baines, for the defence, rose.” [2]"
)


@pytest.mark.parametrize(
    ("asked", "turns", "understood"),
    [
        ("Were they convicted?", [("Who was arrested for the fire?", ARRESTED)], "the three men"),
        ("Who were they?", [("How many died?", "four. “Four people were drowned.”")], "the four p"),
        ("who looks after her now?", [("Where are Inez's parents?", SAVED)], "Inez"),
        ("and what did she accept?", [("What did she refuse?", "A degree from Galway.")], "she"),
        ("When did she die?", [("What did Wren refuse?", "“She refused, like Coe.” [1]")], "Wren"),
        ("Did he go?", [("What did Wren refuse?", "“She refused the clerk.” [1]")], "the clerk"),
        ("Was she tall?", [("Tell me about her talk with Sheila Rowan", MARRIED)], "Sheila Rowan"),
        ("Did he serve?", [("Who was Captain Moran?", MORAN)], "Captain Moran"),
        ("Was it big?", [("What was the boat?", "A wherry."), ("Who sank?", DROWNED)], "the boat"),
        ("How did he die?", [("Who was Francis?", FRANCIS), ("Who was Hugh?", FRANCIS)], "Hugh"),
        ("Was he rich?", [("Who sold it?", "no one master. “George Lee sold it.”")], "George Lee"),
        ("How long did he speak?", [("Who is the prosecutor?", ARKWRIGHT)], "the prosecutor"),
        ("Is it old?", [("Who wrote on the bridge?", "Wood.")], "the bridge"),
        ("What did Thrale say there?", [("Who opened the bridge?", "Lady Orde.")], "at the bridge"),
    ],
)
def test_an_open_word_is_filled(asked: str, turns: list[tuple[str, str]], understood: str) -> None:
    assert f" {understood}" in readings(asked, [Exchange(*turn) for turn in turns])[0].text


@pytest.mark.parametrize(
    ("asked", "turn", "understood"),
    [
        ("Were they related?", ("Who was Agnes Lee's enemy?", ENEMY), "Agnes Lee and Professor"),
        (
            "Where did they go?",
            ("Who did Sheila Rowan marry?", "a Scottish engineer. “She was married to him.” [1]"),
            "Sheila Rowan and the Scottish engineer",
        ),
        (
            "Why did they quarrel?",
            ("Who was Josiah Pargeter's brother?", "His younger brother Amos. “They fought.” [1]"),
            "Josiah Pargeter and his younger brother Amos",
        ),
        (
            "Why did they quarrel?",
            ("Who was Josiah Pargeter's brother?", "The source does not answer this question."),
            "Josiah Pargeter and the brother",
        ),
    ],
)
def test_they_may_be_who_was_asked_about_and_who_was_told_of(
    asked: str, turn: tuple[str, str], understood: str
) -> None:
    assert understood in readings(asked, [Exchange(*turn)])[0].text


def test_one_of_two_does_nothing_to_the_two() -> None:
    past = Exchange("Who wrote to Queen Mary?", "Lord Panmure.")
    assert "Queen Mary and" in readings("Were they friends?", [past])[0].text
    assert "Queen Mary and" not in readings("What did he do to them?", [past])[0].text


def test_who_somebody_is_makes_no_two() -> None:
    past = Exchange("Who is the prosecutor?", ARKWRIGHT)
    assert "the prosecutor and" not in readings("What did they want?", [past])[0].text


def test_they_are_not_one_and_the_same_person() -> None:
    past = Exchange("Who was Ruth Dunmore?", "It was Ruth Dunmore, who led the potters.")
    assert "and Ruth" not in readings("What did they want?", [past])[0].text


def test_a_name_in_an_aside_of_two_is_not_swapped_for_another() -> None:
    past = Exchange("Why did Josiah Pargeter and the brother quarrel?", "")
    found = readings("What about his daughter?", [past])[0].text
    assert found == "What about Josiah Pargeter's daughter?"


@pytest.mark.parametrize(
    ("sentence", "phrase", "kind", "gender", "plural"),
    [
        (
            "It was the Reverend Charles Lyddon.",
            "the Reverend Charles Lyddon",
            "person",
            "m",
            False,
        ),
        ("It was a Captain Moran.", "a Captain Moran", "person", "m", False),
        ("It was the General Strike.", "the General Strike", "thing", "", False),
        ("It was his younger brother Amos.", "his younger brother Amos", "person", "m", False),
        ("It was Agnes Tierney's enemy.", "Agnes Tierney's enemy", "person", "", False),
        ("They fought Spaniards.", "Spaniards", "name", "", True),
        ("They fought Bolsheviks.", "Bolsheviks", "name", "", True),
        ("They met Edwards.", "Edwards", "name", "", False),
        ("Where are Inez's parents?", "Inez", "name", "", False),
        ("In January 1936 Sheila Rowan came.", "Sheila Rowan", "name", "f", False),
        ("It was the steward.", "the steward", "person", "", False),
        ("It was the mate.", "the mate", "person", "", False),
    ],
)
def test_kind_gender_and_number(
    sentence: str, phrase: str, kind: str, gender: str, plural: bool
) -> None:
    found = next(m for m in mentions(sentence) if m.text == phrase)
    assert (found.kind, found.gender, found.plural) == (Kind(kind), gender, plural)
