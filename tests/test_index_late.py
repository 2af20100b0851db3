import numpy as np
import pytest
from fakes import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.late import BLOCK, late_scores, token_weights
from index.lexical import analyse


def unit(random: np.random.Generator, count: int) -> NDArray[np.float32]:
    states = random.standard_normal((count, 8)).astype(np.float32)
    return states / np.linalg.norm(states, axis=1, keepdims=True)


def by_hand(
    question: NDArray[np.float32], weights: NDArray[np.float32], states: NDArray[np.float32]
) -> float:
    """Try every stretch of two blocks, the last block reaching to the end."""
    starts = range(0, max(1, len(states) - BLOCK), BLOCK)
    ends = [*list(starts)[1:], len(states)]
    blocks = [states[start:end] for start, end in zip(starts, ends, strict=True)]
    stretches = [np.concatenate(blocks[i : i + 2]) for i in range(len(blocks))]
    return max(float(weights @ (question @ stretch.T).max(axis=1)) for stretch in stretches)


@given(
    st.lists(st.sampled_from([0, 1, 2, 23, 24, 25, 47, 48, 49, 72, 73, 150]), max_size=6),
    st.integers(0, 100),
)
def test_scores_are_those_of_trying_every_stretch(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    question = unit(random, 5)
    weights = random.dirichlet(np.ones(5)).astype(np.float32)
    passages = [unit(random, length) for length in lengths]
    expected = [by_hand(question, weights, states) if len(states) else 0 for states in passages]
    assert late_scores(question, weights, passages) == pytest.approx(expected, abs=1e-5)


def test_a_question_without_tokens_scores_nothing() -> None:
    none = np.zeros((0, 8), np.float32)
    scores = late_scores(none, np.zeros(0, np.float32), [unit(np.random.default_rng(0), 3)])
    assert scores.tolist() == [0.0]


def test_the_passage_with_the_same_words_scores_one() -> None:
    encoder = FakeEncoder()
    question = encoder.encode_question("red whales swim")
    weights = token_weights(question, analyse("red whales swim"), [1.0, 2.0, 1.0])
    texts = ["All red whales swim well.", "Red dogs swim."]
    scores = late_scores(question.tokens, weights, [e.tokens for e in encoder.encode(texts)])
    assert scores[0] == pytest.approx(1, abs=1e-6)
    assert scores[1] < 0.9


def test_words_share_their_weight_among_their_tokens() -> None:
    question = FakeEncoder().encode_question("O'Brien spoke?")
    weights = token_weights(question, analyse("O'Brien spoke?"), [3.0, 1.0])
    assert weights.tolist() == [0.375, 0.375, 0.25]
    assert token_weights(question, [], []).tolist() == [0, 0, 0]
