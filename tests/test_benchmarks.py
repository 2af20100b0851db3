"""The parts of the benchmarks that compute: what they publish must be right."""

import gzip
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from bench_clapnq import as_printed, question_from  # noqa: E402
from bench_squad import Given, questions_of, row  # noqa: E402
from bench_trecqa import average_precision, read_questions, reciprocal_rank  # noqa: E402
from claim_data import from_experts, paragraphs  # noqa: E402
from curves import at_even_odds, at_threshold, reliability, risk_coverage, wilson  # noqa: E402
from figures import (  # noqa: E402
    area_under_curve,
    balanced_accuracy,
    best_threshold,
    brier_score,
    markdown,
)
from measuring import evenly, measuring_data, read_lines  # noqa: E402
from plain import fused_order  # noqa: E402
from plot_abstention import main as plot  # noqa: E402
from squad_measures import exact_match, token_f1  # noqa: E402

JUDGED = st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("said", "accepted", "exact", "f1"),
    [
        ("The Normans", ("normans",), 1, 1),
        ("in 911.", ("911", "In 911"), 1, 1),
        ("the Duchy of Normandy", ("Normandy",), 0, 0.5),
        ("", (), 1, 1),
        ("Rollo", (), 0, 0),
        ("", ("Rollo",), 0, 0),
        ("Rollo", ("the", "Rollo"), 1, 1),
        ("the", ("a",), 1, 1),
        ("“Rollo”", ("Rollo",), 0, 0),
    ],
)
def test_short_answers_are_measured_as_squad_does(
    said: str, accepted: tuple[str, ...], exact: float, f1: float
) -> None:
    assert exact_match(said, accepted) == exact
    assert token_f1(said, accepted) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("right", "precision", "first"),
    [
        ([True, False, True], 5 / 6, 1),
        ([False, True], 0.5, 0.5),
        ([False, True, True], 7 / 12, 0.5),
    ],
)
def test_an_order_is_measured_by_its_right_ones(
    right: list[bool], precision: float, first: float
) -> None:
    assert average_precision(right) == pytest.approx(precision)
    assert reciprocal_rank(right) == first


def test_only_questions_with_both_kinds_of_candidates_count(tmp_path: Path) -> None:
    path = tmp_path / "test.csv.gz"
    rows = ["qtext,label,atext", "Who ?,1,Rollo .", "Who ?,0,Nobody .", "When ?,0,Then ."]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows))
    assert read_questions(path) == {"Who?": {"Rollo.": True, "Nobody.": False}}


