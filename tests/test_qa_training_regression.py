import numpy as np
import pytest

from qa.training.abstention import (
    LOOKED_AT,
    ON_TOPIC,
    REMOVED,
    Judged,
    balance,
    fit_answer,
    leave_one_out,
    probabilities,
    table,
)
from qa.training.regression import fit_listwise, fit_logistic
from qa.training.scores import area, balanced_accuracy


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


def judged(
    rng: np.random.Generator, count: int, *, removed: bool = False, foreign: bool = False
) -> list[Judged]:
    names = list(dict.fromkeys(LOOKED_AT + ON_TOPIC))
    told = rng.standard_normal((count, len(names))).astype(np.float32)
    told[:, names.index(ON_TOPIC[1])] += -4 if foreign else 4
    return [
        Judged(
            text=f"text {number % 3}",
            features=dict(zip(names, map(float, row), strict=True)),
            answerable=bool(row[0] > 0) and not removed and not foreign,
            kind=("name", "number")[number % 2],
            removed=removed,
            foreign=foreign,
        )
        for number, row in enumerate(told)
    ]


def test_leaving_texts_out_judges_every_question_once(rng: np.random.Generator) -> None:
    questions, others = judged(rng, 240), judged(rng, 60, foreign=True)
    right = np.array([j.answerable for j in questions])
    both = leave_one_out(questions + others)
    chances, elsewhere = both[: len(questions)], both[len(questions) :]
    assert ((chances > 0) & (chances < 1)).all()
    assert balanced_accuracy(chances, right, 0.5) > 0.9
    assert np.mean(elsewhere < 0.5) > 0.9
    own = probabilities(fit_answer(questions), table(questions))
    assert np.corrcoef(own, chances)[0, 1] > 0.9


def test_within_a_kind_both_outcomes_weigh_the_same(rng: np.random.Generator) -> None:
    questions = judged(rng, 100) + judged(rng, 30, removed=True)
    weights = balance(questions)
    sums = {
        (kind, answerable): sum(
            float(w)
            for w, j in zip(weights, questions, strict=True)
            if (j.kind, j.answerable, j.removed) == (kind, answerable, False)
        )
        for kind in ("name", "number")
        for answerable in (True, False)
    }
    for kind in ("name", "number"):
        assert sums[kind, False] == pytest.approx((1 - REMOVED) * sums[kind, True], rel=1e-4)
    taken = sum(float(w) for w, j in zip(weights, questions, strict=True) if j.removed)
    assert taken == pytest.approx(REMOVED * (sums["name", True] + sums["number", True]), rel=1e-4)


def test_the_area_counts_ties_half() -> None:
    assert area(np.array([0.9, 0.5], np.float32), np.array([0.5, 0.1], np.float32)) == 0.875


def test_balanced_accuracy_is_the_mean_of_two_shares() -> None:
    judged = np.array([0.9, 0.6, 0.4, 0.1], np.float32)
    right = np.array([True, True, True, False])
    assert balanced_accuracy(judged, right, 0.5) == pytest.approx((2 / 3 + 1) / 2)
