"""The commands, run in this process on a fake engine."""

import io
import json
import sys
from pathlib import Path

import pytest
from fakes_assembly import FakeAssembly
from fakes_engine import ID, FakeEngine, make_source
from fastapi.testclient import TestClient

from corpus.errors import OpcitError
from index.errors import DamagedIndex
from qa.cli.program import COMMANDS, make_app, run
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.opening import Opening

Out = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def assembly(home: Path) -> FakeAssembly:
    return FakeAssembly(home)


def http() -> TestClient:
    """The service around an engine like the commands'."""
    return TestClient(create_app(Opening.ready(FakeEngine()), Conversations.at("sqlite://")))


def test_ask_sets_the_quotation_off_with_citation_and_notes(
    assembly: FakeAssembly, capsys: Out
) -> None:
    assert run(["ask", "Who wrote", "harbourmaster?"], assembly) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "",
        "> “We have two,” wrote the harbourmaster.",
        "  — Ann Blyth, The Flood at Blyth, “The flood”, ¶2",
        "    ii  op cit, p 9.",
        "        op cit = A Blyth, The Flood of 1849, Leith 1851",
    ]
    assert err == ""


def test_ask_says_when_the_source_is_silent(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["ask", "How did Rasputin die?"], assembly) == 0
    out = capsys.readouterr().out
    assert out.startswith("The source does not answer this.\nThe nearest passages:\n")
    assert out.count("\n> ") == 3


def test_ask_keeps_the_conversation_and_goes_on_with_it(
    assembly: FakeAssembly, capsys: Out
) -> None:
    run(["ask", "--json", "Who asked for boats?"], assembly)
    first = json.loads(capsys.readouterr().out)
    going = ["ask", "--conversation", first["conversation_id"], "Did she buy more?"]
    assert run(going, assembly) == 0
    assert "Understood as: Did she buy more? (Who asked" in capsys.readouterr().out
    kept = assembly.conversations()
    assert len(kept.get(first["conversation_id"]).turns) == 2
    kept.close()


def test_ask_keeps_nothing_when_told_so(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["ask", "--no-keep", "Who asked for boats?"], assembly) == 0
    kept = assembly.conversations()
    assert kept.all() == []
    kept.close()


def without_ids(answer: dict[str, object]) -> dict[str, object]:
    return {**answer, "conversation_id": "", "turn_id": ""}


def test_json_is_exactly_what_the_route_returns(assembly: FakeAssembly, capsys: Out) -> None:
    service = http()

    def printed(*arguments: str) -> object:
        assert run([*arguments, "--json"], assembly) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)

    question = {"question": "When did the river rise?"}
    answered = service.post("/v1/ask", json=question).json()
    assert without_ids(printed("ask", question["question"])) == without_ids(answered)
    search = {"query": "mill", "k": 3, "kinds": ["note"]}
    found = service.post("/v1/search", json=search).json()
    assert printed("search", "mill", "-k", "3", "--kind", "note") == found
    said = {"query": "mill", "voices": ["quoted", "note"], "speaker": "harbourmaster"}
    spoken = ("--voice", "quoted", "--voice", "note", "--speaker", "harbourmaster")
    assert printed("search", "mill", *spoken) == service.post("/v1/search", json=said).json()
    check = service.post("/v1/check", json={"text": "The river rose in 1848"}).json()
    assert printed("check", "The river rose in 1848") == check
    assert printed("sources") == service.get("/v1/sources").json()
    assert printed("notes", ID) == service.get(f"/v1/sources/{ID}/notes").json()
    assert printed("notes", "-n", "ii") == [service.get(f"/v1/notes/{ID}:n2").json()]


def test_json_leaves_characters_as_they_are(assembly: FakeAssembly, capsys: Out) -> None:
    run(["ask", "--json", "Who wrote harbourmaster?"], assembly)
    assert "“We have two,”" in capsys.readouterr().out


def test_search_shows_place_score_and_words(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["search", "boats at Leith", "-k", "1"], assembly) == 0
    out = capsys.readouterr().out
    assert f"1  {ID}, “The flood”, ¶2  1.00  (boats, leith)" in out


def test_check_shows_verdict_difference_and_evidence(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["check", "The river rose in 1848"], assembly) == 0
    out = capsys.readouterr().out
    said = "The source contradicts this. A date differs.\n  stated: 1848; source: 1849\n"
    assert out.startswith(said)
    assert "Against:\n> The river rose on 3 May 1849" in out


def test_sources_shows_counts_and_what_is_lost(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["sources"], assembly) == 0
    out = capsys.readouterr().out
    assert f"{ID}  Ann Blyth, The Flood at Blyth, 1851" in out
    assert "4 passages, 7 sentences, 4 notes" in out
    assert "marks lost: iv\n" in out


