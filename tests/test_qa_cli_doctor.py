"""What `opcit doctor` finds."""

import json
import socket
from pathlib import Path

import pytest
from fakes import FakeEncoder
from fakes_engine import make_source

from corpus.model import Source
from index.errors import ModelError
from qa.assembly import Assembly
from qa.cli.doctor import Finding, examine
from qa.cli.ports import next_free
from qa.cli.program import run
from qa.settings import Settings


class Healthy(Assembly):
    """A real assembly of a small source and a fake encoder."""

    def sources(self) -> dict[str, Source]:
        source = make_source()
        return {source.id: source}

    def encoder(self) -> FakeEncoder:
        return FakeEncoder()


class WithoutModel(Healthy):
    def encoder(self) -> FakeEncoder:
        raise ModelError("The model is not the one expected.", "Run `make setup`.")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    port = next_free("127.0.0.1", 20000)
    return Settings(home=tmp_path, port=port, ui_port=next_free("127.0.0.1", port + 1))


def findings(assembly: Assembly) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(assembly)}


def test_all_is_well(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"], Healthy(settings)) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == "" and len(lines) == 11
    assert all(line.startswith("ok     ") for line in lines)
    assert "not built yet" in out
    assembly = Healthy(settings)
    assembly.build()
    assert "complete" in findings(assembly)["index"].detail


def test_what_is_wrong_is_said_with_what_to_do(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor"], WithoutModel(settings)) == 1
    out = capsys.readouterr().out
    assert "wrong  model: The model is not the one expected. Run `make setup`.\n" in out
    assert run(["doctor", "--json"], WithoutModel(settings)) == 1
    told = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert told["model"]["ok"] is False and told["python"]["ok"] is True


def test_a_damaged_index_is_found(settings: Settings) -> None:
    assembly = Healthy(settings)
    assembly.build()
    files = [path for path in settings.index_folder.rglob("*") if path.is_file()]
    largest = max(files, key=lambda path: path.stat().st_size)
    largest.write_bytes(b"x" * largest.stat().st_size)
    found = findings(assembly)["index"]
    assert not found.ok and "opcit index" in found.remedy


def test_a_port_of_another_program_is_found(settings: Settings) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", settings.port))
        busy.listen()
        found = findings(Healthy(settings))
    assert not found["port of the service"].ok and found["port of the pages"].ok
    assert "OPCIT_PORT" in found["port of the service"].remedy


def test_a_home_that_is_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    found = findings(Healthy(Settings(home=tmp_path / "file" / "deep")))
    assert not found["home"].ok and "OPCIT_HOME" in found["home"].remedy
    assert not found["database"].ok
