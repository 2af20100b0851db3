"""The program put together: the index built when it must be, refused when it is damaged."""

from pathlib import Path

import pytest
from fakes import FakeEncoder

from index.errors import DamagedIndex, MismatchedIndex, MissingIndex
from qa.assembly import Assembly
from qa.settings import Settings


class OtherEncoder(FakeEncoder):
    fingerprint = "1" * 64


class SmallAssembly(Assembly):
    """The real assembly around a fake encoder."""

    made = FakeEncoder

    def encoder(self) -> FakeEncoder:
        return self.made()


@pytest.fixture
def assembly(tmp_path: Path) -> SmallAssembly:
    return SmallAssembly(Settings(home=tmp_path))


def test_an_index_is_built_once_and_opened_after(assembly: SmallAssembly) -> None:
    with pytest.raises(MissingIndex):
        assembly.open_index()
    seen: list[tuple[int, int]] = []
    first = assembly.current_index(lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == len(first.sources["rothstein-1917"].passages)
    seen.clear()
    again = assembly.current_index(lambda done, total: seen.append((done, total)))
    assert seen == [] and set(again.sources) == set(first.sources)
    assert assembly.build().embedded == 0


def test_an_index_of_another_model_is_built_anew(assembly: SmallAssembly) -> None:
    assembly.build()
    assembly.made = OtherEncoder
    with pytest.raises(MismatchedIndex):
        assembly.open_index()
    assert assembly.current_index() is not None
    assert assembly.open_index() is not None


def test_a_damaged_index_is_refused_until_it_is_built_anew(assembly: SmallAssembly) -> None:
    assembly.build()
    folder = assembly.settings.index_folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    largest = max(files, key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-10])
    with pytest.raises(DamagedIndex) as caught:
        assembly.current_index()
    assert "opcit index" in caught.value.hint
    assembly.build()
    assert assembly.current_index() is not None


def test_conversations_are_in_the_home_folder(assembly: SmallAssembly) -> None:
    assembly.conversations().close()
    assert (assembly.settings.home / "conversations.db").is_file()
