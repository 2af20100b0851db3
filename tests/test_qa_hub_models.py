"""Models of the hub in place of the embedded ones: what both must do, and what only they can."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from small_source import small_source
from tiny_models import save_classifier, save_cross_encoder, save_headless, save_reader

from corpus.model import Source
from index.errors import ModelError
from qa.assembly import Assembly
from qa.cli.doctor import examine
from qa.evidence.claim_reader import ClaimReader, Weigher
from qa.evidence.close_ranking import Reader
from qa.evidence.close_reader import CloseReader
from qa.evidence.hub_cross_encoder import HubCrossEncoder
from qa.evidence.hub_models import opened
from qa.evidence.hub_nli import HubNli, columns_of
from qa.evidence.hub_reader import HubReader
from qa.evidence.hub_reading import StandingIn
from qa.evidence.hub_scale import PAIRS, Scale
from qa.evidence.pairs import Shown
from qa.model import CheckKind, Verdict
from qa.settings import Settings

QUESTION = "How many sailors were brought ashore?"
RIGHT = "Nine sailors were brought ashore by rowing boat before the brig went down."
UNRELATED = "The committee adjourned and the minutes were approved."
LABELS = ["contradiction", "entailment", "neutral"]
ODD = [RIGHT * 200, "word " * 3000, "", " ", "\u200b", "é" * 500, "\n\tNo.  "]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("models")
    return {
        "cross_encoder": save_cross_encoder(folder / "cross"),
        "reader": save_reader(folder / "reader"),
        "nli": save_classifier(folder / "nli", LABELS),
        "headless": save_headless(folder / "headless"),
    }


@pytest.fixture(scope="module")
def embedded() -> CloseReader:
    return CloseReader()


@pytest.fixture(scope="module", params=["embedded", "cross-encoder", "reader", "both"])
def reader(request: pytest.FixtureRequest, models: dict[str, str], embedded: CloseReader) -> Reader:
    if request.param == "embedded":
        return embedded
    scorer = HubCrossEncoder(models["cross_encoder"], embedded)
    finder = HubReader(models["reader"])
    return StandingIn(
        embedded,
        None if request.param == "reader" else scorer,
        None if request.param == "cross-encoder" else finder,
    )


@pytest.fixture(scope="module", params=["embedded", "hub"])
def weigher(request: pytest.FixtureRequest, models: dict[str, str]) -> Weigher:
    return ClaimReader() if request.param == "embedded" else HubNli(models["nli"])


def test_every_sentence_is_read_in_its_order(reader: Reader) -> None:
    forth, back = (
        reader.read(QUESTION, [RIGHT, UNRELATED]),
        reader.read(QUESTION, [UNRELATED, RIGHT]),
    )
    assert [(r.start, r.end) for r in forth] == [(r.start, r.end) for r in reversed(back)]
    assert forth[0].relevance == pytest.approx(back[1].relevance, abs=1e-2)
    assert forth[0].relevance != pytest.approx(forth[1].relevance, abs=1e-2)


def test_a_sentence_is_read_alike_alone_and_among_others(reader: Reader) -> None:
    (alone,) = reader.read(QUESTION, [RIGHT])
    among = reader.read(QUESTION, [UNRELATED * 3] * 40 + [RIGHT])[40]
    assert among.relevance == pytest.approx(alone.relevance, abs=1e-2)
    assert among.certainty == pytest.approx(alone.certainty, abs=1e-2)
    assert (among.start, among.end) == (alone.start, alone.end)


def test_no_sentences_give_no_readings(reader: Reader) -> None:
    assert reader.read(QUESTION, []) == []


@pytest.mark.parametrize("sentence", ODD)
def test_odd_sentences_are_read(reader: Reader, sentence: str) -> None:
    (reading,) = reader.read("Who " * 500 + "?", [sentence])
    assert 0 <= reading.start <= reading.end <= len(sentence)
    assert reading.certainty <= 0 and np.isfinite(reading.relevance)


def test_threads_can_share_a_reader(reader: Reader) -> None:
    asked = [QUESTION * n for n in range(1, 9)]
    alone = [reader.read(question, [RIGHT, UNRELATED]) for question in asked]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda q: reader.read(q, [RIGHT, UNRELATED]), asked))
    assert [[(r.start, r.end) for r in rs] for rs in together] == [
        [(r.start, r.end) for r in rs] for rs in alone
    ]


def test_verdicts_are_probabilities(weigher: Weigher) -> None:
    said = weigher.weigh("Nine came.", [Shown(text, before=UNRELATED) for text in (RIGHT, *ODD)])
    assert said.shape == (1 + len(ODD), 3) and said.dtype == np.float32
    assert np.allclose(said.sum(axis=1), 1, atol=1e-5) and (said >= 0).all()
    assert weigher.weigh("Nine came.", []).shape == (0, 3)


def test_a_verdict_is_the_same_alone_and_among_others(weigher: Weigher) -> None:
    alone = weigher.weigh("Nine came.", [Shown(RIGHT)])[0]
    among = weigher.weigh("Nine came.", [Shown(UNRELATED * 3), Shown(RIGHT)])[1]
    assert np.allclose(alone, among, atol=1e-4)


def test_what_stands_before_a_sentence_is_read_too(weigher: Weigher) -> None:
    said = weigher.weigh("Nine came.", [Shown(RIGHT), Shown(RIGHT, before="Nobody believed it.")])
    assert not np.allclose(said[0], said[1], atol=1e-6)


def test_columns_follow_the_names_of_the_labels(tmp_path: Path) -> None:
    said = [
        HubNli(save_classifier(tmp_path / str(n), labels, bias=[2.0, 1.0, 0.0])).weigh(
            "Nine came.", [Shown(RIGHT)]
        )[0]
        for n, labels in enumerate([["ENTAILMENT", "NEUTRAL", "CONTRADICTION"], LABELS])
    ]
    likely = np.exp([2.0, 1.0, 0.0]) / np.exp([2.0, 1.0, 0.0]).sum()
    assert np.allclose(said[0], likely[[0, 2, 1]], atol=1e-5)
    assert np.allclose(said[1], likely[[1, 0, 2]], atol=1e-5)


@pytest.mark.parametrize(
    "labels",
    [
        ["LABEL_0", "LABEL_1", "LABEL_2"],
        ["entailment", "not_entailment"],
        ["entailment", "not_entailment", "contradiction"],
        ["entailment", "supports", "contradiction"],
    ],
)
def test_labels_that_say_nothing_are_refused(labels: list[str]) -> None:
    with pytest.raises(ModelError, match="cannot be told apart: ") as caught:
        columns_of("some-model", labels)
    assert "id2label" in caught.value.hint and "OPCIT_NLI=embedded" in caught.value.hint


def test_fact_checkers_are_understood() -> None:
    assert columns_of("m", ["SUPPORTS", "REFUTES", "NOT ENOUGH INFO"]) == [0, 1, 2]


def test_a_cross_encoder_has_the_mean_and_spread_of_the_embedded_reader(
    models: dict[str, str], embedded: CloseReader
) -> None:
    scorer = HubCrossEncoder(models["cross_encoder"], embedded)
    theirs = np.concatenate([scorer.relevance(*pair) for pair in PAIRS])
    own = [r.relevance for question, texts in PAIRS for r in embedded.read(question, texts)]
    assert theirs.mean() == pytest.approx(np.mean(own), abs=1e-2)
    assert theirs.std() == pytest.approx(np.std(own), abs=1e-2)


def test_scores_keep_their_order_on_another_scale() -> None:
    scale = Scale.matching([-3.0, 0.0, 2.0], [0.1, 0.5, 0.9])
    brought = scale.apply(np.array([0.9, 0.1, 0.4], np.float32))
    assert np.argsort(brought).tolist() == [1, 2, 0]
    assert Scale.matching([1.0, 3.0], [5.0, 5.0]).apply(np.array([5.0], np.float32)) == [2.0]


def test_words_found_are_free_of_spaces(models: dict[str, str]) -> None:
    text = "  Nine   sailors \n came . "
    (span,) = HubReader(models["reader"]).spans(QUESTION, [text])
    words = text[span.start : span.end]
    assert words and words == words.strip()


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_either_precision_reads(
    models: dict[str, str], embedded: CloseReader, precision: str
) -> None:
    scorer = HubCrossEncoder(models["cross_encoder"], embedded, precision)
    assert np.isfinite(scorer.relevance(QUESTION, [RIGHT, UNRELATED])).all()
    assert HubReader(models["reader"], precision).spans(QUESTION, [RIGHT])[0].end > 0
    rough = HubNli(models["nli"], precision).weigh("Nine came.", [Shown(RIGHT)])
    exact = HubNli(models["nli"]).weigh("Nine came.", [Shown(RIGHT)])
    assert np.allclose(rough, exact, atol=0.05)


def test_the_hub_is_asked_only_for_what_is_not_here() -> None:
    asked: list[bool] = []

    def load(here: bool) -> str:
        asked.append(here)
        if here and len(asked) > 1:
            raise OSError("not here")
        return "model"

    assert opened("some-model", "OPCIT_NLI", load) == "model" and asked == [True]
    assert opened("some-model", "OPCIT_NLI", load) == "model" and asked == [True, True, False]


def test_an_error_without_words_is_told_by_its_kind() -> None:
    def load(here: bool) -> str:
        raise MemoryError

    with pytest.raises(ModelError, match="some-model cannot be loaded: MemoryError"):
        opened("some-model", "OPCIT_NLI", load)


OPENERS: dict[str, Callable[[str, CloseReader], object]] = {
    "OPCIT_CROSS_ENCODER": HubCrossEncoder,
    "OPCIT_READER": lambda name, _: HubReader(name),
    "OPCIT_NLI": lambda name, _: HubNli(name).weigh("Nine came.", [Shown(RIGHT)]),
}


@pytest.mark.parametrize("setting", OPENERS)
def test_a_model_that_is_not_there_is_an_error(
    setting: str, embedded: CloseReader, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="cannot be loaded: .") as caught:
        OPENERS[setting](str(tmp_path / "none"), embedded)
    assert f"{setting}=embedded" in caught.value.hint


@pytest.mark.parametrize("setting", OPENERS)
def test_a_model_trained_for_something_else_is_refused(
    setting: str, embedded: CloseReader, models: dict[str, str]
) -> None:
    with pytest.raises(ModelError, match="was not trained for|is no cross-encoder") as caught:
        OPENERS[setting](models["headless"], embedded)
    assert f"{setting}=embedded" in caught.value.hint


def test_a_judge_of_claims_is_no_cross_encoder(
    models: dict[str, str], embedded: CloseReader
) -> None:
    with pytest.raises(ModelError, match="is no cross-encoder"):
        HubCrossEncoder(models["nli"], embedded)


class Small(Assembly):
    """The real assembly of a small source and a fake encoder."""

    def bundled(self) -> list[Source]:
        return [small_source()]

    def encoder(self) -> FakeEncoder:
        return FakeEncoder()


def test_an_engine_asks_and_checks_with_all_three(models: dict[str, str], tmp_path: Path) -> None:
    against = save_classifier(tmp_path / "against", LABELS, bias=[4.0, 0.0, 0.0])
    named = {name: models[name] for name in ("cross_encoder", "reader")}
    assembly = Small(Settings(home=tmp_path / "home", precision="float32", nli=against, **named))
    engine, _ = assembly.open_engine()

    answer = engine.ask("When did the brig Halcyon strike the reef below the Point?")
    shown = [quote.text for quote in answer.quotes] or [hit.passage.text for hit in answer.nearest]
    assert shown and 0 <= answer.confidence <= 1
    expected = HubReader(models["reader"]).spans(QUESTION, [RIGHT])[0]
    (reading,) = assembly.close_reader.read(QUESTION, [RIGHT])
    assert (reading.start, reading.end) == (expected.start, expected.end)
    assert assembly.cross_encoder is not None
    assert [reading.relevance] == assembly.cross_encoder.relevance(QUESTION, [RIGHT])

    claim = "The brig Halcyon struck the reef below the Point."
    check = engine.check(claim, kind=CheckKind.CLAIM)
    assert check.verdict is Verdict.CONTRADICTED and check.evidence
    assert check.confidence > 0.9


def test_the_doctor_names_them_and_says_what_is_wrong(
    models: dict[str, str], tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, reader=models["reader"], nli=str(tmp_path / "none"))
    found = {finding.name: finding for finding in examine(Small(settings))}
    assert found["close reader"].ok and models["reader"] in found["close reader"].detail
    assert "the embedded model scores" in found["close reader"].detail
    assert not found["judge of claims"].ok
    assert "OPCIT_NLI=embedded" in found["judge of claims"].remedy


def test_nothing_of_the_hub_is_imported_before_it_is_needed() -> None:
    modules = "hub_cross_encoder, hub_models, hub_nli, hub_reader, hub_reading"
    slow = "{'transformers', 'sentence_transformers'}"
    code = f"import sys; from qa.evidence import {modules}; assert not {slow} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
