import re
from dataclasses import dataclass, replace

import pytest
from small_source import small_source

from corpus.model import Passage, Sentence
from qa.answer_parts import answer_parts, whole_row
from qa.evidence.close_reading import CloseReading
from qa.model import ShortAnswer
from qa.quoting import make_quote
from qa.short_answer import find_short_answer

SOURCE = small_source()
STORM = next(p for p in SOURCE.passages if "Halcyon" in p.text)
QUOTE = make_quote(SOURCE, STORM, 0, STORM.sentences[0].end, number=1, score=0.9)


@dataclass(frozen=True)
class Read:
    """A sentence read closely."""

    passage: Passage
    sentence: Sentence
    close: CloseReading | None


def pointing(words: str, certainty: float = -0.2) -> list[Read]:
    """Read the quoted sentence, pointing at some of its words."""
    start = QUOTE.text.index(words)
    close = CloseReading(1.0, start, start + len(words), certainty)
    return [Read(STORM, STORM.sentences[1], None), Read(STORM, STORM.sentences[0], close)]


def test_points_into_the_first_quotation() -> None:
    found = find_short_answer("Which brig struck the reef?", [QUOTE], pointing("Halcyon"))
    assert found is not None
    assert (found.text, found.quote) == ("Halcyon", 1)
    assert QUOTE.text[found.start : found.end] == "Halcyon"


@pytest.mark.parametrize(
    "question", ["Did the brig strike the reef?", "Who were the Wreckers?", "What source is cited?"]
)
def test_none_where_no_few_words_answer(question: str) -> None:
    assert find_short_answer(question, [QUOTE], pointing("Halcyon")) is None


def test_none_where_no_words_stand_out() -> None:
    assert find_short_answer("Which brig?", [QUOTE], pointing("Halcyon", -4.0)) is None


def test_none_where_it_would_be_the_whole_quotation() -> None:
    assert find_short_answer("Which brig?", [QUOTE], pointing(QUOTE.text)) is None


def test_none_where_it_would_be_longer_than_any_answer_typed_to_the_question() -> None:
    words = " ".join(["They waited in vain for the cargo,"] * 6)
    quote = replace(QUOTE, text=f"{words} because the hull held. {words}")
    close = CloseReading(1.0, 0, len(words), -0.2)
    read = [Read(STORM, STORM.sentences[0], close)]
    assert find_short_answer("Why did they wait?", [quote], read) is None


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        ("the ‘old gang", "the ‘old gang’"),
        ("Wreckers”", "“Wreckers”"),
        ("the pilot (Ann", "the pilot (Ann)"),
        ("didn’t wait", "didn’t wait"),
    ],
)
def test_a_short_answer_has_both_its_marks(found: str, answer: str) -> None:
    text = "So the ‘old gang’, the “Wreckers”, and the pilot (Ann) didn’t wait."
    at = text.index(found)
    read = [Read(STORM, STORM.sentences[0], CloseReading(1.0, at, at + len(found), -0.2))]
    short = find_short_answer("Who was there?", [replace(QUOTE, text=text)], read)
    assert short is not None and short.text == answer == text[short.start : short.end]


def test_none_without_a_quotation() -> None:
    assert find_short_answer("Which brig?", [], pointing("Halcyon")) is None


def test_none_where_the_quotation_was_not_read_closely() -> None:
    unread = [Read(STORM, STORM.sentences[0], None)]
    assert find_short_answer("Which brig?", [QUOTE], unread) is None


@pytest.mark.parametrize(
    ("question", "text", "found", "parts"),
    [
        (
            "Which three streets met there?",
            "It met Blue Island Avenue, Halsted Street, and Harrison Street at last.",
            "Blue Island Avenue, Halsted Street, and Harrison Street",
            ["Blue Island Avenue", "Halsted Street", "Harrison Street"],
        ),
        ("Name the two towns.", "They shot at York and Hull.", "York and Hull", ["York", "Hull"]),
        ("Which two papers?", "So Put; Dien & Rus.", "Put; Dien & Rus", []),
        ("Which town?", "They shot at York and Hull.", "York and Hull", []),
        ("Who and when?", "So in May 1882 Wren came.", "Wren", ["May 1882", "Wren"]),
        (
            "When and where did it sink?",
            "It sank on 4 March in Cray.",
            "4 March",
            ["4 March", "Cray"],
        ),
        ("When and where was Cray hit?", "It was on 4 March in Cray.", "4 March", []),
    ],
)
def test_several_things_asked_for_are_told_one_by_one(
    question: str, text: str, found: str, parts: list[str]
) -> None:
    quote = replace(QUOTE, text=text)
    start = text.index(found)
    short = ShortAnswer(found, 1, start, start + len(found))
    told = answer_parts(question, [quote], short)
    assert [part.text for part in told] == parts
    assert all(text[part.start : part.end] == part.text for part in told)


def test_no_parts_without_a_short_answer() -> None:
    assert answer_parts("Which two brigs?", [QUOTE], None) == ()


@pytest.mark.parametrize(
    ("text", "found", "wanted", "row"),
    [
        ("They were O’Grady, Will Thorne and Sanders.", "Will Thorne and Sanders", 3, True),
        ("Rostov-on-Don and Yekaterinburg fell.", "Yekaterinburg", 2, True),
        ("France, Spain, and England fell.", "France", 3, True),
        ("France and Spain fell.", "Spain", 0, False),
        ("France, Spain, Cray and Hull fell.", "Spain", 2, False),
        ("It was old and Spain fell.", "Spain", 2, False),
    ],
)
def test_the_whole_row_of_names_is_taken(text: str, found: str, wanted: int, row: bool) -> None:
    start = text.index(found)
    first, last = whole_row(text, (start, start + len(found)), wanted)
    assert len(re.split(r",? and |, ", text[first:last])) == wanted if row else True
    assert row or text[first:last] == found
