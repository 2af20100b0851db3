import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.checks.compare import Aspect
from qa.checks.differing import Told, differing, partings
from qa.checks.explaining import explained
from qa.model import Difference


@pytest.mark.parametrize(
    ("claim", "sentence", "aspect", "claimed", "source"),
    [
        (
            "He ruled for eight years.",
            "He ruled for five years.",
            "number",
            "eight years",
            "five years",
        ),
        ("It was ten miles away.", "It was ten blocks away.", "number", "ten miles", "ten blocks"),
        (
            "It rose about 500 feet.",
            "It rose about 700 feet.",
            "number",
            "about 500 feet",
            "about 700 feet",
        ),
        (
            "Orlov was the third mayor.",
            "Orlov was the fourth mayor.",
            "number",
            "third mayor",
            "fourth mayor",
        ),
        ("It opened on 3 May 1880.", "It opened on May 14, 1880.", "date", "3 May", "May 14"),
        (
            "It fell on the fifth of March.",
            "It fell on March 15.",
            "date",
            "fifth of March",
            "March 15",
        ),
        ("They marched at night.", "The party marched by day.", "date", "at night", "by day"),
        ("He trained at Garin.", "He was trained at Mazur.", "name", "Garin", "Mazur"),
        ("The price of bread rose.", "The price of bread fell.", "polarity", "rose", "fell"),
        (
            "He blamed the men.",
            "He never blamed the men.",
            "polarity",
            "blamed",
            "never blamed the men",
        ),
        ("Oxygen is the fuel.", "Oxygen is not the fuel.", "polarity", "fuel", "is not the fuel"),
        (
            "They have more parts.",
            "They have fewer parts.",
            "comparison",
            "more parts",
            "fewer parts",
        ),
        (
            "Silver is dearer than gold.",
            "Gold is dearer than silver.",
            "comparison",
            "Silver is dearer than gold",
            "Gold is dearer than silver",
        ),
        (
            "The tax went from a tenth to a fifth.",
            "The tax went from one-fifth to one-tenth.",
            "order",
            "tenth to a fifth",
            "one-fifth to one-tenth",
        ),
        (
            "It met in the Winter Palace.",
            "It met in the Marble Palace.",
            "name",
            "Winter Palace",
            "Marble Palace",
        ),
        ("He led the left wing.", "Orlov led the right wing.", "polarity", "left", "right"),
        ("The wallet was brown.", "The wallet was green.", "wording", "brown", "green"),
        (
            "Orlov besieged Petrov in the town.",
            "In the town Petrov besieged Orlov.",
            "order",
            "Orlov besieged Petrov",
            "Petrov besieged Orlov",
        ),
        (
            "The mill closed because of the flood.",
            "The mill closed because of the strike, which came first.",
            "cause",
            "because of the flood",
            "because of the strike",
        ),
        (
            "Orlov says that the bridge was safe.",
            "Petrov says the bridge was safe.",
            "speaker",
            "Orlov",
            "Petrov",
        ),
    ],
)
def test_what_differs_is_named_in_the_words_of_both(
    claim: str, sentence: str, aspect: str, claimed: str, source: str
) -> None:
    first = differing(claim, [Told(sentence)]).differences[0]
    assert (first.aspect, first.claimed, first.source) == (aspect, claimed, source)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "Twelve hundred roubles were paid to Orlov on 14 May.",
            "On May 14 the council paid Orlov 1,200 roubles.",
        ),
        ("About 500 men came.", "In all 510 men came."),
        ("More than a hundred men came.", "Some 120 men came."),
        ("Petrov was besieged by Orlov.", "Orlov besieged Petrov."),
        ("Mr. V. Orlov was in Garin.", "Orlov was in Garin."),
        ("Orlov learned to read.", "Orlov had taught himself to read."),
        ("Their lives were lost.", "They were killed."),
        ("The Dark Week was long.", "The week was light and long."),
        ("It was not safe.", "It was unsafe, or at any rate not safe."),
    ],
)
def test_what_agrees_does_not_differ(claim: str, sentence: str) -> None:
    assert partings(claim, Told(sentence)) == []


def test_the_sentence_that_says_otherwise_is_found() -> None:
    told = [Told("The bridge was painted."), Told("The bridge was built in five years.")]
    found = differing("The bridge was built in eight years.", told)
    assert (found.at, found.detail) == (1, "number")
    assert differing("The bridge was painted.", told[:1]).detail == "paraphrase"


def test_the_speaker_the_source_names_is_told() -> None:
    found = differing("Orlov says the bridge was safe.", [Told("“The bridge was safe.”", "Petrov")])
    assert found.differences[0].explanation == (
        "You give the words to Orlov; in the source they are Petrov’s."
    )
    owned = differing("Orlov says it was safe.", [Told("“It was safe.”", "Petrov’s")])
    assert owned.differences[0].explanation.endswith("they are Petrov’s.")


@pytest.mark.parametrize(
    ("aspect", "words", "sentence"),
    [
        (
            Aspect.NUMBER,
            ("eight years", "five years"),
            "You say eight years; the source says five years.",
        ),
        (Aspect.POLARITY, ("safe", "was not safe"), "The source denies this: “was not safe”."),
        (Aspect.POLARITY, ("rose", "fell"), "You say “rose”; the source says “fell”."),
        (None, ("unwise", "fatal"), "You quote “unwise”; the source has “fatal”."),
        (None, ("", "fatal"), "You leave out “fatal”."),
        (None, ("unwise", ""), "You add “unwise”, which the source does not have."),
    ],
)
def test_a_difference_reads_as_a_sentence(
    aspect: Aspect | None, words: tuple[str, str], sentence: str
) -> None:
    assert explained(aspect, Difference(*words)).explanation == sentence


WORDS = st.sampled_from(
    "Orlov Petrov the bridge not never more less than all some 1,200 five fifth of May 1880 from to"
    " rose fell because besieged by was were only , . “ ”".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_differences_are_words_of_the_claim_and_of_the_source(claim: str, sentence: str) -> None:
    for each in partings(claim, Told(sentence)):
        assert each.difference.claimed in claim
        assert each.difference.source in sentence


@settings(deadline=None)
@given(TEXTS)
def test_a_text_does_not_contradict_itself(text: str) -> None:
    assert [p for p in partings(text, Told(text)) if p.aspect is Aspect.NUMBER] == []
