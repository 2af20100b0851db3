import pytest

from corpus.short_titles import find_short_titles

FULL = "Henry Saxby, The British Customs, Containing an Account of the Revenue, 1757, p. 10."


def found(*notes: str) -> list[tuple[str, int, str]]:
    return [(t.words, t.work.note, t.work.reference) for t in find_short_titles(notes)[-1]]


@pytest.mark.parametrize(
    "short", ["Saxby, British Customs", "British Customs", "Saxby’s British Customs"]
)
def test_a_short_title_is_the_beginning_of_a_longer_one(short: str) -> None:
    reference = FULL.removesuffix(", p. 10.")
    assert found(FULL, f"See {short}, p. 12.") == [(short, 0, reference)]


def test_a_title_given_with_its_year_is_short_without_it() -> None:
    full = "R. W. Trine: In Tune with the Infinite, New York, 1899, p. 5."
    [(words, note, _)] = found(full, "R. W. Trine: In Tune with the Infinite, p. 214.")
    assert (words, note) == ("R. W. Trine: In Tune with the Infinite", 0)


def test_another_author_and_the_same_words_again_are_none() -> None:
    assert found(FULL, "Hume, British Customs, p. 12.") == []
    assert found("Sully, Studies of Youth, p. 3.", "Sully, Studies of Youth, p. 9.") == []


def test_one_word_alone_must_name_one_work() -> None:
    lectures = "Lectures on Justice and Police, edited in 1896, p. 1."
    assert found(lectures, "Lectures, p. 2.", "Lectures, p. 3.") == [
        ("Lectures", 0, "Lectures on Justice and Police, edited in 1896")
    ]
    other = "Lectures on Scotch Antiquities, 1872, p. 5."
    assert found(lectures, other, "Lectures, p. 2.") == []
