import json
from pathlib import Path

from qa.training.texts import make_source, read_texts

PARAGRAPHS = [
    "He refused to go. “Let them come,” he said. They came at noon.",
    "The vote was 7 to 4. Nobody wept.",
]


def written(folder: Path, **row: object) -> Path:
    (folder / "passages").mkdir()
    passages = [{"pid": f"c:{n}", "text": text} for n, text in enumerate(PARAGRAPHS)]
    whole = {
        "id": "t-1",
        "type": "factoid",
        "question": "When?",
        "evidence": [],
        "pids": [],
        "answerable": True,
    } | row
    for path, rows in ((folder / "passages", passages), (folder, [whole])):
        (path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_spans_point_into_the_source() -> None:
    source = make_source("t", PARAGRAPHS)
    for passage in source.passages:
        assert source.text[passage.source_start : passage.source_end] == passage.text
        for segment in passage.segments:
            assert source.text[segment.source_start : segment.source_end] == passage.text
    assert [p.id for p in source.passages] == ["t:p0001", "t:p0002"]


def test_evidence_becomes_the_sentences_it_covers(tmp_path: Path) -> None:
    evidence = ["They came at noon.", "The vote was 7 to 4."]
    text = read_texts(written(tmp_path, evidence=evidence, pids=["c:0", "c:1"]))[0]
    assert text.examples[0].gold == {("t:p0001", 2), ("t:p0002", 0)}


def test_part_of_a_sentence_is_evidence_too(tmp_path: Path) -> None:
    text = read_texts(written(tmp_path, evidence=["Let them come"], pids=["c:0"]))[0]
    assert text.examples[0].gold == {("t:p0001", 1)}


def test_evidence_in_another_paragraph_is_looked_for(tmp_path: Path) -> None:
    text = read_texts(written(tmp_path, evidence=["Nobody wept."], pids=["c:0"]))[0]
    assert text.examples[0].gold == {("t:p0002", 1)}


def test_follow_ups_are_read_written_out(tmp_path: Path) -> None:
    row = {"standalone": "When did they come?", "near_miss": ["Nobody wept."], "answerable": False}
    example = read_texts(written(tmp_path, **row))[0].examples[0]
    assert example.question == "When did they come?"
    assert example.tempting == {("t:p0002", 1)} and not example.gold and not example.answerable


def test_the_written_questions_all_have_their_evidence(shared: Path) -> None:
    texts = read_texts(shared / "data" / "written")
    assert len(texts) == 13
    with_evidence = [e for t in texts for e in t.examples if e.evidence]
    assert all(e.gold for e in with_evidence)
