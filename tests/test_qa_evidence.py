import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from small_source import small_source

from corpus.model import Provenance
from corpus.reader import read_text
from index.build import build_index
from index.errors import ModelError
from index.hit import Hit
from index.search import Index
from index.store import open_index
from qa.artefacts import load_weights
from qa.evidence.features import FEATURES
from qa.evidence.holding_back import asks_author, cited_in_vain, says_nothing_new
from qa.evidence.ranking import RankingWeights, Reading, ScoredSentence, SentenceRanker
from qa.evidence.sentence_words import read_words


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder, encoder = tmp_path_factory.mktemp("index"), FakeEncoder()
    build_index(folder, [small_source()], encoder)
    return open_index(folder, [small_source()], encoder)


@pytest.fixture(scope="module")
def ranker() -> SentenceRanker:
    return SentenceRanker()


def hits(index: Index, question: str, k: int = 60) -> list[Hit]:
    return index.search(question, k=k)


def rank(index: Index, ranker: SentenceRanker, question: str) -> list[ScoredSentence]:
    encoded = index.encoder.encode_question(question)
    return ranker.rank(question, encoded, hits(index, question), index)


def read(index: Index, ranker: SentenceRanker, question: str) -> Reading:
    encoded = index.encoder.encode_question(question)
    reading = ranker.read(question, encoded, hits(index, question), index)
    assert reading is not None
    return reading


def words(scored: ScoredSentence) -> str:
    return scored.passage.text[scored.sentence.start : scored.sentence.end]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which brig struck the reef below the Point?", "On 4 March 1882 the brig Halcyon"),
        ("How many sailors did Ann Doyle bring ashore?", "Ann Doyle rowed out twice"),
        ("Who were the Wreckers, the band of smugglers?", "A band of smugglers"),
        ("Whom did the harbour board ask to build a light?", "In 1871 the harbour board"),
    ],
)
def test_the_sentence_that_answers_comes_first(
    index: Index, ranker: SentenceRanker, question: str, answer: str
) -> None:
    assert words(rank(index, ranker, question)[0]).startswith(answer)


def test_every_sentence_comes_once_best_first(index: Index, ranker: SentenceRanker) -> None:
    ranked = rank(index, ranker, "Who kept the light?")
    places = [(one.passage.id, one.sentence.start) for one in ranked]
    assert len(set(places)) == len(places)
    source = index.sources["skerry"]
    assert len(places) == sum(len(passage.sentences) for passage in source.passages)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=1e-4)
    assert all(0 <= score <= 1 for score in scores)


def test_a_note_found_brings_the_passage_that_calls_it(
    index: Index, ranker: SentenceRanker
) -> None:
    question = "band of smugglers from Cray"
    note = [hit for hit in hits(index, question) if hit.passage.id == "skerry:n3"]
    encoded = index.encoder.encode_question(question)
    ranked = ranker.rank(question, encoded, note, index)
    assert {one.passage.kind.value for one in ranked} == {"note", "paragraph"}


def test_nothing_found_is_an_empty_list(index: Index, ranker: SentenceRanker) -> None:
    encoded = index.encoder.encode_question("anything")
    assert ranker.rank("anything", encoded, [], index) == []


@pytest.mark.parametrize("question", ["?", "why", "…", "Ünïcödé 7½ — “x”", "the of and"])
def test_odd_questions_are_ranked_without_complaint(
    index: Index, ranker: SentenceRanker, question: str
) -> None:
    assert np.isfinite(read(index, ranker, question).logits).all()