def test_area_under_curve_counts_ties_half() -> None:
    assert area_under_curve([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.875
    assert area_under_curve([0.2, 0.3], [True, True]) is None


@given(JUDGED)
def test_area_under_curve_is_the_share_of_pairs_in_order(judged: list[tuple[float, bool]]) -> None:
    yes = [p for p, right in judged if right]
    no = [p for p, right in judged if not right]
    area = area_under_curve([p for p, _ in judged], [right for _, right in judged])
    if not yes or not no:
        assert area is None
    else:
        pairs = [(a > b) + (a == b) / 2 for a in yes for b in no]
        assert area == pytest.approx(sum(pairs) / len(pairs))


@given(JUDGED)
def test_no_threshold_is_better_than_the_best(judged: list[tuple[float, bool]]) -> None:
    scores, right = [p for p, _ in judged], [r for _, r in judged]

    def balanced(threshold: float) -> float:
        return balanced_accuracy([p >= threshold for p in scores], right) or 0.0

    found = best_threshold(scores, right)
    if len(set(right)) == 2:
        assert balanced(found) == pytest.approx(max(map(balanced, scores)))


def test_balanced_accuracy_weighs_the_kinds_alike() -> None:
    assert balanced_accuracy([True, True, True, True], [True, True, True, False]) == 0.5
    assert balanced_accuracy([], []) is None


def test_brier_score_of_certainty() -> None:
    assert brier_score([1, 0], [True, False]) == 0
    assert brier_score([1, 0.5], [False, True]) == 0.625
    assert brier_score([], []) is None


def test_a_table_has_a_line_for_each_row() -> None:
    assert (
        markdown(["", "EM"], [["Opcit", "49.0"]]) == "|  | EM |\n| --- | --- |\n| Opcit | 49.0 |\n"
    )


@given(st.integers(0, 50), st.integers(0, 60))
def test_samples_are_in_order_and_without_repetition(count: int, most: int) -> None:
    taken = evenly(range(count), most)
    assert taken == sorted(set(taken))
    assert len(taken) == (min(count, most) if most else count)


def test_data_that_is_absent_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPCIT_SHARED", str(tmp_path))
    assert measuring_data("squad") is None
    assert "Skipped: no squad" in capsys.readouterr().out


def test_lines_without_an_object_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"a": 1}\n\n{"a": 2}\n')
    assert [row["a"] for row in read_lines(tmp_path / "rows.jsonl")] == [1, 2]


def test_fusion_prefers_what_stands_high_in_both_lists() -> None:
    dense, sparse = np.array([0.9, 0.8, 0.1], "f4"), np.array([0, 2, 1], "f4")
    assert fused_order(dense, sparse) == [1, 2, 0]
    assert fused_order(dense, np.zeros(3, "f4")) == [0, 1, 2]


def test_an_article_of_squad_becomes_questions() -> None:
    context = "Rollo led them. He swore fealty to the king."
    rows = [
        {"id": "a", "question": "Who led?", "is_impossible": False, "answers": [{"text": "Rollo"}]},
        {"id": "b", "question": "Who fled?", "is_impossible": True, "answers": []},
    ]
    article = {"title": "Normans", "paragraphs": [{"context": context, "qas": rows}]}
    led, fled = questions_of(article)
    assert led.gold.evidence == (("Rollo led them.",),)
    assert (led.accepted, fled.accepted) == (("Rollo",), ())
    assert not fled.gold.answerable
    figures = row("BERT", [Given(led, "the Rollo"), Given(fled, "Ganger")])
    assert figures[4:7] == ["0%", "100%", "50%"]
    assert figures[-4:] == ["50.0", "50.0", "100.0", "100.0"]


@pytest.mark.parametrize(
    ("tokens", "printed"),
    [
        ("`` Who ? '' is ( 1971 ) a song .", "“Who?” is (1971) a song."),
        ("the band 's twenty - first , so they do n't", "the band's twenty-first, so they don't"),
    ],
)
def test_tokens_are_put_together_as_printed(tokens: str, printed: str) -> None:
    assert as_printed(tokens) == printed


def test_the_sentences_of_every_annotator_are_gold() -> None:
    texts = ["One was here .", "Two was there .", "Three ."]
    outputs = [{"selected_sentences": texts[:1]}, {"selected_sentences": texts[:2]}]
    line = {"id": "7", "input": "who", "passages": [{"text": " ".join(texts)}], "output": outputs}
    question = question_from(line)
    assert question.gold.answerable
    assert question.gold.evidence == (("One was here.",), ("Two was there.",))
    assert question.source.passages[0].text == "One was here. Two was there. Three."


def test_claims_of_experts_lose_their_marks_and_addresses() -> None:
    evidence = ["[2] https://example.org\n\nIt rained for a week.", "[3] https://example.org"]
    claim = from_experts(
        {"claim": "It rained [2] [3].", "support": "Partial", "evidence": evidence}, 1
    )
    assert claim is not None
    assert (claim.text, claim.supported) == ("It rained.", False)
    assert [p.text for p in claim.evidence[0].passages] == ["It rained for a week."]


@pytest.mark.parametrize("support", ["Missing", "N/A", None])
def test_claims_that_experts_did_not_judge_are_left_out(support: str | None) -> None:
    evidence = ["[1] https://example.org\n\nIt rained for a week."]
    assert (
        from_experts({"claim": "It rained.", "support": support, "evidence": evidence}, 1) is None
    )


def test_sentences_are_put_together_by_fives() -> None:
    assert paragraphs(["(meta data) TITLE: Us", "", *"bcdef"]) == ["Us b c d e", "f"]


@given(JUDGED)
def test_every_question_is_in_one_bin(judged: list[tuple[float, bool]]) -> None:
    bins = reliability(judged)
    assert sum(b.count for b in bins) == len(judged)
    assert all(0 <= b.low <= b.share + 1e-9 and b.share <= b.high + 1e-9 <= 1 + 2e-9 for b in bins)


@given(JUDGED)
def test_answering_all_is_the_end_of_the_risk_curve(judged: list[tuple[float, bool]]) -> None:
    *_, last = risk_coverage(judged, fewest=5)
    assert last == pytest.approx((1, sum(not right for _, right in judged) / len(judged)))


def test_risk_at_a_threshold() -> None:
    judged = [(0.9, True), (0.8, False), (0.3, True), (0.1, False)]
    assert at_threshold(judged, 0.5) == (0.5, 0.5)
    assert at_threshold(judged, 0.95) == (0, 0)


def test_shares_at_even_odds() -> None:
    assert at_even_odds(0.8, 4) == pytest.approx(0.5)
    assert at_even_odds(0.5, 1) == 0.5
    low, high = wilson(8, 10)
    assert (low, high) == (pytest.approx(0.490, abs=1e-3), pytest.approx(0.943, abs=1e-3))


def test_the_picture_is_well_formed_and_names_its_lines(tmp_path: Path) -> None:
    file, out = tmp_path / "left-out_texts.jsonl", tmp_path / "picture.svg"
    rows = [{"probability": n / 50, "answerable": n % 3 > 0} for n in range(50)]
    file.write_text("\n".join(map(json.dumps, rows)))
    plot([str(file), "--out", str(out)])
    words = [text.text for text in ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")]
    assert "● left-out texts (50)" in words
    assert {"Reliability", "Risk and coverage"} <= set(words)
