import importlib.util
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder
from index_sources import make_source
from numpy.typing import NDArray

from index.build import build_index
from index.errors import DamagedIndex, IndexingError
from index.faiss_vectors import FaissEngine
from index.milvus_vectors import MilvusEngine
from index.store import open_index
from index.vectors import VectorEngine, VectorStore

COUNT, DIMENSION = 2000, 24

needs_milvus = pytest.mark.skipif(
    not (importlib.util.find_spec("pymilvus") and importlib.util.find_spec("milvus_lite")),
    reason="pymilvus and milvus-lite are not installed",
)


def clustered(count: int, seed: int) -> NDArray[np.float32]:
    """Draw unit vectors around 40 centres, as texts on 40 subjects would be."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((40, DIMENSION))
    drawn = centres[random.integers(40, size=count)] + random.standard_normal((count, DIMENSION))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


VECTORS = clustered(COUNT, 1)
QUERIES = clustered(20, 2)


def brute(query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None) -> list[int]:
    similarity = VECTORS.astype(np.float64) @ query
    if allowed is not None:
        similarity[~allowed] = -np.inf
        k = min(k, int(allowed.sum()))
    return np.argsort(-similarity)[:k].tolist()


class VectorStoreContract:
    """What every vector store must do; a subclass says which engine and how exact it is."""

    least_recall = 1.0

    @pytest.fixture(scope="class")
    @classmethod
    def store(cls, tmp_path_factory: pytest.TempPathFactory) -> VectorStore:
        folder = tmp_path_factory.mktemp("store") / "build-1"
        folder.mkdir()
        engine = cls.engine(folder.parent)
        engine.build(VECTORS, folder)
        return engine.open(VECTORS, folder)

    @classmethod
    def engine(cls, folder: Path) -> VectorEngine:
        raise NotImplementedError

    def check(self, store: VectorStore, k: int, allowed: NDArray[np.bool_] | None) -> None:
        recalls = []
        for query in QUERIES:
            rows = store.search(query, k, allowed)
            assert rows.dtype == np.int64
            expected = brute(query, k, allowed)
            assert len(rows) == len(set(rows.tolist())) == len(expected)
            similarity = VECTORS[rows] @ query
            assert np.all(np.diff(similarity) <= 0.02 * (self.least_recall < 1) + 1e-6)
            if allowed is not None:
                assert allowed[rows].all()
            recalls.append(len(set(rows.tolist()) & set(expected)) / len(expected))
            if self.least_recall == 1:
                assert similarity == pytest.approx(VECTORS[expected] @ query, abs=1e-6)
        assert np.mean(recalls) >= self.least_recall

    def test_finds_the_greatest_inner_products_best_first(self, store: VectorStore) -> None:
        self.check(store, 10, None)

    def test_filters_before_it_counts(self, store: VectorStore) -> None:
        allowed = np.zeros(COUNT, np.bool_)
        allowed[100:160] = allowed[900:905] = allowed[-1] = True
        self.check(store, 10, allowed)
        self.check(store, 66, allowed)
        self.check(store, 100, allowed)

    def test_a_filter_may_let_much_through(self, store: VectorStore) -> None:
        allowed = np.ones(COUNT, np.bool_)
        allowed[:700] = False
        self.check(store, 10, allowed)

    def test_finds_a_vector_by_itself(self, store: VectorStore) -> None:
        assert [store.search(VECTORS[row], 1).tolist() for row in (0, 1000, 1999)] == [
            [0],
            [1000],
            [1999],
        ]

    def test_gives_all_there_are_when_asked_for_more(self, store: VectorStore) -> None:
        allowed = np.zeros(COUNT, np.bool_)
        allowed[7] = True
        assert store.search(QUERIES[0], 5, allowed).tolist() == [7]
        if self.least_recall == 1:
            assert sorted(store.search(QUERIES[0], COUNT + 5).tolist()) == list(range(COUNT))


class TestFaissExact(VectorStoreContract):
    @classmethod
    def engine(cls, folder: Path) -> VectorEngine:
        return FaissEngine()


class TestFaissCells(VectorStoreContract):
    least_recall = 0.9

    @classmethod
    def engine(cls, folder: Path) -> VectorEngine:
        return FaissEngine(exact_up_to=500)


@needs_milvus
class TestMilvus(VectorStoreContract):
    @classmethod
    def engine(cls, folder: Path) -> VectorEngine:
        return MilvusEngine(str(folder / "milvus.db"))


def test_a_vector_index_that_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "passages.faiss").write_bytes(b"not an index")
    with pytest.raises(DamagedIndex):
        FaissEngine().open(VECTORS, tmp_path)


def test_large_and_small_faiss_indexes_give_the_same_hits(tmp_path: Path) -> None:
    source = make_source("a", [f"Word{n} and word{n % 7} of {n}." for n in range(120)])
    found = []
    for engine in (FaissEngine(), FaissEngine(exact_up_to=10)):
        folder = tmp_path / str(len(found))
        build_index(folder, [source], FakeEncoder(), engine=engine)
        found.append(
            open_index(folder, [source], FakeEncoder(), engine=engine).search("word3", k=5)
        )
    assert [h.passage.id for h in found[0]] == [h.passage.id for h in found[1]]


@needs_milvus
def test_an_index_on_milvus_is_built_updated_and_opened(tmp_path: Path) -> None:
    engine = MilvusEngine(str(tmp_path / "milvus.db"))
    source = make_source("a", ["One fish.", "Two fish.", "Red whales."])
    for texts in (["One fish."], ["One fish.", "Two."], [p.text for p in source.passages]):
        build_index(tmp_path / "index", [make_source("a", texts)], FakeEncoder(), engine=engine)
    index = open_index(tmp_path / "index", [source], FakeEncoder(), engine=engine)
    assert index.search("red whales", k=1)[0].passage.id == "a:p0003"
    store = engine.open(np.zeros((0, 32), np.float32), next(tmp_path.glob("index/build-*")))
    with engine._client() as client:
        assert len(client.list_collections()) == 2
        for name in client.list_collections():
            client.drop_collection(name)
    with pytest.raises(IndexingError, match="does not do its work"):
        store.search(np.ones(32, np.float32), 1)
    with pytest.raises(DamagedIndex, match="Run `opcit index`"):
        open_index(tmp_path / "index", [source], FakeEncoder(), engine=engine)


@needs_milvus
def test_a_milvus_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexingError, match="nowhere"):
        MilvusEngine(str(tmp_path / "nowhere" / "milvus.db")).build(VECTORS, tmp_path)
