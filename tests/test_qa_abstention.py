from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from small_source import small_source

from index.build import build_index
from index.errors import ModelError
from index.minilm import MiniLMEncoder
from index.search import Index
from index.store import open_index
from qa.evidence.abstention import AbstentionJudge, AbstentionWeights, judged_features
from qa.evidence.close_ranking import CloseRanker
from qa.evidence.close_reader import CloseReader
from qa.evidence.ranking import SentenceRanker

READER = CloseReader()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder, encoder = tmp_path_factory.mktemp("index"), FakeEncoder()
    build_index(folder, [small_source()], encoder)
    return open_index(folder, [small_source()], encoder)


def probability(index: Index, judge: AbstentionJudge, question: str) -> float:
    encoded = index.encoder.encode_question(question)
    ranker = CloseRanker(SentenceRanker(), READER)
    ranked = ranker.rank(question, encoded, index.search(question, k=60), index)
    return judge.probability(question, encoded, ranked, index)


def test_an_answered_question_is_likelier_than_one_about_something_else(tmp_path: Path) -> None:
    encoder = MiniLMEncoder()
    build_index(tmp_path, [small_source()], encoder)
    index = open_index(tmp_path, [small_source()], encoder)
    judge = AbstentionJudge()
    answered = probability(index, judge, "Which brig struck the reef below the Point?")
    strange = probability(index, judge, "How did Rasputin die in Petrograd?")
    assert 0 <= strange < answered <= 1
    assert answered >= judge.threshold


@pytest.mark.parametrize(
    "question",
    [
        "When did Napoleon invade?",
        "Who was Rasputin's killer?",
        "How do bees find their way home?",
        "What does the liver do?",
    ],
)
def test_a_question_about_anything_else_is_met_with_silence(question: str, tmp_path: Path) -> None:
    encoder, judge = MiniLMEncoder(), AbstentionJudge()
    build_index(tmp_path, [small_source()], encoder)
    index = open_index(tmp_path, [small_source()], encoder)
    assert probability(index, judge, question) < judge.threshold


@pytest.mark.parametrize(
    ("question", "possible"),
    [("Who was Bublikov?", False), ("What is photosynthesis?", False), ("Who was Wren?", True)],
)
def test_what_is_never_named_cannot_be_explained(
    index: Index, question: str, possible: bool
) -> None:
    assert (probability(index, AbstentionJudge(), question) > 0) == possible


def test_no_sentence_is_no_answer(index: Index) -> None:
    encoded = index.encoder.encode_question("Anything?")
    assert AbstentionJudge().probability("Anything?", encoded, [], index) == 0.0


@pytest.mark.parametrize("question", ["?", "why", "7½", "the of and", "Zzyzx Qwrty Vbnm?"])
def test_odd_questions_get_a_probability(index: Index, question: str) -> None:
    assert 0 <= probability(index, AbstentionJudge(), question) <= 1


def test_features_have_fixed_names_and_finite_values(index: Index) -> None:
    ranker, seen = CloseRanker(SentenceRanker(), READER), set()
    for question in ("Who?", "Why did the Wreckers wait in vain for the cargo in March 1882?"):
        encoded = index.encoder.encode_question(question)
        ranked = ranker.rank(question, encoded, index.search(question, k=60), index)
        features = judged_features(ranked)
        seen.add(tuple(features))
        assert np.isfinite(list(features.values())).all()
    assert len(seen) == 1


def test_weights_for_other_features_are_refused(index: Index) -> None:
    weights = AbstentionWeights.read()
    other = replace(weights.answer, names=("no such",))
    judge = AbstentionJudge(replace(weights, answer=other))
    with pytest.raises(ModelError, match="other features"):
        probability(index, judge, "Which brig struck the reef?")


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not listed"):
        AbstentionWeights.read(tmp_path)
