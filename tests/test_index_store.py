import json
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from index_sources import make_source

from corpus.bundled import load_bundled
from index import files, store
from index.build import build_index
from index.errors import DamagedIndex, MismatchedIndex, MissingIndex
from index.files import check, describe
from index.manifest import Manifest
from index.store import open_index, read_manifest, verify
from index.tokens import quantise, restore

SOURCE = make_source("a", ["One fish.", "Two fish."], {"1": ("Blue fish.", 1)})
FILES = [
    "bm25_columns",
    "bm25_rows",
    "bm25_scores",
    "offsets",
    "passages.faiss",
    "spans",
    "stems",
    "texts",
    "tokens",
    "vectors",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build_index(folder, [SOURCE], FakeEncoder())
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "index")
    return tmp_path / "index"


def reopen(folder: Path) -> None:
    open_index(folder, [SOURCE], FakeEncoder())


def test_the_folder_holds_what_the_manifest_lists(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert sorted(manifest.files) == FILES
    assert sorted(path.name for path in (folder / manifest.build).iterdir()) == FILES
    body = json.loads((folder / "manifest.json").read_text())
    assert body["format"] == 1
    assert body["encoder"] == "fake"
    assert body["metric"] == "inner_product"
    assert body["passages"] == 3
    assert manifest == Manifest.from_json(manifest.to_json())


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_a_byte_altered_anywhere_is_noticed(folder: Path, name: str, place: float) -> None:
    path = next(folder.rglob(name))
    data = bytearray(path.read_bytes())
    data[int(place * (len(data) - 1))] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedIndex, match="Run `opcit index`"):
        reopen(folder)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe not it"])
def test_a_truncated_or_foreign_file_is_noticed(folder: Path, name: str, data: bytes) -> None:
    next(folder.rglob(name)).write_bytes(data)
    with pytest.raises(DamagedIndex):
        reopen(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    next(folder.rglob(name)).unlink()
    with pytest.raises(DamagedIndex, match=name):
        reopen(folder)


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"checksum": 1}', "{"])
def test_a_manifest_that_is_none_is_damaged(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(DamagedIndex):
        reopen(folder)


def test_no_index_is_missing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(MissingIndex, match="Run `opcit index`"):
            reopen(folder)


def test_another_format_is_refused(folder: Path) -> None:
    manifest = replace(read_manifest(folder), format=99)
    (folder / "manifest.json").write_text(manifest.to_json())
    with pytest.raises(MismatchedIndex, match="format 99"):
        reopen(folder)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [("name", "other"), ("fingerprint", "1" * 64), ("dimension", 33), ("token_dimension", 8)],
)
def test_another_model_is_refused(folder: Path, attribute: str, value: object) -> None:
    encoder = FakeEncoder()
    setattr(encoder, attribute, value)
    with pytest.raises(MismatchedIndex, match="model"):
        open_index(folder, [SOURCE], encoder)


def test_other_sources_are_refused_by_name(folder: Path) -> None:
    changed = make_source("a", ["One fish.", "Ten fish."], {"1": ("Blue fish.", 1)})
    more = [make_source(name, ["x"]) for name in "bcdef"]
    for sources, message in [
        ([changed], "a: changed since"),
        ([SOURCE, *more], "b, c, d and 2 more: not indexed"),
        ([], "a: indexed but"),
    ]:
        with pytest.raises(MismatchedIndex, match=message):
            open_index(folder, sources, FakeEncoder())


def test_passages_read_otherwise_from_the_same_file_are_refused(folder: Path) -> None:
    reread = replace(SOURCE, passages=SOURCE.passages[:2])
    with pytest.raises(MismatchedIndex, match="changed"):
        open_index(folder, [reread], FakeEncoder())


def test_an_index_for_another_engine_is_refused(folder: Path) -> None:
    class Engine:
        name = "other"

    with pytest.raises(MismatchedIndex, match="built for faiss, not other"):
        open_index(folder, [SOURCE], FakeEncoder(), engine=Engine())  # type: ignore[arg-type]


def test_large_files_are_checked_at_their_ends_and_whole_on_request(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WHOLE_UP_TO", 16)
    monkeypatch.setattr(files, "ENDS", 4)
    path = folder / "large"
    path.write_bytes(bytes(100))
    entry = describe(path)
    for place, noticed in [(0, True), (99, True), (50, False)]:
        data = bytearray(100)
        data[place] = 1
        path.write_bytes(data)
        assert describe(path) != entry
        if noticed:
            with pytest.raises(DamagedIndex):
                check(path, entry)
        else:
            check(path, entry)


def test_large_arrays_are_read_by_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mapped = open_index(folder, [SOURCE], FakeEncoder()).search("two blue fish")
    monkeypatch.setattr(store, "MAPPED_UP_TO", 0)
    index = open_index(folder, [SOURCE], FakeEncoder())
    shutil.rmtree(folder)
    assert index.search("two blue fish") == mapped
    array = np.arange(12, dtype=np.float32).reshape(4, 3)
    array.tofile(tmp_path / "array")
    rows = files.RowFile(tmp_path / "array", (4, 3))
    assert len(rows) == 4
    assert rows[np.array([3, 0, 3])].tolist() == array[[3, 0, 3]].tolist()
    assert rows[np.array([], np.int64)].shape == (0, 3)


def test_verify_reads_every_byte(folder: Path) -> None:
    assert verify(folder).passages == 3
    next(folder.rglob("tokens")).write_bytes(b"")
    with pytest.raises(DamagedIndex, match="tokens"):
        verify(folder)


def test_the_bundled_source_opens_in_a_blink(tmp_path: Path) -> None:
    sources = load_bundled()
    build_index(tmp_path, sources, FakeEncoder())
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        index = open_index(tmp_path, sources, FakeEncoder())
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.15
    assert list(index.sources) == [source.id for source in sources]


def test_states_keep_their_direction_in_a_byte_a_number() -> None:
    states = np.random.default_rng(0).standard_normal((50, 384)).astype(np.float32)
    states /= np.linalg.norm(states, axis=1, keepdims=True)
    kept = restore(quantise(states))
    assert quantise(states).dtype == np.int8
    assert np.abs(np.linalg.norm(kept, axis=1) - 1).max() < 1e-6
    assert (kept * states).sum(axis=1).min() > 0.9998
    assert restore(quantise(np.zeros((2, 4), np.float32))).tolist() == [[0.0] * 4] * 2
    assert restore(quantise(np.zeros((0, 4), np.float32))).shape == (0, 4)
