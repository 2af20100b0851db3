"""A reader trained for a moment on a small text, broken off, and gone on with."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.minilm import MiniLMEncoder
from qa.training import judge, reader
from qa.training.squad import SQUAD_FILE

PARAGRAPHS = [
    "The keeper trimmed the lamp every night. Her cat slept on the stairs, away from the wind.",
    "The brig struck the reef in March. Nine sailors were brought ashore by rowing boat.",
    "The board met in May. It voted to raise the keeper's wages because the lamp never failed.",
]
QUESTIONS = [
    ("Where did the animal rest?", "Her cat slept on the stairs, away from the wind.", 0),
    ("How many of the crew were saved?", "Nine sailors were brought ashore by rowing boat.", 1),
    (
        "Why was her pay increased?",
        "It voted to raise the keeper's wages because the lamp never failed.",
        2,
    ),
]
ANNOTATIONS = {
    "claims": ["c:1", "Nine sailors", "A boat saved nine.", "All drowned.", "The brig was new."],
    "questions": ["c:0", "The keeper", "Who saw to the light?", "The keeper", "Who paid her?"],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = tmp_path_factory.mktemp("data")
    folder = whole / "written"
    (folder / "passages").mkdir(parents=True)
    (whole / "squad").mkdir()
    with gzip.open(whole / SQUAD_FILE, "wt", encoding="utf-8") as file:
        file.write('{"data": []}')
    (whole / "annotations").mkdir()
    for kind, row in ANNOTATIONS.items():
        path = whole / "annotations" / f"light.{kind}.tsv"
        path.write_text("\t".join(row) + "\n", encoding="utf-8")
    passages = [{"pid": f"c:{n}", "text": text} for n, text in enumerate(PARAGRAPHS)]
    unanswerable = {
        "id": "light-9",
        "type": "unanswerable",
        "question": "What was the cat called?",
        "evidence": [],
        "pids": ["c:0"],
        "answerable": False,
        "near_miss": ["Her cat slept on the stairs, away from the wind."],
    }
    rows = [unanswerable] + [
        {
            "id": f"light-{n}",
            "type": "factoid",
            "question": question,
            "evidence": [evidence],
            "pids": [f"c:{passage}"],
            "answer": "",
            "answerable": True,
            "near_miss": [],
        }
        for n, (question, evidence, passage) in enumerate(QUESTIONS)
    ]
    for path, lines in ((folder / "passages", passages), (folder, rows)):
        (path / "light.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return whole


def train(data: Path, out: Path) -> None:
    folders = ["--data", str(data), "--annotations", str(data / "annotations"), "--out", str(out)]
    reader.main([*folders, "--epochs", "2"])
    judge.main([*folders, "--epochs", "1"])


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reader")
    train(data, out)
    return out


def test_what_was_trained_is_an_encoder(trained: Path) -> None:
    encoder = MiniLMEncoder("float32", tuned=trained / "reader.safetensors")
    encoded = encoder.encode_question(QUESTIONS[0][0])
    assert encoded.tokens.shape[1] == encoder.token_dimension == 256
    assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)
    published = MiniLMEncoder("float32", tuned=None).encode_question(QUESTIONS[0][0])
    assert 0.9 < float(encoded.vector @ published.vector) < 1


def test_each_half_has_its_head(trained: Path) -> None:
    head = load_file(trained / "head.safetensors")
    assert head["importance"].shape == head["judge_importance"].shape == (128,)
    assert head["parts"].shape == (5,) and head["null"].shape == (2,)


def test_the_same_seed_gives_the_same_weights(data: Path, trained: Path, tmp_path: Path) -> None:
    train(data, tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text() == (trained / "SHA256SUMS").read_text()


def test_a_run_that_is_done_is_not_run_again(
    data: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(data, trained)
    assert "epoch" not in capsys.readouterr().out
