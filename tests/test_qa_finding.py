"""Readings are tried only as far as they are needed."""

import pytest
from fakes import FakeEncoder
from fakes_answering import WordJudge, WordRanker
from small_source import small_source

from index.build import build_index
from index.search import Index
from index.store import open_index
from qa.finding import Finder
from qa.followups.readings import readings
from qa.model import Exchange

HISTORY = [Exchange("Who rowed out to the brig Halcyon?", "Ann Doyle")]


class Told(WordJudge):
    """Believes what it is told to, and keeps what it was asked."""

    def __init__(self, *confidences: float) -> None:
        self.confidences = list(confidences)
        self.asked: list[str] = []

    def probability(self, question: str, *others: object) -> float:
        self.asked.append(question)
        return self.confidences.pop(0)


class Counting(WordRanker):
    """Keeps what it ordered sentences by."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def rank(self, question: str, *others: object) -> object:
        self.asked.append(question)
        return super().rank(question, *others)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder, encoder = tmp_path_factory.mktemp("index"), FakeEncoder()
    build_index(folder, [small_source()], encoder)
    return open_index(folder, [small_source()], encoder)


def test_a_question_that_begins_a_conversation_is_read_once(index: Index) -> None:
    ranker, judge = Counting(), Told(0.1)
    found = Finder(index, ranker, judge).find("Who built the light?")
    assert ranker.asked == judge.asked == ["Who built the light?"]
    assert found.confidence == 0.1


def test_the_first_reading_that_answers_is_kept(index: Index) -> None:
    ranker, judge = Counting(), Told(0.8)
    found = Finder(index, ranker, judge).find("How many sailors did she bring ashore?", HISTORY)
    assert found.reading.text == "How many sailors did Ann Doyle bring ashore?"
    assert judge.asked == [found.reading.text]
    assert ranker.asked == [found.reading.text, "How many sailors did she bring ashore?"]


def test_other_readings_are_tried_where_the_first_finds_nothing(index: Index) -> None:
    judge = Told(0.1, 0.2, 0.45)
    found = Finder(index, WordRanker(), judge).find("Where did she live?", HISTORY)
    assert 1 < len(judge.asked) <= 3
    assert found.confidence == 0.1
    assert found.reading == readings("Where did she live?", HISTORY)[0]


def test_a_fragment_about_somebody_else_is_read_by_its_own_words(index: Index) -> None:
    ranker, judge = Counting(), Told(0.1)
    history = [Exchange("Where did Ann Doyle live?", "On the Point.")]
    found = Finder(index, ranker, judge).find("And Wren?", history)
    assert found.reading.text == found.reading.query == "Where did Wren live?"
    assert ranker.asked == judge.asked == [found.reading.text]


@pytest.mark.parametrize(("name", "confidence"), [("Wren", 0.5), ("Strathmuir", 0.4)])
def test_a_sentence_about_others_is_doubted(index: Index, name: str, confidence: float) -> None:
    history = [Exchange("Where did Ann Doyle live?", "On the Point.")]
    found = Finder(index, WordRanker(), Told(0.5)).find(f"And {name}?", history)
    assert found.confidence == pytest.approx(confidence)


def test_a_change_of_subject_forgets_where_the_talk_stood(index: Index) -> None:
    finder = Finder(index, WordRanker(), WordJudge())
    asked = "OK, something else: what did the board vote?"
    found = finder.find(asked, HISTORY)
    assert found.reading.after is None
    assert found.reading.text == "What did the board vote?"


def test_a_question_on_its_own_after_another_knows_the_turn_before() -> None:
    (reading,) = readings("When did the brig Halcyon strike the reef?", HISTORY)
    assert reading.after == HISTORY[0]
