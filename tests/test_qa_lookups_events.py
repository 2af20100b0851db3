import pytest
from held_source import Held, found_in, read

from qa.lookups.events import asks_for_events, events_sought

SOURCE = read(
    """\
The Canal

The First Year

The canal was begun in 1902, and in May the first sod was cut. On 3 May it rained at Ashby.
The men (some had come in June 1899) were paid weekly. The June Committee met by itself.

In June the lock at Ashby fell in, and it may have been undermined.

The Second Year

Early in 1903 the money ran out. In May 1903 the Company wrote to the Bank:

“We can pay nobody before the harvest.”

On the 12th of May, 1903, work stopped.
""",
    "Canal",
    "Mary Hale",
)


def told(question: str) -> list[str]:
    spans = events_sought(question, found_in(SOURCE), Held(SOURCE))
    return [span.passage.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What happened in May 1902?", ["The canal was begun", "On 3 May it rained"]),
        ("what happened in june?", ["In June the lock"]),
        ("What happened in June 1902?", ["In June the lock"]),
        ("What happened on 3 May?", ["On 3 May it rained"]),
        ("What took place on May 12th, 1903?", ["On the 12th of May"]),
        ("What happened in 1903?", ["Early in 1903", "In May 1903", "“We can pay", "On the 12th"]),
        ("What were the main events of May 1903?", ["In May 1903", "“We can pay", "On the 12th"]),
        ("What happened at Ashby in June?", ["In June the lock"]),
        ("What happened at Rugby in June?", []),
        ("What happened in June 1903?", []),
        ("What happened in 1899?", []),
        ("What happened in 1904?", []),
        ("What happened on May Day?", []),
        ("When was the canal begun?", []),
    ],
)
def test_what_happened_at_a_time_is_told_by_the_sentences_of_that_time(
    question: str, begins: list[str]
) -> None:
    found = told(question)
    assert [text[: len(start)] for text, start in zip(found, begins, strict=True)] == begins


def test_only_events_of_a_time_are_looked_up() -> None:
    assert asks_for_events("Describe the events of 1903.")
    assert not asks_for_events("What happened to the lock?")
    assert not asks_for_events("Why did work stop in May 1903?")
