import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from index_sources import make_source

from corpus.model import Source
from index.build import BuildReport, build_index
from index.encoder import Encoded
from index.errors import IndexingError, MismatchedIndex
from index.store import locked, open_index, read_manifest, verify

OLD = make_source("a", ["One fish.", "Two fish.", "Red fish."], {"1": ("Blue fish.", 1)})
NEW = make_source("a", ["One fish.", "Two whales.", "Red fish."], {"1": ("Blue fish.", 1)})
OTHER = make_source("b", ["A dog.", "One fish."])


class CountingEncoder(FakeEncoder):
    """Keeps the texts it encoded."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self.seen += texts
        return super().encode(texts)


class FailingEncoder(FakeEncoder):
    """Gives up after the first batch."""

    def __init__(self) -> None:
        self.batches = 0

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self.batches += 1
        if self.batches > 1:
            raise KeyboardInterrupt
        return super().encode(texts)


def counts(report: BuildReport) -> tuple[int, int, int]:
    return report.embedded, report.reused, report.removed


def same_as_fresh(folder: Path, sources: list[Source], fresh: Path) -> None:
    """Check that an index brought up to date is what a new build gives."""
    build_index(fresh, sources, FakeEncoder())
    updated, built = (open_index(f, sources, FakeEncoder()) for f in (folder, fresh))
    for source in sources:
        for passage in source.passages:
            assert np.array_equal(updated.tokens(passage.id)[0], built.tokens(passage.id)[0])
            assert np.array_equal(updated.tokens(passage.id)[1], built.tokens(passage.id)[1])
    assert updated.search("red whales") == built.search("red whales")


def test_a_changed_source_is_encoded_only_where_it_changed(tmp_path: Path) -> None:
    folder, encoder = tmp_path / "index", CountingEncoder()
    assert counts(build_index(folder, [OLD], encoder)) == (4, 0, 0)
    assert sorted(encoder.seen) == ["Blue fish.", "One fish.", "Red fish.", "Two fish."]
    encoder.seen.clear()
    assert counts(build_index(folder, [NEW], encoder)) == (1, 3, 1)
    assert encoder.seen == ["Two whales."]
    same_as_fresh(folder, [NEW], tmp_path / "fresh")


def test_sources_come_and_go(tmp_path: Path) -> None:
    folder, encoder = tmp_path / "index", CountingEncoder()
    build_index(folder, [OLD], encoder)
    encoder.seen.clear()
    assert counts(build_index(folder, [OTHER, OLD], encoder)) == (1, 5, 0)
    assert encoder.seen == ["A dog."]
    same_as_fresh(folder, [OTHER, OLD], tmp_path / "fresh")
    assert counts(build_index(folder, [OTHER], encoder)) == (0, 2, 3)
    assert counts(build_index(folder, [], encoder)) == (0, 0, 2)
    assert open_index(folder, [], encoder).search("fish") == []


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD, OTHER], FakeEncoder())
    before = read_manifest(tmp_path)
    assert counts(build_index(tmp_path, [OLD, OTHER], FakeEncoder())) == (0, 6, 0)
    assert read_manifest(tmp_path) == before


def test_equal_texts_are_encoded_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    source = make_source("a", ["Same.", "Same.", "Other."])
    calls: list[tuple[int, int]] = []
    report = build_index(tmp_path, [source], encoder, progress=lambda *at: calls.append(at))
    assert counts(report) == (3, 0, 0)
    assert sorted(encoder.seen) == ["Other.", "Same."]
    assert calls == [(0, 3), (3, 3)]


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    source = make_source("a", [f"Paragraph {n} {'x' * 2000}." for n in range(50)])
    build_index(tmp_path, [source], FakeEncoder(), progress=lambda *at: calls.append(at))
    assert calls[0] == (0, 50)
    assert calls[-1] == (50, 50)
    assert len(calls) > 3
    assert calls == sorted(calls)


def test_another_model_builds_anew(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    encoder = CountingEncoder()
    encoder.fingerprint = "1" * 64
    assert counts(build_index(tmp_path, [OLD], encoder)) == (4, 0, 0)
    assert len(encoder.seen) == 4
    open_index(tmp_path, [OLD], encoder)


@pytest.mark.parametrize("name", ["manifest.json", "vectors", "bm25_rows", "passages.faiss"])
def test_a_damaged_index_is_built_anew(tmp_path: Path, name: str) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    path = next(tmp_path.rglob(name))
    path.write_bytes(path.read_bytes()[:-1])
    assert counts(build_index(tmp_path, [OLD], FakeEncoder())) == (4, 0, 0)
    verify(tmp_path)
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    before = sorted(tmp_path.rglob("*"))
    long = make_source("a", [f"Paragraph {n} {'x' * 2000}." for n in range(50)])
    with pytest.raises(KeyboardInterrupt):
        build_index(tmp_path, [long], FailingEncoder())
    assert sorted(tmp_path.rglob("*")) == before
    assert open_index(tmp_path, [OLD], FakeEncoder()).search("whales")


def test_leftovers_of_a_crash_are_cleaned(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    leftover = tmp_path / "build-0123456789ab"
    leftover.mkdir()
    (leftover / "vectors").write_bytes(b"half")
    open_index(tmp_path, [OLD], FakeEncoder())
    build_index(tmp_path, [NEW], FakeEncoder())
    assert not leftover.exists()
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_a_reader_keeps_the_index_it_opened(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    reader = open_index(tmp_path, [OLD], FakeEncoder())
    expected = reader.search("fish", k=2), reader.tokens("a:p0002")[0]
    build_index(tmp_path, [NEW], FakeEncoder())
    assert reader.search("fish", k=2) == expected[0]
    assert np.array_equal(reader.tokens("a:p0002")[0], expected[1])


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    many = make_source("a", [f"Paragraph {n} of many." for n in range(200)])
    reports: list[BuildReport] = []
    threads = [
        threading.Thread(target=lambda: reports.append(build_index(tmp_path, [many], encoder)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(counts, reports)) == [(0, 200, 0)] * 3 + [(200, 0, 0)]
    assert len(encoder.seen) == 200
    verify(tmp_path)


def test_readers_see_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    build_index(tmp_path, [OLD], FakeEncoder())
    stop = threading.Event()
    outcomes: list[object] = []

    def read() -> None:
        while not stop.is_set():
            try:
                outcomes.append(len(open_index(tmp_path, [OLD], FakeEncoder()).search("fish")))
            except MismatchedIndex:
                outcomes.append("new")
            except IndexingError as error:
                outcomes.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(8):
        build_index(tmp_path, [NEW if number % 2 else OTHER], FakeEncoder())
        build_index(tmp_path, [OLD], FakeEncoder())
    stop.set()
    reader.join()
    assert set(outcomes) <= {4, "new"}
    assert 4 in outcomes


def test_two_sources_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexingError, match="Two sources have the id a"):
        build_index(tmp_path, [OLD, NEW], FakeEncoder())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(IndexingError, match="cannot be written"):
        build_index(tmp_path / "index", [OLD], FakeEncoder())


def test_waiting_for_another_build_ends(tmp_path: Path) -> None:
    with locked(tmp_path):
        held = threading.Thread(target=_expect_locked, args=[tmp_path])
        held.start()
        held.join()


def _expect_locked(folder: Path) -> None:
    with pytest.raises(IndexingError, match="Another process"), locked(folder, timeout=0.05):
        pass