def test_matches_are_what_brute_force_gives(index: Index, ranker: SentenceRanker) -> None:
    reading = read(index, ranker, "Who kept the light on the Point?")
    pool, asked = reading.pool, reading.asked
    assert asked.weights.sum() == pytest.approx(1, abs=1e-5)
    for row, (sentence, owner) in enumerate(zip(pool.sentences, pool.owners, strict=True)):
        states, offsets = index.tokens(pool.passages[owner].id)
        inside = (offsets[:, 0] >= sentence.start) & (offsets[:, 0] < sentence.end)
        nearest = (asked.tokens @ states[inside].T).max(axis=1)
        assert np.allclose(reading.match.near[:, row], nearest, atol=1e-5)
        late = reading.features[row, FEATURES.index("late")]
        assert late == pytest.approx(float(asked.weights @ nearest), abs=1e-4)


def test_a_note_is_read_with_the_sentence_it_hangs_on(index: Index, ranker: SentenceRanker) -> None:
    reading = read(index, ranker, "Who waited in vain for the cargo of the Halcyon?")
    pool = reading.pool
    note = [passage.id for passage in pool.passages].index("skerry:n3")
    caller = int(pool.callers[note])
    assert words_of(reading, caller).startswith("The Wreckers waited in vain")
    row = int(pool.firsts[note])
    assert (reading.match.near_passage[:, row] >= reading.match.near[:, caller]).all()
    assert reading.features[row, FEATURES.index("gain_before")] > 0


def words_of(reading: Reading, row: int) -> str:
    sentence = reading.pool.sentences[row]
    return reading.pool.passages[reading.pool.owners[row]].text[sentence.start : sentence.end]


def test_words_held_are_those_that_stand_there(index: Index, ranker: SentenceRanker) -> None:
    reading = read(index, ranker, "Did the brig Halcyon carry a cargo?")
    words_ = [term.stem for term in reading.asked.words]
    held = reading.match.held[words_.index("halcyon")]
    texts = [
        reading.pool.passages[owner].text[s.start : s.end]
        for s, owner in zip(reading.pool.sentences, reading.pool.owners, strict=True)
    ]
    assert held.tolist() == ["Halcyon" in text for text in texts]


def test_features_are_of_the_order_of_one(index: Index, ranker: SentenceRanker) -> None:
    features = read(index, ranker, "When was the light built?").features
    assert features.shape[1] == len(FEATURES)
    assert np.abs(features).max() < 4


def test_weights_for_other_features_are_refused(index: Index) -> None:
    weights = replace(RankingWeights.read(), names=("late",))
    with pytest.raises(ModelError, match="other features"):
        rank(index, SentenceRanker(weights), "Who kept the light?")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not listed"):
        load_weights("ranking.safetensors", tmp_path)
    (tmp_path / "ranking.safetensors").write_bytes(b"damaged")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  ranking.safetensors\n", encoding="utf-8")
    with pytest.raises(ModelError, match="SHA-256"):
        load_weights("ranking.safetensors", tmp_path)


def test_a_second_question_finds_the_words_read(index: Index, ranker: SentenceRanker) -> None:
    question = "How many sailors came ashore?"
    encoded, found = index.encoder.encode_question(question), hits(index, question)
    first = ranker.rank(question, encoded, found, index)
    began = time.process_time()
    again = ranker.rank(question, encoded, found, index)
    assert time.process_time() - began < 0.1
    assert [one.row for one in again] == [one.row for one in first]


