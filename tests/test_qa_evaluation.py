import json
from pathlib import Path

import pytest

from qa.errors import BadEvaluationFile
from qa.evaluation.measures import answer_f1, normalise, overlaps
from qa.evaluation.questions import load_questions
from qa.evaluation.scoring import Score, summarise

ROW = {
    "id": "q1",
    "type": "factoid",
    "question": "Who?",
    "evidence": ["Ann Doyle rowed out."],
    "answer": "Ann Doyle",
    "answerable": True,
}


def test_normalise_drops_case_accents_punctuation_and_articles() -> None:
    assert normalise("The “Paléologue” diary – a note") == ["paleologue", "diary", "note"]


def test_answer_f1() -> None:
    assert answer_f1("over 360 million acres", ["360 million acres"]) == pytest.approx(6 / 7)
    assert answer_f1("the Aurora", ["Aurora", "a ship"]) == 1.0
    assert answer_f1("Knox", ["Aurora"]) == 0.0
    assert answer_f1("anything", []) == 0.0


def test_overlap_needs_eight_words_or_the_whole_of_a_short_sentence() -> None:
    gold = "one two three four five six seven eight nine ten"
    assert overlaps("zero one two three four five six seven eight", gold)
    assert not overlaps("one two three four five six seven and then eight nine", gold)
    assert overlaps("Yes. A leading Cadet. Indeed.", "A leading Cadet.")
    assert overlaps("three four five six seven", gold)
    assert not overlaps("three four", gold)
    assert not overlaps("anything", "")


def test_questions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps(ROW | {"evidence_raw": ["Doyleii"]}))
    plain, marked = load_questions(path)
    assert plain.evidence == (("Ann Doyle rowed out.",),)
    assert marked.evidence == (("Ann Doyle rowed out.", "Doyleii"),)
    assert plain.answers == ("Ann Doyle",)


@pytest.mark.parametrize("text", ["", "{", '{"question": "Who?"}', '["a"]'])
def test_bad_files_are_refused_with_the_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(text)
    with pytest.raises(BadEvaluationFile):
        load_questions(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEvaluationFile, match="Cannot read"):
        load_questions(tmp_path / "absent.jsonl")


def test_summary_averages_what_applies() -> None:
    scores = [
        Score(first_hit=True, abstained=False, should_abstain=False),
        Score(first_hit=False, abstained=True, should_abstain=False),
        Score(abstained=True, should_abstain=True),
    ]
    summary = summarise("all", scores)
    assert summary.first_hit == 0.5
    assert summary.right_silence == 1.0
    assert summary.right_answer == 0.5
    assert summary.balanced_abstention == 0.75
    assert summary.verdict_right is None