def test_notes_shows_where_they_hang(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["notes"], assembly) == 0
    out = capsys.readouterr().out
    assert "i  A Blyth, The Flood of 1849, Leith 1851, p 4.\n   on: …" in out
    assert "iv  Town Minutes, 1850.\n    mark lost" in out


def test_notes_asks_which_source_when_there_are_two(home: Path, capsys: Out) -> None:
    assembly = FakeAssembly(home, make_source(), make_source("other"))
    assert run(["notes"], assembly) == 2
    assert capsys.readouterr().err == (
        f"opcit: It is not clear which source is meant. Name one of: {ID}, other.\n"
    )


def test_an_index_that_is_missing_is_built_first_with_one_line(home: Path, capsys: Out) -> None:
    assert run(["search", "--json", "mill"], FakeAssembly(home, unbuilt=True)) == 0
    out, err = capsys.readouterr()
    assert err == "The index must be built first.\n"
    assert json.loads(out)["hits"]


def test_index_reports(assembly: FakeAssembly, capsys: Out) -> None:
    assert run(["index"], assembly) == 0
    out, err = capsys.readouterr()
    assert out.startswith("The index is up to date: 8 passages encoded") and err == ""


def test_chat_keeps_the_conversation(
    assembly: FakeAssembly, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "Who asked for boats?\n\nDid she buy more?\n:new\nDid she buy more?\n?!\n:quit\nWho?\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert run(["chat"], assembly) == 0
    out, err = capsys.readouterr()
    assert out.count("Understood as:") == 1
    assert "A new conversation begins." in err
    kept = assembly.conversations()
    assert [len(kept.get(c.id).turns) for c in kept.all()] == [2, 2]
    kept.close()


def test_chat_ends_with_its_input_and_survives_a_bad_question(
    assembly: FakeAssembly, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("x" * 3000 + "\nWho asked for boats?"))
    assert run(["chat"], assembly) == 0
    out, err = capsys.readouterr()
    assert "too long" in err and "> Mayor Ann Blyth asked for boats." in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", ""], "empty"),
        (["ask", "x" * 10_000], "too long"),
        (["ask", "--source", "none", "Who?"], "No source is called “none”."),
        (["ask", "--conversation", "none", "Who?"], "No conversation has the id “none”."),
        (["chat", "--conversation", "none"], "No conversation has the id “none”."),
        (["notes", "none"], "No source is called “none”."),
        (["notes", "--note", "xx"], "has no note xx"),
        (["ask"], "'question'"),
        (["ask", "-k", "0", "Who?"], "-k"),
        (["search", "--kind", "poem", "Who?"], "poem"),
        (["evaluate", "no such file"], "no such file"),
        (["nonsense"], "nonsense"),
        (["ask", "--nonsense", "Who?"], "--nonsense"),
    ],
)
def test_mistakes_are_one_line_and_exit_with_2(
    assembly: FakeAssembly, capsys: Out, arguments: list[str], words: str
) -> None:
    assert run(arguments, assembly) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1 and err.startswith("opcit: ") and words in err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DamagedIndex("vectors.npy is damaged.", "Run `opcit index`."), "Run `opcit index`."),
        (RuntimeError("two\nlines"), "RuntimeError: two lines"),
    ],
)
def test_failures_are_one_line_and_exit_with_1(
    assembly: FakeAssembly,
    capsys: Out,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
) -> None:
    def fail(progress: object) -> None:
        raise error

    monkeypatch.setattr(assembly, "open_engine", fail)
    assert run(["ask", "Who?"], assembly) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and words in err


def test_a_bad_setting_is_named(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPCIT_PORT", "many")
    assert run(["sources"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("opcit: OPCIT_PORT cannot be used: ") and err.count("\n") == 1


def test_every_command_and_option_is_documented() -> None:
    import typer.main

    commands = typer.main.get_command(make_app()).commands  # type: ignore[attr-defined]  # a group
    assert set(commands) == set(COMMANDS)
    for name, command in commands.items():
        assert command.help.endswith("."), name
        for parameter in command.params:
            assert parameter.help, f"{name} {parameter.name}"


def test_no_words_of_a_source_reach_the_terminal_as_commands() -> None:
    from qa.cli.answers import clean

    assert clean("a\x1b[31mred\u202e\n b") == "a�[31mred� b"


def test_an_error_has_a_code_of_its_own() -> None:
    def kinds(root: type[OpcitError]) -> list[type[OpcitError]]:
        return [root, *(k for child in root.__subclasses__() for k in kinds(child))]

    codes = [kind.code for kind in kinds(OpcitError)]
    assert len(codes) == len(set(codes))
