from dataclasses import replace

import pytest
from checking_data import source_of

from corpus.model import Provenance, Section, Source
from qa.imprint import Facet, asks_of_source, imprint_in, imprint_text

TEXTS = [
    "The keeper trimmed the lamp every night.",
    "The paper was first published in Rome in 1920, under the title of Lamps.",
    "Originally published in Harbour Monthly, May 1931, pp 4-9.",
]


@pytest.fixture
def source() -> Source:
    provenance = Provenance(
        title="The Light at Skerry Point",
        author="Mary Hale",
        date="May 1931",
        publication="First published in Harbour Monthly, May 1931, pp 4-9",
    )
    return replace(source_of("light", TEXTS), provenance=provenance)


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("Who wrote this?", Facet.AUTHOR),
        ("who is the author of the article?", Facet.AUTHOR),
        ("Who is the author?", Facet.AUTHOR),
        ("Where did this article first appear, and when?", Facet.PUBLICATION),
        ("In which year was this written?", Facet.PUBLICATION),
        ("What’s the title?", Facet.TITLE),
        ("What is this text called?", Facet.TITLE),
        ("What is this book mainly about?", Facet.SUBJECT),
        ("What is the author’s main argument?", Facet.SUBJECT),
        ("What does the author argue?", Facet.SUBJECT),
        ("Summarise this article for me.", Facet.SUBJECT),
        ("Please give me a short summary of the book", Facet.SUBJECT),
        ("What are the main ideas of this essay?", Facet.SUBJECT),
        ("What is the main point?", Facet.SUBJECT),
        ("What is the main point of the decree?", None),
        ("What does the author say about Kerensky?", None),
        ("Who wrote the decree on land?", None),
        ("When was the decree on land published?", None),
        ("When did the keeper write this letter?", None),
        ("What is this lamp about?", None),
        ("Who is the author of the decree?", None),
        ("", None),
    ],
)
def test_questions_about_a_source_are_told_from_others(question: str, facet: Facet | None) -> None:
    assert asks_of_source(question) is facet


def test_in_a_conversation_a_bare_this_is_what_was_spoken_of() -> None:
    assert asks_of_source("Who wrote this?", follows=True) is None
    assert asks_of_source("When was it published?") is Facet.PUBLICATION
    assert asks_of_source("When was it published?", follows=True) is None
    assert asks_of_source("Who wrote this article?", follows=True) is Facet.AUTHOR
    assert asks_of_source("Who is the author?", follows=True) is None
    assert asks_of_source("What is the author's main argument?", follows=True) is Facet.SUBJECT


def test_a_source_s_own_imprint_is_found(source: Source) -> None:
    found = imprint_in(source, Facet.PUBLICATION)
    assert found is not None
    passage, sentence = found
    assert passage.text[sentence.start : sentence.end] == TEXTS[2]


def test_a_source_without_an_imprint_has_none(source: Source) -> None:
    assert imprint_in(source, Facet.AUTHOR) is None
    bare = replace(source, provenance=Provenance(title="Lamps", author=""))
    assert imprint_in(bare, Facet.PUBLICATION) is None


def test_what_is_known_beside_the_text_is_told(source: Source) -> None:
    assert imprint_text([source], Facet.AUTHOR) == (
        "No sentence of the source says so. It is recorded as “The Light at Skerry Point” by"
        " Mary Hale (First published in Harbour Monthly, May 1931, pp 4-9)."
    )
    bare = replace(source, provenance=Provenance(title="Lamps", author=""), id="lamps")
    assert imprint_text([source, bare], Facet.TITLE).endswith("4-9); “Lamps”.")


def test_of_many_sources_the_first_are_told_and_how_many_more(source: Source) -> None:
    bare = replace(source, provenance=Provenance(title="Lamps", author=""))
    told = imprint_text([bare] * 5, Facet.SUBJECT)
    assert "Recorded are “Lamps”; “Lamps”; “Lamps”; and 2 more." in told


def test_with_the_subject_go_the_sections(source: Source) -> None:
    section = Section(title="The Storm", level=1, first_paragraph=1, last_paragraph=3)
    told = imprint_text([replace(source, sections=(section,))], Facet.SUBJECT)
    assert told.startswith("Opcit quotes what a source says and does not sum it up.")
    assert "Its sections: The Storm." in told and told.endswith("how it begins and ends.")


def test_of_many_sections_the_first_are_told_and_how_many_more(source: Source) -> None:
    sections = tuple(Section(f"Part {n}", 1, n, n) for n in range(1, 8))
    told = imprint_text([replace(source, sections=sections)], Facet.SUBJECT)
    assert "Its sections: Part 1; Part 2; Part 3; Part 4; and 3 more." in told
