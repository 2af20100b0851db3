"""What the pages may not do: load a model, shadow a module, reach the network."""

import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ui.links
import ui.typeset
import ui.wording

UI = Path(__file__).parents[1] / "ui"
MODULES = [path for path in UI.rglob("*.py") if path.parent.name != "app_pages"]


def test_the_pages_load_no_model():
    names = [f"ui.{path.stem}" for path in MODULES if path.stem not in ("__init__", "app")]
    script = (
        f"import sys, importlib\nfor name in {names}: importlib.import_module(name)\n"
        "bad = {'torch', 'faiss', 'transformers', 'fastapi', 'sqlalchemy'} & set(sys.modules)\n"
        "assert not bad, bad"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_no_module_takes_a_standard_name():
    # `streamlit run` puts the folder first on the path.
    names = {path.stem for path in UI.iterdir()}
    assert not names & sys.stdlib_module_names
    assert "pages" not in names


def test_pages_import_only_what_speaks_http():
    for path in UI.rglob("*.py"):
        for module in re.findall(r"^(?:from|import) (\S+)", path.read_text("utf-8"), re.M):
            assert not module.startswith(("index.store", "index.search", "qa.engine", "qa.cli"))


def test_nothing_is_fetched_from_elsewhere():
    files = [path for path in UI.rglob("*") if path.suffix in {".css", ".js", ".svg", ".py"}]
    for path in files:
        addresses = re.findall(r"(?:https?:)?//[\w.]+\.\w+", path.read_text("utf-8"))
        allowed = {"http://127.0.0.1", "http://www.w3.org"}
        assert {a for a in addresses if not a.startswith(tuple(allowed))} == set(), path


def test_the_theme_has_a_light_and_a_dark_side_that_can_be_read():
    config = tomllib.loads((UI.parent / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    for side in ("light", "dark"):
        theme = config["theme"][side]
        paper = theme["backgroundColor"]
        for ink in (theme["textColor"], theme["linkColor"], theme["primaryColor"]):
            assert contrast(ink, paper) >= 4.5
            assert contrast(ink, theme["secondaryBackgroundColor"]) >= 4.5
        assert contrast(theme["textColor"], theme["sidebar"]["backgroundColor"]) >= 7


@pytest.mark.parametrize("module", [ui.links, ui.typeset, ui.wording])
def test_examples_run(module):
    ran = doctest.testmod(module)
    assert ran.attempted and not ran.failed


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
