"""Whom "he" and "she" stand for, and the quotations that run over paragraphs."""

import pytest

from corpus.antecedents import antecedent, far_back, gender_of
from corpus.model import Source, Voice
from corpus.reading import read_file

FILLER = "The whole of the day went by, and nothing at all was decided in the town."


def read(*paragraphs: str) -> Source:
    text = "\n\n".join(["The Die Cast", *paragraphs, FILLER])
    return read_file(text.encode(), name="book.txt")


def speakers(source: Source, paragraph: int) -> set[str | None]:
    sentences = source.passages[paragraph - 1].sentences
    return {s.speaker for s in sentences if s.voice is Voice.QUOTED}


@pytest.mark.parametrize(
    ("before", "gender", "name"),
    [
        (["Knox came late.", "In the middle of the room he sat on a chair."], "he", "Knox"),
        (["Knox came late.", "A sergeant stepped out, and he was tired."], "he", None),
        (["Knox came late.", "His men were tired."], "he", "Knox"),
        (["Scott rapidly reorganized all.", "Oates and Gran he kept with himself."], "he", "Scott"),
        (["I went up to a bare room to talk with Trotsky."], "he", "Trotsky"),
        (["Miss Nightingale came late."], "he", None),
        (["Miss Nightingale came late."], "she", "Miss Nightingale"),
        (["Miss Nightingale came late."], None, "Miss Nightingale"),
    ],
)
def test_the_sentences_before(before: list[str], gender: str | None, name: str | None) -> None:
    assert antecedent(before, gender, None) == name


@pytest.mark.parametrize(
    ("before", "gender", "name"),
    [
        (["They owe it to Miss Nightingale.", "But no, she knew it could not be."], "she", True),
        (["They owe it to Miss Nightingale.", "And the years went by."], "she", True),
        (["He must go to Miss Nightingale.", "A woman stood at the door."], "she", False),
        (["He must go to Miss Nightingale.", "Kollontai sent a cable."], "she", False),
        (["Miss Nightingale met Mrs. Herbert.", "She was glad."], "she", False),
        (["Kollontai came.", "She asked after Miss Nightingale."], "she", False),
        (["He must go to Miss Nightingale."], "he", False),
        (["They owe it to Miss Nightingale."], None, False),
    ],
)
def test_sentences_farther_back(before: list[str], gender: str | None, name: bool) -> None:
    assert far_back(before, gender) == ("Miss Nightingale" if name else None)


def test_for_a_man_every_sentence_between_goes_on_about_him() -> None:
    assert far_back(["They wrote to Lord Panmure.", "And so he gave way."], "he") == "Lord Panmure"
    assert far_back(["They wrote to Lord Panmure.", "Years went by."], "he") is None


def test_a_standing_title_names_a_person() -> None:
    assert far_back(["The Queen herself was moved.", "She asked for news."], "she") == "Queen"


def test_the_gender_of_a_pronoun() -> None:
    assert gender_of(" she said to him, ", last=False) == "she"
    assert gender_of("Before his eyes it ran:", last=True) is None
    assert gender_of("Nobody spoke:", last=True) is None


def test_a_pronoun_reaches_back_over_paragraphs() -> None:
    source = read(
        f"All this is due to Miss Nightingale herself. {FILLER}",
        f"She went abroad in spring, and there she read reports. {FILLER}",
        "“I have a nature,” she noted, “that wants to be satisfied. I know it well.”",
    )
    assert speakers(source, 3) == {"Miss Nightingale"}


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    source = read(
        "Then Kamenev got up. “We have come a long way,” said Kamenev. “We shall go on.",
        "“We shall not rest until it is done. That is all that I have to say.”",
        "“And who are you?” The crowd was growing, and there was a great noise in the hall.",
    )
    assert speakers(source, 2) == {"Kamenev"}
    assert speakers(source, 3) <= {None}


def test_a_block_quotation_tells_its_speaker_inside() -> None:
    said = "“The bourgeoisie is in control,” said Kamenev, “but this control is a mask. " * 3
    source = read("Then the debate in the hall went on for hours:", f"{said.strip()}”")
    assert speakers(source, 2) == {"Kamenev"}
