"""Pairs made of a small text, a step learnt from them, and a run broken off and gone on with."""

import gzip
import json
import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from qa.evidence.close_network import CloseNetwork, shipped
from qa.evidence.close_reader import CLOSE_READER, CloseReader
from qa.evidence.packing import unpack
from qa.evidence.pairs import Shown
from qa.training import close_reader
from qa.training.annotated import Style, annotated_questions
from qa.training.close_pairs import (
    COLUMNS,
    Group,
    PairMaker,
    answer_tokens,
    draw,
    read_fairytales,
    squad_answers,
    written_answers,
)
from qa.training.close_reader import CHECKPOINT, TALES
from qa.training.reader_loop import open_plain_tokenizer
from qa.training.squad import SQUAD_FILE
from qa.training.texts import read_texts

PARAGRAPHS = [
    "The keeper trimmed the lamp every night. Her cat slept on the stairs, away from the wind. "
    "The cat was grey.",
    "The brig struck the reef in March. Nine sailors were brought ashore by rowing boat.",
]
CAT = "Her cat slept on the stairs, away from the wind."
NINE = "Nine sailors were brought ashore by rowing boat."
GREY = "The cat was grey."
BRIG = "The brig struck the reef in March."
ANNOTATIONS = {
    "claims": ["c:1", "Nine sailors", "A boat saved nine.", "All drowned.", "The brig was new."],
    "questions": ["c:0", "The keeper", "Who saw to the light?", "The keeper", "Who paid her?"],
}
PLAIN = ["c:1", "The brig", "When did the brig strike?", "in March", "When was it built?"]
MIXED = ["c:1", "The brig", "What happened to the brig?", "struck the reef", "Who built the brig?"]


def row(number: int, question: str, **more: object) -> dict[str, object]:
    whole = {"id": f"light-{number}", "type": "factoid", "question": question, "evidence": []}
    return whole | {"pids": ["c:0"], "answer": "", "answerable": True, "near_miss": []} | more


