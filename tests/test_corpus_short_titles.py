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


COINS = "See Joseph Harris, Essay Upon Money and Coins, 1757, pt. i, § 12."
WOOL = "John Smith, Chronicon Rusticum-Commerciale or Memoirs of Wool, 1747, vol. i, p. 37."


@pytest.mark.parametrize(
    ("full", "short", "reference"),
    [
        (COINS, "Harris, Money and Coins", COINS[4:].removesuffix(", pt. i, § 12.")),
        (WOOL, "Smith’s Memoirs of Wool", WOOL.removesuffix(", vol. i, p. 37.")),
    ],
)
def test_with_the_author_a_later_part_of_the_title_will_do(
    full: str, short: str, reference: str
) -> None:
    assert found(full, f"See below, and {short}, pt. i, p. 3.") == [(short, 0, reference)]
    alone = short.split("Harris, ")[-1].split("Smith’s ")[-1]
    assert found(full, f"See below, and {alone}, pt. i, p. 3.") == []


def test_an_author_of_one_work_may_stand_for_it() -> None:
    bright = "But cf. Bright, “Early English Church History,” pp. 3-5."
    [(words, note, reference)] = found(bright, "At Canterbury too (Bright, p. 143).")
    assert (words, note, reference) == ("Bright", 0, "Bright, “Early English Church History,”")
    other = "Bright, “Chapters of History,” p. 9."
    assert found(bright, other, "At Canterbury too (Bright, p. 143).") == []
    owned = "Mill’s Autobiography, New York, 1873, p. 8."
    assert found(owned, "H. Suso: Autobiography, pp. 309, 310.") == []
