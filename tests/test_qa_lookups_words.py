import pytest
from held_source import Found, Held
from small_source import small_source

from corpus.model import Provenance, Source
from corpus.reader import read_text
from qa.lookups.words import words_sought

SPOKEN = """\
The Light

The Quarrel

Captain Pell wrote to his sister:

“I have seen the light from forty miles. I shall never doubt the keeper again. Tell nobody.”

“Nobody sleeps on watch,” said Ann Doyle. The Board was told of it.

Thomas Wren said that the oil was bad.

The steward, a Maltese, gave his evidence. He said that he had seen no light. He wept. The mate
told them the same.
"""


SOURCE = read_text(
    SPOKEN.encode(), source_id="light", provenance=Provenance("The Light", "Mary Hale")
)


def said(question: str, source: Source = SOURCE) -> list[str]:
    return [c.passage.text[c.start : c.end] for c in words_sought(question, [], Held(source))]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What did Pell write?", "“I have seen the light"),
        ("What did Captain Pell write to his sister?", "“I have seen the light"),
        ("What does Ann Doyle say?", "“Nobody sleeps on watch"),
        ("What did Doyle say about the watch?", "“Nobody sleeps on watch"),
        ("What did Wren say?", "Thomas Wren said that the oil"),
        ("What did the steward say?", "He said that he had seen no light."),
    ],
)
def test_finds_the_words_of_the_person_named(question: str, begins: str) -> None:
    found = said(question)
    assert len(found) == 1 and found[0].startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "What did Pell write to his brother?",
        "What did Doyle say about oil?",
        "What did Pell write in The Light from the Keeper?",
        "What did Captain Smith write?",
        "When did Pell write?",
        "What did Pell see?",
    ],
)
def test_finds_nothing_where_nobody_says_that(question: str) -> None:
    assert said(question) == []


def test_begins_with_the_sentence_that_was_found_best_and_goes_on() -> None:
    passage = next(p for p in SOURCE.passages if "forty miles" in p.text)
    ranked = [Found(passage, passage.sentences[1])]
    (chosen,) = words_sought("What did Pell write?", ranked, Held(SOURCE))
    words = passage.text[chosen.start : chosen.end]
    assert words.startswith("I shall never doubt") and words.endswith("Tell nobody.”")
    assert chosen.looked_up


def test_asks_only_the_sources_given() -> None:
    held = Held(small_source())
    question = "What did the captain write?"
    assert words_sought(question, [], held, []) == []


def test_stops_where_somebody_else_goes_on() -> None:
    first, rest = (
        "“I saw nothing that night,” said Ann Doyle.",
        "Nobody asked. “I slept,” said Doyle.",
    )
    source = read_text(
        f"The Light\n\nThe Quarrel\n\n{first} {rest}\n".encode(),
        source_id="light",
        provenance=Provenance("The Light", "Mary Hale"),
    )
    assert said("What did Doyle say?", source) == [first]
