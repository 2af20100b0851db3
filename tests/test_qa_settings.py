"""Settings from the environment."""

from pathlib import Path

import pytest

from qa.settings import BadSettings, Settings, default_home, reachable, read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OPCIT_{name.upper()}", raising=False)


def test_every_setting_is_documented_and_has_a_default() -> None:
    assert 10 <= len(Settings.model_fields) <= 18
    for name, field in Settings.model_fields.items():
        assert field.description and field.description.endswith("."), name
        assert not field.is_required(), name


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPCIT_HOME", str(tmp_path))
    monkeypatch.setenv("OPCIT_PORT", "9000")
    settings = read_settings()
    assert settings.index_folder == tmp_path / "index"
    assert settings.database == f"sqlite:///{tmp_path}/conversations.db"
    assert settings.service == "http://127.0.0.1:9000"


def test_urls_given_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPCIT_SERVICE_URL", "http://example.org")
    monkeypatch.setenv("OPCIT_DATABASE_URL", "postgresql://there/opcit")
    settings = read_settings()
    assert settings.service == "http://example.org"
    assert settings.database == "postgresql://there/opcit"


def test_home_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPCIT_HOME", "library")
    assert read_settings().home == tmp_path / "library"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "x"), ("PRECISION", "int4"), ("LOG_LEVEL", "loud"), ("HITS", "")],
)
def test_bad_values_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"OPCIT_{name}", value)
    with pytest.raises(BadSettings, match=f"OPCIT_{name} cannot be used: "):
        read_settings()


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/opcit"),
        ("linux", {"HOME": "/home/ann", "XDG_DATA_HOME": ""}, "/home/ann/.local/share/opcit"),
        ("darwin", {"HOME": "/Users/ann"}, "/Users/ann/Library/Application Support/opcit"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/opcit"),
    ],
)
def test_home_is_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_home().as_posix() == expected


@pytest.mark.parametrize(
    ("host", "name"),
    [("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("::1", "[::1]"), ("box", "box")],
)
def test_what_listens_everywhere_is_reached_here(host: str, name: str) -> None:
    assert reachable(host) == name
