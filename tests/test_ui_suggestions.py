"""The questions that the pages offer to begin with."""

from checking_data import source_of

from corpus.model import Source
from qa.suggestions import suggest_questions

HEIRS = ["Orlov", "Petrov", "Ivanov", "Sidorov"]


def book(name: str, *heirs: str) -> Source:
    return source_of(name, [f"{heir} said that it was his." for heir in heirs])


def by(source_id: str, *, sure: float, other: float = 0.5):  # noqa: ANN201
    """Answer whatever is asked, more or less surely for the passages of one source."""
    return lambda _, passage_id: sure if passage_id.startswith(f"{source_id}:") else other


def test_each_source_has_one_before_any_has_two() -> None:
    sources = [book("great", *HEIRS), book("small", "Reay"), book("other", "Pym")]
    found = suggest_questions(sources, by("great", sure=0.9))
    assert found[0] in [f"What did {heir} say?" for heir in HEIRS]
    assert sorted(found[1:]) == ["What did Pym say?", "What did Reay say?"]


def test_a_source_that_answers_nothing_leaves_its_place_to_the_others() -> None:
    sources = [book("great", *HEIRS), book("small", "Reay")]
    found = suggest_questions(sources, by("small", sure=0.0))
    assert len(set(found)) == 3 and "What did Reay say?" not in found


def test_of_one_source_the_kinds_are_mixed() -> None:
    texts = ["Orlov said so.", "Petrov said no.", "The river rose on 3 May in the night."]
    found = suggest_questions([source_of("one", texts)], by("one", sure=0.8))
    assert "What happened on 3 May?" in found[:2] and len(found) == 3


def test_many_sources_take_no_longer_than_one() -> None:
    tried: list[str] = []

    def answers_with(question: str, _: str) -> float:
        tried.append(question)
        return 0.5

    many = [book(f"book-{number}", *HEIRS * 9) for number in range(40)]
    assert len(suggest_questions(many, answers_with)) == 3
    several = len(tried)
    suggest_questions(many[:1], answers_with)
    assert several <= len(tried) - several <= 24


def test_without_a_source_nothing_is_suggested() -> None:
    assert suggest_questions([], by("none", sure=1.0)) == []
