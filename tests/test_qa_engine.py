from dataclasses import replace
from pathlib import Path

import pytest
from fakes_answering import small_engine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_source import small_source

from corpus.errors import UnknownSource
from corpus.model import PassageKind, Provenance
from corpus.reader import read_text
from qa.engine import Engine
from qa.errors import BadQuestion
from qa.model import Exchange


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return small_engine(tmp_path_factory.mktemp("index"), small_source())


def test_answers_with_a_quotation_its_note_and_a_short_answer(engine: Engine) -> None:
    answer = engine.ask("When was the reef below the Point struck by the brig Halcyon?")
    assert answer.answered
    assert answer.quotes[0].text == (
        "On 4 March 1882 the brig Halcyon struck the reef below the Point."
    )
    assert [note.label for note in answer.quotes[0].notes] == ["ii"]
    assert answer.quotes[0].notes[0].resolved[0].reference.startswith("J Pell, A History")
    assert answer.short_answer is not None
    assert answer.short_answer.text == "On 4 March 1882"
    first = answer.quotes[answer.short_answer.quote - 1]
    assert first.text[answer.short_answer.start : answer.short_answer.end] == (
        answer.short_answer.text
    )
    assert answer.answer.startswith("“On 4 March 1882") and "[1]" in answer.answer
    assert set(answer.timing_ms) == {"retrieve", "answer", "total"}


def test_says_so_when_the_source_does_not_answer(engine: Engine) -> None:
    answer = engine.ask("How did Rasputin die in Petrograd?")
    assert not answer.answered
    assert answer.quotes == () and answer.short_answer is None
    assert len(answer.nearest) == 3
    assert "does not answer" in answer.answer
    assert "“Rasputin”" in answer.answer and "“Petrograd”" in answer.answer


def test_a_note_named_is_quoted_first_with_the_work_it_refers_to(engine: Engine) -> None:
    answer = engine.ask("Which book does note ii mean by op cit?")
    assert answer.answered
    assert answer.quotes[0].passage_id == "skerry:n2"
    assert answer.quotes[1].passage_id == "skerry:n1"
    assert "Halcyon" in answer.quotes[2].text
    assert answer.hits[0].why.named


def test_a_term_explained_in_a_note_is_answered_from_the_note(engine: Engine) -> None:
    answer = engine.ask("Who were the Wreckers?")
    assert answer.quotes[0].text.startswith("A band of smugglers")


def test_the_source_behind_a_passage_is_its_note(engine: Engine) -> None:
    answer = engine.ask("What source is given for the brig Halcyon striking the reef?")
    assert answer.quotes[0].passage_id == "skerry:n2"
    assert "J Pell, A History" in answer.quotes[1].text
    assert "Halcyon" in answer.quotes[2].text


def test_quoted_words_carry_their_voice(engine: Engine) -> None:
    answer = engine.ask("To whom do we owe our lives?")
    assert answer.quotes[0].text.startswith("We owe our lives")
    assert answer.quotes[0].voice == "quoted"


def test_passages_quoted_come_first_among_the_hits(engine: Engine) -> None:
    answer = engine.ask("How many sailors did Ann Doyle bring ashore?")
    assert answer.hits[0].passage.id == answer.quotes[0].passage_id
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))


def test_a_follow_up_is_understood_from_the_history(engine: Engine) -> None:
    history = [Exchange("Who rowed out to the brig Halcyon?", "Ann Doyle")]
    answer = engine.ask("How many sailors did she bring ashore?", history=history)
    assert "Ann Doyle" in answer.standalone_question
    assert "nine sailors" in answer.quotes[0].text