ROWS = [
    row(0, "Where did the cat sleep?", evidence=[CAT], answer="on the stairs", near_miss=[GREY]),
    row(1, "How many were saved?", evidence=[NINE], answer="Nine sailors", pids=["c:1"]),
    row(2, "What was the cat called?", type="unanswerable", answerable=False, near_miss=[GREY]),
    row(3, "The cat was black.", type="claim", verdict="contradicted", evidence=[GREY]),
]
SQUAD = {
    "title": "Reefs",
    "paragraphs": [
        {
            "context": " ".join([BRIG, NINE]),
            "qas": [
                {
                    "id": "s1",
                    "question": "When did the brig strike?",
                    "is_impossible": False,
                    "answers": [{"text": "in March"}],
                },
                {"id": "s2", "question": "Who built it?", "is_impossible": True, "answers": []},
            ],
        },
        {"context": CAT, "qas": []},
    ],
}
SECTION = {"story": "Troll", "section": "1", "text": f"{CAT} {NINE}"}
TOLD = {
    "story": "Troll",
    "question_id": "1",
    "question": "Who came ashore?",
    "ex-or-im1": "explicit",
    "answer1": "nine sailors.",
    "gold_sections": ["1"],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "written" / "passages").mkdir(parents=True)
    passages = [{"pid": f"c:{n}", "text": text} for n, text in enumerate(PARAGRAPHS)]
    for path, lines in ((folder / "written/passages", passages), (folder / "written", ROWS)):
        for name in ("light", "kept_back"):
            text = "\n".join(map(json.dumps, lines))
            (path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    for name in ("squad", TALES, "annotations"):
        (folder / name).mkdir()
    for kind, row in ANNOTATIONS.items():
        path = folder / "annotations" / f"light.{kind}.tsv"
        path.write_text("\t".join(row) + "\n", encoding="utf-8")
    for name in ("light", "kept_back"):
        for style, asked in (("plain", PLAIN), ("mixed", MIXED)):
            path = folder / "annotations" / f"{name}_{style}.questions.tsv"
            path.write_text("\t".join(asked) + "\n", encoding="utf-8")
    for name, rows in (
        (SQUAD_FILE, [{"data": [SQUAD]}]),
        (f"{TALES}/train_sections.jsonl.gz", [SECTION]),
        (f"{TALES}/train_questions.jsonl.gz", [TOLD, TOLD | {"ex-or-im1": "implicit"}]),
    ):
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.write("\n".join(map(json.dumps, rows)))
    return folder


@pytest.fixture(scope="module")
def material(data: Path) -> close_reader.Material:
    return close_reader.read_material(data, data / "annotations", ["kept_back"])


def groups_of(makers: list[PairMaker], *, claims: bool = False) -> dict[str, Group]:
    return {g.question: g for g in draw(makers, 3, None, random.Random(1), claims=claims)}


def texts_of(group: Group) -> list[str]:
    return [shown.text for shown in group.sentences]


def test_what_answers_comes_first_then_near_misses(material: close_reader.Material) -> None:
    groups = groups_of(material.written)
    assert set(groups) == {str(row["question"]) for row in ROWS[:3]}
    cat = groups["Where did the cat sleep?"]
    assert cat.answerable and cat.answer == "on the stairs"
    assert texts_of(cat)[:2] == [CAT, GREY] and len(set(texts_of(cat))) == 4
    assert texts_of(groups["How many were saved?"])[:2] == [NINE, BRIG]


def test_a_claim_comes_with_what_the_sentence_says_of_it(material: close_reader.Material) -> None:
    claim = groups_of(material.written, claims=True)["The cat was black."]
    assert GREY in texts_of(claim)[0] and COLUMNS["contradicted"] == claim.verdict == 1
    claims = groups_of(material.annotated, claims=True)
    verdicts = {text: group.verdict for text, group in claims.items()}
    assert verdicts == {"A boat saved nine.": 0, "All drowned.": 1, "The brig was new.": 2}
    asked = groups_of(material.annotated)
    assert {text: group.answerable for text, group in asked.items()} == {
        "Who saw to the light?": True,
        "Who paid her?": False,
    }
    batch = close_reader.make_batch([claim], open_plain_tokenizer())
    assert batch.verdicts.tolist() == [1, 2, 2, 2] and not batch.asked.any()


def test_all_that_tells_of_a_claim_is_shown_as_one_sentence(data: Path, tmp_path: Path) -> None:
    (tmp_path / "passages").mkdir()
    passages = [{"pid": "c:0", "text": f"{CAT} {GREY} {BRIG}"}, {"pid": "c:1", "text": NINE}]
    told = row(0, "A grey cat slept.", type="claim", verdict="supported", evidence=[CAT, GREY])
    for path, rows in ((tmp_path / "passages", passages), (tmp_path, [told])):
        (path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    maker = PairMaker(read_texts(tmp_path)[0], {}, own_passage=False)
    groups = [
        group
        for seed in range(30)
        for group in draw([maker], 2, None, random.Random(seed), claims=True)
    ]
    assert {texts_of(group)[0] for group in groups} == {f"{CAT} {GREY}"}
    others = {text for group in groups for text in texts_of(group)[1:]}
    assert others == {BRIG, NINE}


@pytest.mark.parametrize(
    ("style", "asked", "unanswered"),
    [(Style.PLAIN, PLAIN[2], PLAIN[4]), (Style.MIXED, MIXED[2], MIXED[4])],
)
def test_styles_are_kept_apart_and_left_out_with_their_text(
    data: Path, material: close_reader.Material, style: Style, asked: str, unanswered: str
) -> None:
    groups = groups_of(material.plain if style is Style.PLAIN else material.mixed)
    answerable = {text: group.answerable for text, group in groups.items()}
    assert answerable == {asked: True, unanswered: False}
    assert texts_of(groups[asked])[0] == BRIG
    (kept_back,) = read_texts(data / "written", ["kept_back"])
    one, other = annotated_questions(kept_back, data, style, data / "annotations")
    assert (one.answerable, other.answerable) == (True, False)
    assert one.gold == other.tempting == {("kept_back:p0002", 0)}


@pytest.mark.parametrize(("share", "drawn"), [(0.0, 0), (0.5, 1), (1.0, 2)])
def test_a_round_draws_a_share_of_the_rows_of_a_style(
    material: close_reader.Material, share: float, drawn: int
) -> None:
    for mix in (
        close_reader.Round(1, 1e-4, 1, plain=share),
        close_reader.Round(1, 1e-4, 1, mixed=share),
    ):
        groups = [g for step in close_reader.deal(material, mix, random.Random(1)) for g in step]
        assert len(groups) == len(ROWS) - 1 + drawn


def test_a_share_of_a_wrong_sentence_is_the_chance_of_one(material: close_reader.Material) -> None:
    (maker,) = material.written
    groups = [g for n in range(60) for g in draw([maker], 0.5, None, random.Random(n))]
    beside = [len(group.sentences) - 1 for group in groups if group.answerable]
    assert set(beside) == {0, 1} and 0.3 < sum(beside) / len(beside) < 0.7
    assert all(len(group.sentences) == 1 for group in groups if not group.answerable)


def test_half_of_the_groups_show_what_stands_before(material: close_reader.Material) -> None:
    dice, (maker,) = random.Random(2), material.written
    before = [
        shown.before
        for group in draw([maker] * 30, 3, None, dice)
        for shown in group.sentences
        if shown.text == GREY
    ]
    assert set(before) == {"", CAT} and 0.3 < before.count(CAT) / len(before) < 0.7


def test_a_question_without_an_answer_gives_wrong_sentences_only(
    material: close_reader.Material,
) -> None:
    group = groups_of(material.written)["What was the cat called?"]
    assert not group.answerable and group.answer == ""
    assert texts_of(group)[0] == GREY and len(group.sentences) == 2


def test_evidence_repeated_is_no_wrong_sentence(data: Path, tmp_path: Path) -> None:
    (tmp_path / "passages").mkdir()
    passages = [{"pid": "c:0", "text": f"{CAT} {BRIG}"}, {"pid": "c:1", "text": f"{CAT} {NINE}"}]
    for path, rows in ((tmp_path / "passages", passages), (tmp_path, ROWS[:1])):
        text = "\n".join(map(json.dumps, rows))
        (path / "t.jsonl").write_text(text, encoding="utf-8")
    maker = PairMaker(read_texts(tmp_path)[0], written_answers(tmp_path), own_passage=False)
    (group,) = draw([maker], 5, None, random.Random(1))
    assert sorted(texts_of(group)) == sorted([CAT, BRIG, NINE])


def test_other_data_is_held_to_its_own_passage(data: Path, material: close_reader.Material) -> None:
    groups = groups_of(material.squad)
    struck = groups["When did the brig strike?"]
    assert (texts_of(struck), struck.answer) == ([BRIG, NINE], "in March")
    assert set(texts_of(groups["Who built it?"])) == {BRIG, NINE}
    assert squad_answers(data / SQUAD_FILE) == {"s1": "in March"}


def test_a_fairy_tale_question_finds_the_sentence_that_tells(data: Path) -> None:
    (story,) = read_fairytales(data / TALES)
    assert [e.gold for e in story.examples] == [{("Troll:p0001", 1)}]
    (group,) = draw([PairMaker(story, {}, own_passage=True)], 1, 1, random.Random(1))
    assert texts_of(group) == [NINE, CAT] and group.answer == ""


def test_the_answer_is_found_in_the_tokens() -> None:
    assert answer_tokens("It is Red now", "red", [(0, 2), (3, 5), (6, 9), (10, 13)]) == (2, 2)
    assert answer_tokens("It is red now", "is red", [(0, 2), (3, 5), (6, 9), (10, 13)]) == (1, 2)
    assert answer_tokens("It is red now", "blue", [(0, 2), (3, 5), (6, 9), (10, 13)]) is None
    assert answer_tokens("It is red now", "", [(0, 2)]) is None


def test_a_batch_says_which_tokens_answer(material: close_reader.Material) -> None:
    tokenizer = open_plain_tokenizer()
    group = Group("Where did it sleep?", True, (Shown(CAT), Shown(GREY)), "on the stairs")
    batch = close_reader.make_batch([group], tokenizer)
    first, last = batch.spans[0].tolist()
    (part,), row = batch.parts, int(batch.order[0])
    assert tokenizer.decode(part.ids[row, first : last + 1].tolist()) == "on the stairs"
    assert batch.spans[1].tolist() == [-100, -100]
    assert batch.right.tolist() == [1, 0] and batch.sizes == [2]
    assert part.mask[batch.order].sum(1).tolist() == [sum(m) + 7 + 1 for m in batch.own.tolist()]


def test_steps_lower_the_loss(material: close_reader.Material) -> None:
    torch.manual_seed(1)
    network = close_reader.begin()
    groups = list(groups_of(material.written).values())
    batch = close_reader.make_batch(groups, open_plain_tokenizer())
    before = {n: t.clone() for n, t in network.state_dict().items()}
    optimiser = close_reader.open_optimiser(network, 5e-5)
    losses = [close_reader.train_step(network, batch, optimiser) for _ in range(4)]
    assert losses[-1] < losses[0]
    changed = {n for n, t in network.state_dict().items() if not torch.equal(t, before[n])}
    assert changed and all(shipped(name) for name in changed)


def train(data: Path, out: Path, rounds: int) -> None:
    folders = ["--data", str(data), "--annotations", str(data / "annotations")]
    limits = ["--rounds", str(rounds), "--max-steps", "1", "--leave-out", "kept_back"]
    close_reader.main([*folders, "--out", str(out), *limits])


def test_a_run_goes_on_from_where_it_was_broken_off(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(data, tmp_path / "whole", 2)
    train(data, tmp_path / "broken", 1)
    capsys.readouterr()
    train(data, tmp_path / "broken", 2)
    assert capsys.readouterr().out == "round 2 done\n"
    (_, whole), (_, broken) = (
        torch.load(tmp_path / name / CHECKPOINT) for name in ("whole", "broken")
    )
    step = 5e-5
    assert all(torch.allclose(whole[n], broken[n], rtol=0, atol=step / 10) for n in whole)
    tensors = unpack(load_file(tmp_path / "whole" / CLOSE_READER))
    assert set(tensors) == {name for name in CloseNetwork().state_dict() if shipped(name)}
    reader = CloseReader(weights=tmp_path / "whole" / CLOSE_READER)
    assert len(reader.read("Where did the cat sleep?", [CAT, GREY])) == 2
