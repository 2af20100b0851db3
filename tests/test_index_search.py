import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from index_sources import make_source

from corpus.errors import UnknownNote, UnknownPassage, UnknownSource
from corpus.model import PassageKind, Voice
from index.build import build_index
from index.search import Index
from index.store import open_index

WAR = make_source(
    "war",
    [
        "General Kornilov offered to use force against the demonstrators in the streets.",
        "The price of bread rose by half while wages stood still.",
        "Railwaymen refused to move the general’s troops towards the capital.",
        "A committee counted 1,200,000 deserters by October.",
    ],
    {
        "i": ("Cabinet Minute 145, reporting on the streets.", 1),
        "ii": ("Statistical Yearbook, p 12.", 2),
        "iii": ("ibid, p 14.", None),
    },
)
SEA = make_source(
    "sea",
    ["The whale surfaced twice.", "Bread was baked on board.", "The general mood was low."],
    {"2": ("Log of the voyage, vol 3.", 1), "3": ("A sailor’s letter.", 2)},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("library") / "index"
    build_index(folder, [WAR, SEA], FakeEncoder())
    return open_index(folder, [SEA, WAR], FakeEncoder())


def ids(hits: list) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_finds_the_passage_and_says_why(index: Index) -> None:
    hits = index.search("Who offered force against the demonstrators?")
    assert hits[0].passage is WAR.passages[0]
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert sorted(hits[0].why.words) == ["demonstrators", "force", "offered"]
    assert hits[0].why.dense_rank == hits[0].why.sparse_rank == 1
    assert hits[0].why.sparse > 0
    encoder = FakeEncoder()
    cosine = float(
        encoder.encode_question("Who offered force against the demonstrators?").vector
        @ encoder.encode_question(WAR.passages[0].text).vector
    )
    assert hits[0].why.dense == pytest.approx(cosine, abs=1e-6)


def test_scores_fall_and_stay_between_zero_and_one(index: Index) -> None:
    for query in ["bread", "Who offered force?", "xyzzy", "the", "?", "note ii"]:
        scores = [hit.score for hit in index.search(query, k=20)]
        assert len(scores) == 12
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_words_are_those_of_the_question_weightiest_first(index: Index) -> None:
    hit = next(h for h in index.search("GENERAL’S troops, bread") if h.passage.id == "war:p0003")
    assert hit.why.words == ("troops", "GENERAL’S")
    assert index.idf("troops") > index.idf("general") > 0


def test_a_filter_comes_before_the_cut(index: Index) -> None:
    hits = index.search("general bread streets", k=3, source_ids=["sea"], kinds=[PassageKind.NOTE])
    assert sorted(ids(hits)) == ["sea:n1", "sea:n2"]
    hits = index.search("bread", k=1, source_ids=["sea"])
    assert ids(hits) == ["sea:p0002"]
    assert index.search("bread", source_ids=[]) == []
    assert index.search("bread", k=0) == []


def test_voices_and_speakers_narrow_a_search(index: Index) -> None:
    everywhere = [p for s in index.sources.values() for p in s.passages]
    for voice in Voice:
        told = {p.id for p in everywhere if any(s.voice is voice for s in p.sentences)}
        assert set(ids(index.search("bread", k=20, voices=[voice]))) == told
    named = {s.speaker for p in everywhere for s in p.sentences if s.speaker}
    for name in named:
        theirs = {p.id for p in everywhere if any(s.speaker == name for s in p.sentences)}
        found = ids(index.search("bread", k=20, speaker=name.upper()))
        assert theirs <= set(found)
    assert index.search("bread", speaker="Nobody Whatever") == []
    assert index.search("bread", voices=[]) == []


def test_ranks_count_only_what_may_be_found(index: Index) -> None:
    hits = index.search("bread", source_ids=["sea"])
    assert sorted(hit.why.dense_rank for hit in hits) == [1, 2, 3, 4, 5]
    assert [hit.why.sparse_rank for hit in hits if hit.why.sparse] == [1]


def test_a_note_brings_the_passage_it_hangs_on(index: Index) -> None:
    hits = {hit.passage.id: hit for hit in index.search("yearbook statistics ibid", k=20)}
    assert hits["war:n2"].calling is WAR.passages[1]
    assert hits["war:n3"].calling is None
    assert hits["war:p0001"].calling is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("What does note i say?", ["war:n1"]),
        ("endnote 1", ["war:n1"]),
        ("The log of the voyage, notes ii and i", ["sea:n1", "war:n2", "war:n1"]),
        ("Statistical yearbook, n. 2", ["war:n2", "sea:n1"]),
        ("A sailor’s letter, n. 3", ["sea:n2", "war:n3"]),
        ("footnote 44", []),
        ("Is the note in the log?", []),
    ],
)
def test_named_notes_come_first(index: Index, query: str, expected: list[str]) -> None:
    hits = index.search(query, k=20)
    assert [hit.passage.id for hit in hits if hit.why.named] == expected
    assert ids(hits)[: len(expected)] == expected
    assert len(set(ids(hits))) == len(hits)


def test_named_notes_obey_the_filters(index: Index) -> None:
    assert ids(index.search("note 3", k=1, source_ids=["sea"])) == ["sea:n2"]
    hits = index.search("note 3", kinds=[PassageKind.PARAGRAPH])
    assert not any(hit.why.named for hit in hits)


def test_an_encoded_question_is_not_encoded_again(index: Index) -> None:
    whale = FakeEncoder().encode_question("whale")
    hits = index.search("bread", k=12, encoded=whale)
    assert next(hit for hit in hits if hit.why.dense_rank == 1).passage.id == "sea:p0001"


def test_tokens_are_unit_states_with_their_spans(index: Index) -> None:
    states, offsets = index.tokens("war:p0003")
    exact = FakeEncoder().encode_question(WAR.passages[2].text)
    assert states.dtype == np.float32
    assert offsets.dtype == np.int32
    assert np.linalg.norm(states, axis=1) == pytest.approx(1, abs=1e-6)
    assert (states * exact.tokens).sum(axis=1).min() > 0.9999
    assert np.array_equal(offsets, exact.offsets)


def test_lookups_name_what_is_unknown(index: Index) -> None:
    assert index.passage("sea:p0001").text == "The whale surfaced twice."
    assert index.note("war:n2").label == "ii"
    assert list(index.sources) == ["war", "sea"]
    with pytest.raises(UnknownPassage, match="war:p9999"):
        index.passage("war:p9999")
    with pytest.raises(UnknownPassage):
        index.tokens("nowhere:p0001")
    with pytest.raises(UnknownNote, match="war:n9"):
        index.note("war:n9")
    with pytest.raises(UnknownSource, match="moon"):
        index.search("bread", source_ids=["war", "moon"])


def test_threads_may_share_an_index(index: Index) -> None:
    queries = ["bread", "general", "note ii", "whale mood", "1200000 deserters"] * 8
    alone = [ids(index.search(query)) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda query: ids(index.search(query)), queries))
    assert together == alone


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; import index.search, index.store, index.build;"
        "print([m for m in ('torch', 'sentence_transformers', 'transformers', 'pymilvus',"
        " 'scipy', 'bm25s', 'pydantic') if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=os.environ, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "[]", ran.stderr
