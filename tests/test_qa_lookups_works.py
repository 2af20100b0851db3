import pytest
from held_source import Held, read

from qa.lookups.works import Cited, works_sought

SOURCE = read(
    """\
The Canal

The Work

The canal was begun late.[1] It was dug by hand.[2] The lock fell in.[3] Nobody was paid.[4]
The Company said nothing.[5]

Notes

1. J Wood, The Digging of Canals, Hale & Co, London, 1907, p 12.

2. Wood, op cit, p 15.

3. A B Carr, Locks and Weirs, Hale & Co, London, 1911, p 3.

4. Ibid, p 4.

5. The secretary, Pell, was away. See also Wood, op cit, p 99.
""",
    "Canal",
    "Mary Hale",
)


def sought(question: str) -> Cited | None:
    return works_sought(question, Held(SOURCE))


@pytest.mark.parametrize(
    ("question", "told", "notes"),
    [
        ("Which notes cite Wood?", "3 notes cite “Wood”: 1, 2 and 5.", 3),
        ("How often is Wood cited?", "3 notes cite “Wood”: 1, 2 and 5.", 3),
        ("Where is J. Wood's book cited in the notes?", "3 notes cite “J. Wood”: 1, 2 and 5.", 3),
        ("Does the author cite Locks and Weirs?", "2 notes cite “Locks and Weirs”: 3 and 4.", 2),
        ("In which footnotes is Carr mentioned?", "2 notes cite “Carr”: 3 and 4.", 2),
        ("Which books by Carr are cited?", "2 notes cite “Carr”: 3 and 4.", 2),
        ("Which notes mention Pell?", "One note mentions “Pell”: 5.", 1),
        ("Which notes cite Telford?", "No note cites or mentions “Telford”.", 0),
    ],
)
def test_uses_of_a_work_are_told_with_back_references(question: str, told: str, notes: int) -> None:
    found = sought(question)
    assert found is not None and found.told == told
    assert len(found.spans) == notes


def test_the_works_cited_most_are_told() -> None:
    found = sought("What sources does the author use?")
    assert found is not None
    assert found.told == (
        "The notes cite 2 works, most often J Wood, The Digging of Canals (3);"
        " A B Carr, Locks and Weirs (2)."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who cites the law?",
        "Where was the lock built?",
        "Which notes did the ambassador mention?",
        "Which note mentions the Dardanelles?",
        "Who dug the canal?",
    ],
)
def test_other_questions_are_left_to_the_evidence(question: str) -> None:
    assert sought(question) is None
