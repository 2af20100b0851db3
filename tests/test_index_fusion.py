import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse, refine


def floats(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float32)


def test_either_search_lifts_a_passage() -> None:
    both, dense, sparse, neither = fuse(floats(0.8, 0.8, 0.1, 0.1), floats(4, 0, 4, 0), 8.0)
    assert both > dense > neither
    assert both > sparse > neither


def test_words_count_against_all_that_were_asked() -> None:
    few = fuse(floats(0), floats(2), 20.0)
    many = fuse(floats(0), floats(2), 4.0)
    assert many == pytest.approx(5 * few)


def test_nothing_shared_is_no_division_by_zero() -> None:
    assert fuse(floats(-0.2), floats(0), 0.0).tolist() == [0.0]


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 9), st.floats(-1, 1)), min_size=1, max_size=9)
)
def test_scores_stay_between_zero_and_one(rows: list[tuple[float, float, float]]) -> None:
    dense, sparse, late = (floats(*column) for column in zip(*rows, strict=True))
    fused = fuse(dense, sparse, 9.0)
    refined = refine(fused, late)
    assert np.all((fused >= 0) & (fused <= 1) & (refined >= 0) & (refined <= 1))


def test_what_was_not_compared_does_not_pass_what_was() -> None:
    compared, not_compared = refine(floats(0.5, 0.4), floats(-0.3, 0.0))
    assert compared > not_compared
