import pytest
from fakes import FakeEncoder
from fakes_answering import WordJudge, WordRanker
from small_source import small_source

from index.build import build_index
from index.store import open_index
from qa.checks.checker import StatementChecker
from qa.engine import Engine
from qa.model import Check, CheckKind, Difference, Verdict
from qa.serialise import from_json, to_json
from qa.statements import statement_in
from qa.verdict import verdict_sentence, worth_saying

OWED = "We owe our lives to the keeper.”"


class Unused:
    """Stands where claims are judged, which none of these tests asks for."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder, encoder, source = tmp_path_factory.mktemp("index"), FakeEncoder(), small_source()
    build_index(folder, [source], encoder)
    index = open_index(folder, [source], encoder)
    checker = StatementChecker(index, Unused(), Unused())
    return Engine(index, ranker=WordRanker(), judge=WordJudge(), checker=checker)


@pytest.mark.parametrize(
    ("question", "kind", "decides"),
    [
        ("Did Wren really write “the lamp burned well that night”?", CheckKind.QUOTE, True),
        ("Is it true that the lamp burned?", CheckKind.CLAIM, True),
        ("Who said “we owe our lives to the keeper”?", CheckKind.QUOTE, False),
        ("To whom did he write that 'we owe our lives to her'?", CheckKind.QUOTE, False),
    ],
)
def test_questions_that_put_a_statement(question: str, kind: CheckKind, decides: bool) -> None:
    found = statement_in(question)
    assert found is not None
    assert (found.kind, found.decides) == (kind, decides)


@pytest.mark.parametrize(
    "question",
    [
        "Who said so?",
        "Who wrote the “Letter to the Comrades”?",
        "When did the “Union of Land Workers” meet?",
        "Who told the keeper's daughter and the captain's wife of it?",
        "Why did “the old order of things” fall?",
    ],
)
def test_questions_that_simply_ask(question: str) -> None:
    assert statement_in(question) is None


def test_the_passage_with_the_words_comes_first(engine: Engine) -> None:
    answer = engine.ask("Who told the board 'We owe our lives to the keeper'?")
    assert answer.answered
    assert answer.quotes[0].text == OWED
    assert answer.check is not None and answer.check.detail == "exact"
    assert answer.answer.startswith("The source has exactly these words")


def test_altered_words_are_set_right(engine: Engine) -> None:
    answer = engine.ask("Did the captain really write “We owe our ship to the keeper”?")
    assert answer.answered and answer.quotes[0].text == OWED
    assert "for “ship” it has “lives”" in answer.answer.splitlines()[0]
    assert from_json(type(answer), to_json(answer)) == answer


def test_words_that_no_source_has(engine: Engine) -> None:
    answer = engine.ask("Did Wren ever say “a penny for the old harbour master”?")
    assert not answer.answered and answer.quotes == ()
    assert answer.answer == "These words do not stand in the source."
    assert answer.check is not None and answer.check.verdict is Verdict.NOT_IN_SOURCE
    assert answer.nearest


def test_a_plain_question_is_not_checked(engine: Engine) -> None:
    assert engine.ask("Who rowed out twice?").check is None


def test_a_claim_is_told_only_when_sure() -> None:
    for verdict, said in [
        (Verdict.SUPPORTED, "The source bears this out."),
        (Verdict.CONTRADICTED, "The source contradicts this."),
        (Verdict.NOT_IN_SOURCE, ""),
    ]:
        check = Check(CheckKind.CLAIM, verdict, "paraphrase", 0.9, (), ())
        assert worth_saying(check) and verdict_sentence(check) == said
    assert not worth_saying(Check(CheckKind.CLAIM, Verdict.SUPPORTED, "paraphrase", 0.4, (), ()))


@pytest.mark.parametrize(
    ("detail", "difference", "said"),
    [
        ("typographic", None, "only the typography differs"),
        ("spliced", None, "joined that stand apart"),
        ("misattributed", Difference("Wren", "the captain"), "those of the captain, not of Wren."),
        ("misattributed", Difference("Wren", ""), "not those of Wren."),
        ("altered", Difference("", "old"), "you leave out “old”"),
        ("altered", Difference("old", ""), "“old” is not in it"),
        ("altered", None, "words have been altered"),
    ],
)
def test_a_verdict_on_words_is_a_sentence(
    detail: str, difference: Difference | None, said: str
) -> None:
    differences = (difference,) if difference else ()
    verdict = Verdict.SUPPORTED if detail == "typographic" else Verdict.CONTRADICTED
    sentence = verdict_sentence(Check(CheckKind.QUOTE, verdict, detail, 0.9, (), differences))
    assert said in sentence and sentence.endswith(".")
