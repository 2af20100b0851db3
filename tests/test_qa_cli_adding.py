"""`opcit add` and `opcit remove`, run in this process on a real library."""

import io
import json
import sys
from pathlib import Path

import pytest
from fakes_engine import ID
from fakes_library import BOOK, OTHER, LibraryAssembly
from fastapi.testclient import TestClient

from qa.cli.doctor import examine
from qa.cli.program import run
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.opening import Opening

Out = pytest.CaptureFixture[str]


@pytest.fixture
def assembly(tmp_path: Path) -> LibraryAssembly:
    return LibraryAssembly(tmp_path / "home")


@pytest.fixture
def light(tmp_path: Path) -> str:
    path = tmp_path / "light.txt"
    path.write_text(BOOK, encoding="utf-8")
    return str(path)


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.txt"
    path.write_text(OTHER, encoding="utf-8")
    return str(path)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_is_added_and_described(assembly: LibraryAssembly, light: str, capsys: Out) -> None:
    named = ["--title", "The Light", "--author", "Mary Hale", "--date", "1931"]
    assert run(["add", light, *named], assembly) == 0
    out, err = capsys.readouterr()
    assert out.startswith("hale-light  Mary Hale, The Light, 1931\n")
    assert "2 notes linked to their marks" in out and err == ""
    assert run(["search", "brig", "--source", "hale-light", "-k", "1"], assembly) == 0
    assert "Halcyon" in capsys.readouterr().out
    assert run(["sources"], assembly) == 0
    assert "hale-light  Mary Hale" in capsys.readouterr().out


def test_in_a_pipe_the_name_of_the_file_serves(
    assembly: LibraryAssembly, light: str, capsys: Out
) -> None:
    assert run(["add", light], assembly) == 0
    out, err = capsys.readouterr()
    assert out.startswith("light  light\n")
    assert err == "“light.txt” gives no title; it is called “light” for now. See --title.\n"
    assert run(["add", "--again", "light", "--title", "The Light"], assembly) == 0
    assert capsys.readouterr().out.startswith("light  The Light\n")


def test_on_a_terminal_the_title_is_asked_for(
    assembly: LibraryAssembly, light: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("The Light at the Point\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run(["add", light, "--author", "Mary Hale"], assembly) == 0
    out = capsys.readouterr().out.lstrip()
    assert out.startswith("hale-light-at-point  Mary Hale, The Light at the Point\n")


def test_json_is_what_the_route_returns(
    assembly: LibraryAssembly, light: str, other: str, capsys: Out
) -> None:
    assert run(["add", light, "--title", "The Light", "--json"], assembly) == 0
    printed = json.loads(capsys.readouterr().out)
    opening = Opening.ready(assembly.open_engine()[0])
    kept, library = Conversations.at("sqlite://"), assembly.librarian()
    http = TestClient(create_app(opening, kept, library=library))
    assert printed == http.get("/v1/sources/light").json()
    assert run(["add", light, other, "--json"], assembly) == 2
    out, err = capsys.readouterr()
    several = json.loads(out)
    assert [source["id"] for source in several["sources"]] == ["other"]
    assert several["refused"][0]["error"]["code"] == "already_there"
    lines = [line for line in err.splitlines() if line.startswith("opcit: ")]
    assert len(lines) == 1 and "“light.txt” was not added. " in lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add"], "Name at least one file."),
        (["add", "missing.txt"], "missing.txt cannot be read: No such file"),
        (["add", "."], "cannot be read: Is a directory"),
        (["add", "a", "b", "--title", "T"], "one file only"),
        (["add", "a", "b", "--again", "x"], "one file only"),
        (["add", "--again", "none"], "No added source is called “none”"),
        (["add", "--again", ID], "comes with Opcit"),
        (["remove", "none"], "No added source is called “none”"),
        (["remove", ID], "comes with Opcit"),
    ],
)
def test_mistakes_are_named(
    assembly: LibraryAssembly, capsys: Out, arguments: list[str], words: str
) -> None:
    assert run(arguments, assembly) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("opcit: ") and err.count("\n") == 1 and words in err


def test_a_source_is_removed(assembly: LibraryAssembly, light: str, capsys: Out) -> None:
    run(["add", light], assembly)
    capsys.readouterr()
    assert run(["remove", "light"], assembly) == 0
    assert capsys.readouterr().out == "“light” is removed.\n"
    assert run(["sources", "--json"], assembly) == 0
    assert [s["id"] for s in json.loads(capsys.readouterr().out)] == [ID]


def test_damage_is_told_of(assembly: LibraryAssembly, light: str, capsys: Out) -> None:
    run(["add", light], assembly)
    (assembly.shelf.folder / "light" / "original.txt").unlink()
    capsys.readouterr()
    assert run(["sources", "--json"], assembly) == 0
    out, err = capsys.readouterr()
    assert [s["id"] for s in json.loads(out)] == [ID]
    assert err.startswith("“light” is left out: original.txt is missing. ")
    found = {finding.name: finding for finding in examine(assembly)}["sources"]
    assert not found.ok and "“light” is left out" in found.detail


def test_progress_is_shown_on_a_terminal(
    assembly: LibraryAssembly, light: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert run(["add", light, "--title", "The Light"], assembly) == 0
    err = capsys.readouterr().err
    assert "Indexing the passages" in err and "passages/s" in err
