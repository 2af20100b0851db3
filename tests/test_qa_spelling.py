import pytest
from checking_data import source_of
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import analyse
from qa.spelling import SourceNames

TEXTS = [
    "In the morning Buchanan met Paléologue. Later Buchanan and Paléologue wrote to Kerensky.",
    "The ministers of Kerensky feared Petrograd, and in May all Petrograd knew it. Then came Lvov.",
    "Nobody met the Cossacks, but the Cossacks marched. The old Bell rang and the bell fell.",
]


class Standing:
    """The words of the texts."""

    stems = frozenset(term.stem for text in TEXTS for term in analyse(text))

    def idf(self, word: str) -> float:
        return 1.0 if word in self.stems else 9.0


@pytest.fixture(scope="module")
def names() -> SourceNames:
    return SourceNames([source_of("names", TEXTS)], Standing())


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Who was Buchannan?", "Who was Buchanan?"),
        ("What was Buchannan’s post?", "What was Buchanan’s post?"),
        ("What did Palaeologue write?", "What did Paléologue write?"),
        ("Who is Kerenskii?", "Who is Kerensky?"),
        ("Who feared Kerenksy?", "Who feared Kerensky?"),
        ("When did the Cossaks march?", "When did the Cossacks march?"),
        ("who met buchanan in petrograd?", "who met Buchanan in Petrograd?"),
    ],
)
def test_names_are_put_as_the_sources_spell_them(names: SourceNames, asked: str, read: str) -> None:
    assert names.put_right(asked) == read


@pytest.mark.parametrize(
    "question",
    [
        "Who was Buchanan?",
        "Who was Rasputin?",
        "Was Kerenskaya in Petrograd?",
        "What fell with the Bell?",
        "what happened in may?",
        "who rang the bell?",
        "Who met Paleologue?",
        "Did he write “Buchannan is here”?",
        "",
    ],
)
def test_other_words_are_left_alone(names: SourceNames, question: str) -> None:
    assert names.put_right(question) == question


@given(st.text(max_size=60))
def test_no_question_is_too_odd(question: str) -> None:
    names = SourceNames([source_of("names", TEXTS)], Standing())
    assert len(names.put_right(question).split()) == len(question.split())
