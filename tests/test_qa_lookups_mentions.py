import pytest
from held_source import Held, found_in, read

from index.lexical import content_stems
from qa.lookups.mentions import asks_for_mentions, mentions_sought

SOURCE = read(
    """\
The Canal

The Work

The men who dug the canal came from Ashby and were paid by the week. Pell came too.
The Company had trusted Pell, its secretary, with all the money it had. It was lost at sea.

The Bank wrote to the Company:

“Nobody shall be paid before the harvest.”
""",
    "Canal",
    "Mary Hale",
)


class Weighed(Held):
    """Weighs a word by whether it stands in the source."""

    def idf(self, word: str) -> float:
        return 1.0 if word in content_stems(SOURCE.text) else 5.0


def told(question: str) -> list[str]:
    spans = mentions_sought(question, found_in(SOURCE), Weighed(SOURCE))
    return [span.passage.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Tell me about Pell.", ["The Company had trusted Pell"]),
        ("What does the author say about the men of Ashby?", ["The men who dug"]),
        ("what is said about the bank?", ["The Bank wrote", "“Nobody shall be paid"]),
        ("Describe the canal", ["The men who dug"]),
        ("Tell me about Pell at Ashby", []),
        ("What does it say about the railway?", []),
        ("What did Pell say about the money?", []),
    ],
)
def test_what_is_said_of_something_is_told_by_the_sentences_that_name_it(
    question: str, begins: list[str]
) -> None:
    assert [text[: len(b)] for text, b in zip(told(question), begins, strict=True)] == begins


def test_only_requests_to_be_told_are_answered_so() -> None:
    assert asks_for_mentions("Please tell me more about the canal.")
    assert not asks_for_mentions("Who dug the canal?")
