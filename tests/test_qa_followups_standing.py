"""Where a conversation stands is found from what was quoted, or from the words of the answer."""

import pytest
from small_source import small_source

from corpus.model import Passage
from index.hit import Hit, Why
from qa.followups.standing import Place, brought_in, names_held, standing
from qa.model import Exchange


class SameWeights:
    """Weighs every word alike."""

    def idf(self, word: str) -> float:
        return 1.0


@pytest.fixture(scope="module")
def hits() -> list[Hit]:
    return [Hit(n, 0.5, p, Why(0.5, 0.0)) for n, p in enumerate(small_source().passages, 1)]


def sentence(place: Place | None) -> str:
    assert place is not None
    found = place.passage.sentences[place.number]
    return place.passage.text[found.start : found.end]


def test_a_quotation_is_found_where_it_stands(hits: list[Hit]) -> None:
    last = Exchange("Who sat in May?", "“The board held an inquiry in May.” [1]")
    assert sentence(standing(last, hits, SameWeights())) == "The board held an inquiry in May."


def test_a_short_answer_is_found_by_its_words_and_those_of_its_question(hits: list[Hit]) -> None:
    last = Exchange("How many sailors did Ann Doyle bring ashore?", "Nine sailors.")
    found = standing(last, hits, SameWeights())
    assert sentence(found).startswith("Ann Doyle rowed out twice")


@pytest.mark.parametrize(
    "last",
    [
        Exchange("Which bishop crossed the Alps with elephants?", "Hannibal, no bishop at all."),
        Exchange("Why?", ""),
        Exchange("", "“These words stand nowhere in any passage at all.” [1]"),
    ],
)
def test_talk_about_other_things_stands_nowhere(hits: list[Hit], last: Exchange) -> None:
    assert standing(last, hits, SameWeights()) is None


def test_nothing_found_is_nowhere() -> None:
    assert standing(Exchange("Who rowed?", "Ann Doyle."), [], SameWeights()) is None


def test_talk_goes_on_with_what_follows() -> None:
    passages = small_source().passages
    storm: Passage = next(p for p in passages if "Halcyon" in p.text)
    following = next(p for p in passages if p.paragraph == storm.paragraph + 1)
    note = next(p for p in passages if p.text.startswith("A band of smugglers"))
    place = Place(storm, 1)
    before, here, after = (place.nearness(storm, s) for s in storm.sentences[:3])
    beyond = place.nearness(following, following.sentences[0])
    assert 1.0 == after > here > beyond > before > 0
    assert place.nearness(note, note.sentences[0]) == 0.0
    assert place.nearness(passages[0], passages[0].sentences[0]) == 0.0


LAST = Exchange("When did Ann Doyle row out?", "On 4 March 1882, to the brig Halcyon.")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("And Thomas Wren?", [{"thoma", "wren"}]),
        ("Did Wren’s board thank Samuel Pell?", [{"wren"}, {"samuel", "pell"}]),
        ("And Mrs Doyle?", []),
        ("What was on the Halcyon?", []),
        ("And in May?", []),
        ("why then?", []),
    ],
)
def test_names_are_new_that_the_turn_before_did_not_hold(asked: str, names: list[set[str]]) -> None:
    assert brought_in(asked, LAST) == names


def test_a_passage_holds_names_of_which_it_has_a_word_each() -> None:
    inquiry = next(p for p in small_source().passages if "inquiry" in p.text)
    assert names_held(inquiry, [])
    assert names_held(inquiry, [{"thoma", "wren"}])
    assert not names_held(inquiry, [{"thoma", "wren"}, {"doyl"}])
