import pytest

from corpus.labels import Dress, System, labels_at


@pytest.mark.parametrize(
    ("text", "system", "dress", "value", "rest"),
    [
        ("17. Knox", System.ARABIC, Dress.STOP, 17, "Knox"),
        ("17 Knox", System.ARABIC, Dress.BARE, 17, "Knox"),
        ("xvii Knox", System.ROMAN, Dress.BARE, 17, "Knox"),
        ("[3] Knox", System.ARABIC, Dress.BRACKET, 3, "Knox"),
        ("(3) Knox", System.ARABIC, Dress.PAREN, 3, "Knox"),
        ("¹²Knox", System.ARABIC, Dress.SUPERSCRIPT, 12, "Knox"),
        ("^4 Knox", System.ARABIC, Dress.CARET, 4, "Knox"),
        ("† Knox", System.SYMBOL, Dress.SYMBOL, 2, "Knox"),
        ("[Footnote 4: Knox", System.ARABIC, Dress.FOOTNOTE, 4, "Knox"),
        ("[Footnote B: Knox", System.LETTER, Dress.FOOTNOTE, 2, "Knox"),
    ],
)
def test_labels(text: str, system: System, dress: Dress, value: int, rest: str) -> None:
    (label,) = labels_at(text, 0, len(text))
    assert (label.system, label.dress, label.value) == (system, dress, value)
    assert text[label.end :] == rest


@pytest.mark.parametrize("text", ["Knox", "12th man", "I. Knox", "* * *", "¹⁄₂ mile", "iiii Knox"])
def test_no_labels(text: str) -> None:
    assert labels_at(text, 0, len(text)) == []


def test_a_letter_that_may_be_a_numeral_is_both() -> None:
    assert {label.system for label in labels_at("(c) Knox", 0, 8)} == {System.ROMAN, System.LETTER}
