"""Two wordings of a question are brought into one order."""

from collections.abc import Sequence

import pytest
from fakes_answering import ScoredSentence
from hypothesis import given
from hypothesis import strategies as st
from small_source import small_source

from qa.followups.agreement import agreed
from qa.followups.standing import Place

STORM = next(p for p in small_source().passages if "Halcyon" in p.text)


def scored(scores: Sequence[float]) -> list[ScoredSentence]:
    pairs = zip(STORM.sentences, scores, strict=False)
    return sorted((ScoredSentence(STORM, s, x) for s, x in pairs), key=lambda s: -s.score)


def numbers(ranked: Sequence[ScoredSentence]) -> list[int]:
    return [STORM.sentences.index(each.sentence) for each in ranked]


def test_what_both_wordings_like_comes_first() -> None:
    written_out = scored([0.6, 0.35, 0.05])
    as_asked = scored([0.02, 0.5, 0.48])
    assert numbers(agreed(written_out, as_asked, None)) == [1, 2, 0]


def test_what_one_wording_did_not_read_falls_behind() -> None:
    assert numbers(agreed(scored([0.6, 0.4]), scored([0.0, 1.0])[:1], None)) == [1, 0]


def test_one_wording_keeps_its_order() -> None:
    assert numbers(agreed(scored([0.2, 0.5, 0.3]), None, None)) == [1, 2, 0]


def test_the_place_decides_between_equals() -> None:
    ranked = agreed(scored([0.3, 0.3, 0.3]), None, Place(STORM, 1))
    assert numbers(ranked) == [2, 1, 0]


def test_a_clear_answer_elsewhere_is_kept() -> None:
    ranked = agreed(scored([0.9, 0.05, 0.05]), None, Place(STORM, 1))
    assert numbers(ranked)[0] == 0


def test_a_name_that_is_new_holds_back_what_is_near_but_not_about_it() -> None:
    inquiry = next(p for p in small_source().passages if "inquiry" in p.text)
    ranked = [*scored([0.5, 0.3, 0.2]), ScoredSentence(inquiry, inquiry.sentences[1], 0.04)]
    place = Place(STORM, 0)
    assert agreed(ranked, None, place)[0].passage == STORM
    assert agreed(ranked, None, place, [{"wren"}])[0].passage == inquiry
    assert agreed(ranked, None, place, [{"ann", "wren"}])[0].passage == STORM


def test_nothing_gives_nothing() -> None:
    assert agreed([], [], None) == []


@given(
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
)
def test_scores_are_shares_best_first(own: list[float], other: list[float]) -> None:
    ranked = agreed(scored(own), scored(other), Place(STORM, 0))
    shares = [each.score for each in ranked]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
