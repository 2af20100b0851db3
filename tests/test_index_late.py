import numpy as np
import pytest
from fakes import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.late import BLOCK, late_scores, token_weights
from index.lexical import analyse
from index.tokens import quantise


def unit(random: np.random.Generator, count: int) -> NDArray[np.float32]:
    states = random.standard_normal((count, 8)).astype(np.float32)
    return states / np.linalg.norm(states, axis=1, keepdims=True)


def joined(passages: list[NDArray[np.float32]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Put passages one after the other, as the index keeps them."""
    ends = np.cumsum([len(states) for states in passages], dtype=np.int64)
    starts = ends - [len(states) for states in passages]
    return np.concatenate([unit(np.random.default_rng(9), 0), *passages]), np.stack(
        [starts, ends], axis=1
    )


def by_hand(
    question: NDArray[np.float32], weights: NDArray[np.float32], states: NDArray[np.float32]
) -> float:
    """Try every stretch of two blocks."""
    stretches = [states[at : at + 2 * BLOCK] for at in range(0, len(states), BLOCK)]
    return max(float(weights @ (question @ stretch.T).max(axis=1)) for stretch in stretches)


@given(
    st.lists(st.sampled_from([0, 1, 2, 23, 24, 25, 47, 48, 49, 72, 73, 150]), max_size=6),
    st.integers(0, 100),
    st.sampled_from([1.0, 0.25]),
)
def test_scores_are_those_of_trying_every_stretch(
    lengths: list[int], seed: int, scale: float
) -> None:
    random = np.random.default_rng(seed)
    question = unit(random, 5)
    weights = random.dirichlet(np.ones(5)).astype(np.float32)
    passages = [unit(random, length) for length in lengths]
    states, spans = joined(passages)
    expected = [by_hand(question, weights, states) if len(states) else 0 for states in passages]
    scores = late_scores(question, weights, states * np.float32(scale), spans)
    assert scores == pytest.approx(expected, abs=1e-5)
    backwards = late_scores(question, weights, states, spans[::-1])
    assert backwards == pytest.approx(expected[::-1], abs=1e-5)


def test_a_question_without_tokens_scores_nothing() -> None:
    none = np.zeros((0, 8), np.float32)
    states, spans = joined([unit(np.random.default_rng(0), 3)])
    assert late_scores(none, np.zeros(0, np.float32), states, spans).tolist() == [0.0]


def test_the_passage_with_the_same_words_scores_one() -> None:
    encoder = FakeEncoder()
    question = encoder.encode_question("red whales swim")
    weights = token_weights(question, analyse("red whales swim"), [1.0, 2.0, 1.0])
    texts = ["All red whales swim well.", "Red dogs swim."]
    passages = [encoded.tokens for encoded in encoder.encode(texts)]
    ends = np.cumsum([len(states) for states in passages])
    spans = np.stack([[0, ends[0]], ends], axis=1)
    scores = late_scores(question.tokens, weights, quantise(np.concatenate(passages)), spans)
    assert scores[0] == pytest.approx(1, abs=1e-3)
    assert scores[1] < 0.9


def test_words_share_their_weight_among_their_tokens() -> None:
    question = FakeEncoder().encode_question("O'Brien spoke?")
    weights = token_weights(question, analyse("O'Brien spoke?"), [3.0, 1.0])
    assert weights.tolist() == [0.375, 0.375, 0.25]
    assert token_weights(question, [], []).tolist() == [0, 0, 0]
