"""The README names every file, command, setting and route, so a reader can trust it as the map."""

from pathlib import Path

import pytest
from fakes_engine import FakeEngine

from qa.cli.program import COMMANDS
from qa.conversations import Conversations
from qa.service.app import create_app
from qa.service.opening import Opening
from qa.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("corpus", "index", "qa", "ui")
    for path in (ROOT / room).rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py")
)


@pytest.mark.parametrize("module", MODULES)
def test_every_file_is_on_the_map(module: str) -> None:
    assert f"`{module}`" in README


def test_every_command_is_documented() -> None:
    assert COMMANDS
    assert [name for name in COMMANDS if f"`opcit {name}" not in README] == []


def test_every_setting_is_documented() -> None:
    names = [f"OPCIT_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in README] == []


def test_every_route_is_documented() -> None:
    app = create_app(Opening.ready(FakeEngine()), Conversations.at("sqlite://"))
    paths = list(app.openapi()["paths"])
    assert paths
    assert [path for path in paths if path not in README] == []
