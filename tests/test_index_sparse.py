import math

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import analyse
from index.sparse import K1, B, build_sparse

TEXTS = [
    "Bread was dear and bread was scarce.",
    "The railwaymen’s union refused.",
    "",
    "Bread rations were cut; the union protested, and the soldiers joined.",
]


def by_hand(texts: list[str], stem: str, row: int) -> float:
    """BM25 as Lucene writes it."""
    words = [[term.stem for term in analyse(text)] for text in texts]
    df = sum(stem in line for line in words)
    mean = sum(map(len, words)) / len(words)
    tf = words[row].count(stem)
    idf = math.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
    return idf * tf / (tf + K1 * (1 - B + B * len(words[row]) / mean))


def test_scores_are_those_of_bm25() -> None:
    index = build_sparse(TEXTS)
    expected = [by_hand(TEXTS, "bread", row) + by_hand(TEXTS, "union", row) for row in range(4)]
    assert index.score(["bread", "union", "unheard"]) == pytest.approx(expected, abs=1e-6)


def test_scores_are_those_of_bm25s() -> None:
    words = [[term.stem for term in analyse(text)] for text in TEXTS]
    model = bm25s.BM25(method="lucene", k1=K1, b=B)
    model.index(words, show_progress=False)
    index = build_sparse(TEXTS)
    assert index.score(["bread", "soldier"]) == pytest.approx(
        model.get_scores(["bread", "soldier"]), abs=1e-6
    )


def test_a_score_never_exceeds_the_idf_of_its_words() -> None:
    index = build_sparse(TEXTS)
    for stem in index.vocabulary:
        assert index.score([stem]).max() < index.idf(stem)


def test_idf_takes_words_and_stems_and_is_greatest_for_the_unknown() -> None:
    index = build_sparse(TEXTS)
    assert index.idf("Soldiers") == index.idf("soldier") > index.idf("bread") > 0
    assert index.idf("zeppelin") == pytest.approx(math.log(1 + 4.5 / 0.5))
    assert index.idf("?") == index.idf("zeppelin") > index.idf("soldier")


def test_holds_says_which_words_a_passage_has() -> None:
    index = build_sparse(TEXTS)
    assert [index.holds("bread", row) for row in range(4)] == [True, False, False, True]
    assert not index.holds("zeppelin", 0)


@pytest.mark.parametrize("texts", [[], [""], ["?", "…"]])
def test_texts_without_words_can_be_indexed(texts: list[str]) -> None:
    index = build_sparse(texts)
    assert index.score(["bread"]).tolist() == [0.0] * len(texts)
    assert index.idf("bread") > 0


@given(st.lists(st.text("ab c1½", max_size=20), max_size=6))
def test_columns_hold_exactly_the_passages_with_the_stem(texts: list[str]) -> None:
    index = build_sparse(texts)
    for row, text in enumerate(texts):
        words = {term.stem for term in analyse(text)}
        assert words == {stem for stem in index.vocabulary if index.holds(stem, row)}
    assert np.all(index.scores > 0)
