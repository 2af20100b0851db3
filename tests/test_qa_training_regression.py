import numpy as np
import pytest

from qa.training.abstention import fit, leave_one_out, probabilities
from qa.training.regression import fit_listwise, fit_logistic
from qa.training.scores import balanced_accuracy


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_listwise_finds_what_tells_the_right_ones(rng: np.random.Generator) -> None:
    groups = []
    for size in rng.integers(3, 12, 80):
        features = rng.standard_normal((size, 3)).astype(np.float32)
        features[:, 2] *= 100  # of no use, and of another scale
        right = np.arange(size) == np.argmax(features[:, 0] - 2 * features[:, 1])
        groups.append((features, right))
    weights = fit_listwise(groups, 0.001)
    assert weights[1] / weights[0] == pytest.approx(-2, rel=0.2)
    assert abs(weights[2]) < 0.01
    assert np.mean([right[np.argmax(f @ weights)] for f, right in groups]) > 0.95


def test_several_may_be_right(rng: np.random.Generator) -> None:
    features = rng.standard_normal((40, 6, 2)).astype(np.float32)
    groups = [(f, f[:, 0] > 0) for f in features if (f[:, 0] > 0).any()]
    weights = fit_listwise(groups, 0.001)
    assert weights[0] > 5 * abs(weights[1])


def test_logistic_weighs_both_outcomes_alike(rng: np.random.Generator) -> None:
    values = rng.standard_normal((4000, 2)).astype(np.float32)
    right = values[:, 0] + rng.standard_normal(4000) > -1.5  # five of six are right
    weights, bias = fit_logistic(values, right, 0.0)
    said = values @ weights + bias > 0
    assert weights[0] > 10 * abs(weights[1])
    assert said[right].mean() == pytest.approx((~said[~right]).mean(), abs=0.08)


def test_leaving_texts_out_judges_every_question_once(rng: np.random.Generator) -> None:
    values = rng.standard_normal((120, 4)).astype(np.float32)
    right = values[:, 0] > 0
    texts = [f"text {n % 3}" for n in range(120)]
    judged = leave_one_out(texts, values, right)
    assert ((judged > 0) & (judged < 1)).all()
    assert balanced_accuracy(judged, right, 0.5) > 0.9
    own = probabilities(fit(values, right), values)
    assert np.corrcoef(own, judged)[0, 1] > 0.9


def test_balanced_accuracy_is_the_mean_of_two_shares() -> None:
    judged = np.array([0.9, 0.6, 0.4, 0.1], np.float32)
    right = np.array([True, True, True, False])
    assert balanced_accuracy(judged, right, 0.5) == pytest.approx((2 / 3 + 1) / 2)
