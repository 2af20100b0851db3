import pytest
from held_source import found_in, read

from qa.lookups.identities import identities_sought, name_beside

SOURCE = read(
    """\
The Canal

The Work

The judge at Ashby, Mr Justice Carr, told the jury so. A second judge sat beside him.
Thomas Pell, the secretary of the Company, was away. The barge was called Halcyon.
Among them Colvile, the Foreign Minister, and French ambassador Paléologue stood out.
""",
    "Canal",
    "Mary Hale",
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the judge?", "Mr Justice Carr"),
        ("who was the judge at Ashby", "Mr Justice Carr"),
        ("What was the judge's name?", "Mr Justice Carr"),
        ("What is the name of the secretary of the Company?", "Thomas Pell"),
        ("What was the barge called?", "Halcyon"),
        ("Who was the Foreign Minister?", "Colvile"),
        ("Who was the French ambassador?", "Paléologue"),
    ],
)
def test_a_name_beside_what_is_asked_for_is_found(question: str, name: str) -> None:
    (span,) = identities_sought(question, found_in(SOURCE))
    text = span.passage.text[span.start : span.end]
    found = name_beside(question, text)
    assert span.looked_up and found is not None and text[slice(*found)] == name


@pytest.mark.parametrize(
    "question",
    [
        "Who is the engineer?",
        "Who was the Company?",
        "Who was the judge at Rugby?",
        "Who was Pell?",
        "Who judged them?",
    ],
)
def test_nothing_is_found_where_no_such_name_is_asked_for_or_told(question: str) -> None:
    assert identities_sought(question, found_in(SOURCE)) == []