@pytest.mark.parametrize("question", ["", "   ", "?!", "x" * 10_000])
def test_bad_questions_are_refused(engine: Engine, question: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        engine.ask(question)
    assert caught.value.hint


def test_a_name_is_read_as_the_source_spells_it(engine: Engine) -> None:
    answer = engine.ask("how many sailors did Ann Doylle bring ashore?")
    assert answer.question == "how many sailors did Ann Doylle bring ashore?"
    assert answer.standalone_question == "how many sailors did Ann Doyle bring ashore?"
    assert answer.quotes[0].text.startswith("Ann Doyle rowed out twice")


def test_a_question_about_the_source_itself_is_told_what_is_known(engine: Engine) -> None:
    answer = engine.ask("Who wrote this text?")
    assert not answer.answered and "by Mary Hale (1931)" in answer.answer
    assert answer.confidence == 0
    after = engine.ask("Who wrote this?", history=[Exchange("What did the captain write?", "No.")])
    assert "Mary Hale" not in after.answer


def test_what_the_notes_cite_is_told_before_the_notes(engine: Engine) -> None:
    answer = engine.ask("Which notes cite Pell?")
    assert answer.told == "3 notes cite “Pell”: i, ii and iv."
    assert answer.answer.startswith(answer.told) and answer.confidence == 1
    assert [quote.text for quote in answer.quotes][1] == "Pell, op cit, p 77."
    silent = engine.ask("Which notes cite Smith?")
    assert not silent.answered and silent.answer == "No note cites or mentions “Smith”."
    assert silent.told == ""


def test_the_source_asked_for_may_be_the_note_found(engine: Engine) -> None:
    answer = engine.ask("What source is given for the vote of the Harbour Board on the wages?")
    assert answer.answered and answer.quotes[0].text.startswith("R Stone, Minutes")


def test_what_nothing_speaks_of_is_not_told_of(engine: Engine) -> None:
    assert engine.ask("Tell me about the keeper.").quotes[0].text.startswith("The keeper, Ann")
    assert not engine.ask("What does the author say about Stone?").answered


def test_unknown_sources_are_refused(engine: Engine) -> None:
    with pytest.raises(UnknownSource):
        engine.ask("Who rowed out?", source_ids=["nowhere"])


def test_search_by_kind(engine: Engine) -> None:
    hits = engine.search("smugglers from Cray", kinds=[PassageKind.NOTE], k=2)
    assert hits[0].passage.id == "skerry:n3"
    assert hits[0].calling is not None and "Wreckers" in hits[0].calling.text


def test_suggestions_are_answered(engine: Engine) -> None:
    suggestions = engine.suggestions()
    assert 1 <= len(suggestions) <= 3
    assert all(engine.ask(question).answered for question in suggestions)


def test_questions_can_be_put_to_chosen_sources(tmp_path: Path) -> None:
    one = small_source()
    other = replace(
        one,
        id="copy",
        passages=tuple(
            replace(p, id=p.id.replace("skerry", "copy"), source_id="copy", notes=())
            for p in one.passages
        ),
        notes=(),
    )
    engine = small_engine(tmp_path, one, other)
    answer = engine.ask("Which brig struck the reef?", source_ids=["copy"])
    assert {quote.source_id for quote in answer.quotes} == {"copy"}
    assert {hit.passage.source_id for hit in answer.hits} == {"copy"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(question=st.text(min_size=1, max_size=120))
def test_whatever_is_asked_every_quotation_is_verbatim(engine: Engine, question: str) -> None:
    try:
        answer = engine.ask(question)
    except BadQuestion:
        return
    source = engine.sources["skerry"]
    passages = {passage.id: passage for passage in source.passages}
    for quote in answer.quotes:
        assert passages[quote.passage_id].text[quote.start : quote.end] == quote.text
        assert quote.text == "".join(
            source.text[s.source_start : s.source_end] for s in quote.segments
        )


def test_only_a_note_that_explains_is_looked_up(tmp_path: Path) -> None:
    text = (
        b"The Halcyon\n\nThe Wreckersi met the Pilots.ii The Boatmeniii kept watch.\n\n"
        b"Notes\n\ni Interview with the Captain\n\nThe reporter asked about the Wreckers.\n\n"
        b"ii J Pell, A History of the Northern Lights, London, 1921, p 40.\n\n"
        b"iii Rowers of the Point.\n"
    )
    source = read_text(text, source_id="s", provenance=Provenance("The Halcyon", "A. Doyle"))
    engine = small_engine(tmp_path, source)
    sought = {
        name: engine.preferred_sentences(engine.retrieve(f"Who were {name}?"))[0]
        for name in ("the Wreckers", "the Pilots", "the Boatmen")
    }
    assert sought["the Boatmen"] == "Rowers of the Point."
    assert "Interview" not in sought["the Wreckers"]
    assert "Pell" not in sought["the Pilots"]


def test_a_lead_in_is_quoted_with_what_it_leads_to(engine: Engine) -> None:
    answer = engine.ask("What did the captain write to the board?")
    assert answer.quotes[0].text == "The captain wrote to the board:"
    assert answer.quotes[1].text.startswith("“No man on this coast")
    assert answer.short_answer is None