@pytest.mark.parametrize(
    ("question", "considered"),
    [
        ("When did the brig strike the reef?", False),
        ("Who wrote A History of the Northern Lights?", True),
        ("Why did the lights burn all night?", False),
        ("What did Pell do for the Northern Lights?", False),
        ("Which work is cited for the brig?", True),
    ],
)
def test_a_mere_reference_answers_only_what_it_can(
    index: Index, ranker: SentenceRanker, question: str, considered: bool
) -> None:
    reading = read(index, ranker, question)
    words = [read_words(passage) for passage in reading.pool.passages]
    vain = cited_in_vain(question, reading.asked, words, reading.match)
    rows = {words_of(reading, row)[:9]: not vain[row] for row in range(len(vain))}
    assert rows["J Pell, A"] == considered
    assert rows["Ann Doyle"] and rows["A band of"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who were the Wreckers?", False),
        ("What was the Wreckers' Charter of the Smugglers?", False),
        ("Were the Wreckers smugglers?", True),
        ("Who was A. Doyle?", True),
    ],
)
def test_what_only_repeats_the_question_tells_nothing(
    tmp_path: Path, ranker: SentenceRanker, question: str, told: bool
) -> None:
    text = b"The Halcyon\n\nIt ran aground on the reef in spring.\n\nThe Wreckers.\n"
    source = read_text(text, source_id="s", provenance=Provenance("The Halcyon", "A. Doyle"))
    build_index(tmp_path, [source], FakeEncoder())
    small = open_index(tmp_path, [source], FakeEncoder())
    reading = read(small, ranker, question)
    nothing = says_nothing_new(
        reading.asked, [read_words(p) for p in reading.pool.passages], reading.match
    )
    rows = {words_of(reading, row): not nothing[row] for row in range(len(nothing))}
    assert rows["The Wreckers."] == told
    assert rows["It ran aground on the reef in spring."]


def test_headings_and_signatures_come_after_what_is_told(
    tmp_path: Path, ranker: SentenceRanker
) -> None:
    text = (
        b"The Halcyon\n\nIt ran aground on the reef.i\n\nNotes\n\n"
        b"i Interview with the Captain\n\nThe master of the brig spoke to a reporter.\n\nA. Doyle\n"
    )
    source = read_text(text, source_id="s", provenance=Provenance("The Halcyon", "A. Doyle"))
    build_index(tmp_path, [source], FakeEncoder())
    small = open_index(tmp_path, [source], FakeEncoder())
    ranked = rank(small, ranker, "Who had an interview with the captain?")
    assert words(ranked[0]) == "The master of the brig spoke to a reporter."
    headed = [words(one) for one in ranked if read_words(one.passage).labels.any()]
    assert set(headed) >= {"Interview with the Captain", "A. Doyle"}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What does the author think of the keeper?", True),
        ("What is the writer's opinion of the inquiry?", True),
        ("Why does Hale praise the keeper?", True),
        ("Who was the author of the letter?", False),
        ("What did Wren think of the keeper?", False),
    ],
)
def test_what_others_say_is_no_word_of_the_author(question: str, asked: bool) -> None:
    assert asks_author(question, small_source()) == asked


def test_the_author_is_asked_and_the_author_answers(tmp_path: Path, ranker: SentenceRanker) -> None:
    text = (
        "The Halcyon\n\nA. Doyle\n\n“The keeper was a brave woman,” said Captain Wren. "
        "The keeper seems to me a woman of great patience.\n"
    )
    known = Provenance("The Halcyon", "A. Doyle")
    source = read_text(text.encode(), source_id="s", provenance=known)
    build_index(tmp_path, [source], FakeEncoder())
    small = open_index(tmp_path, [source], FakeEncoder())
    best = {
        question: words(rank(small, ranker, question)[0])[:16]
        for question in (
            "Was the keeper a brave woman?",
            "Does Doyle call the keeper brave?",
            "Does Doyle say that Wren calls the keeper a brave woman?",
        )
    }
    assert list(best.values()) == ["“The keeper was ", "The keeper seems", "“The keeper was "]


@pytest.mark.parametrize("question", ["Were the sailors saved?", "What were the sailors?"])
def test_a_question_asked_back_comes_after_what_is_told(
    tmp_path: Path, ranker: SentenceRanker, question: str
) -> None:
    text = b"The Halcyon\n\nWere the sailors saved from the sea? Most sailors reached the shore.\n"
    source = read_text(text, source_id="s", provenance=Provenance("The Halcyon", "A. Doyle"))
    build_index(tmp_path, [source], FakeEncoder())
    small = open_index(tmp_path, [source], FakeEncoder())
    assert words(rank(small, ranker, question)[0]) == "Most sailors reached the shore."
