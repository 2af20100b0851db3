"""How fast passages are indexed and found, beside the raw encoder and a flat FAISS index.

    python -m tests.benchmarks.bench_index
    python -m tests.benchmarks.bench_index --vectors 100000 --skip-encoder

The vectors are made, not read: each is a random mixture of four MiniLM vectors of sentences of
the bundled source, with noise of a share of its length added, scaled to unit length; questions
are drawn in the same way. Set OMP_NUM_THREADS to say how many cores may be used.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import faiss
import numpy as np
import psutil
from numpy.typing import NDArray

from corpus.bundled import load_bundled
from corpus.model import Source
from index.build import build_index
from index.encoder import Encoder
from index.faiss_vectors import FaissEngine
from index.files import RowFile
from index.minilm import MiniLMEncoder
from index.search import Index
from index.store import open_index

QUESTIONS = 200
NOISE = 0.5
CHUNK = 50_000
MIB = 1 << 20


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vectors", type=int, default=1_000_000)
    parser.add_argument("--skip-encoder", action="store_true", help="leave the indexing rate out")
    arguments = parser.parse_args()
    encoder, sources = MiniLMEncoder(), load_bundled()
    figures: dict[str, object] = {"cores": os.cpu_count(), "threads": faiss.omp_get_max_threads()}
    with tempfile.TemporaryDirectory() as name:
        if not arguments.skip_encoder:
            figures["indexing"] = indexing_rate(sources, encoder, Path(name))
            figures["search"] = search_times(sources, encoder, Path(name))
        figures["vectors"] = vector_search(
            arguments.vectors, sentences(sources, encoder), Path(name)
        )
    print(json.dumps(figures, indent=2))  # noqa: T201


def indexing_rate(sources: Sequence[Source], encoder: Encoder, folder: Path) -> dict[str, float]:
    """Compare a build from nothing with the bare calls of the encoder, by turns."""
    texts = [passage.text for source in sources for passage in source.passages]
    characters = sum(map(len, texts))
    raw, built = [], []
    for turn in range(3):
        raw.append(_seconds(lambda: encoder.encode(texts)))
        built.append(_seconds(partial(build_index, folder / f"rate-{turn}", sources, encoder)))
    return {
        "raw_characters_per_second": round(characters / min(raw)),
        "index_characters_per_second": round(characters / min(built)),
        "share_of_raw": round(min(raw) / min(built), 3),
    }


def search_times(sources: Sequence[Source], encoder: Encoder, folder: Path) -> dict[str, float]:
    """Time opening the index of the bundled sources and searching it, encoding left out."""
    target = folder / "search"
    build_index(target, sources, encoder)
    opening = min(_seconds(lambda: open_index(target, sources, encoder)) for _ in range(3))
    index: Index = open_index(target, sources, encoder)
    asked = [sources[0].passages[n].text[:80] for n in range(0, len(sources[0].passages), 3)]
    ready = [(text, encoder.encode_question(text)) for text in asked]
    times = [_seconds(lambda q=q, e=e: index.search(q, encoded=e)) for q, e in ready]
    return {"open_ms": round(1000 * opening, 1), **_percentiles(times)}


def sentences(sources: Sequence[Source], encoder: Encoder) -> NDArray[np.float32]:
    """Encode the sentences of the sources."""
    texts = [p.text[s.start : s.end] for one in sources for p in one.passages for s in p.sentences]
    return np.stack([encoded.vector for encoded in encoder.encode(texts)])


def vector_search(count: int, real: NDArray[np.float32], folder: Path) -> dict[str, object]:
    """Compare the vector store with an exact flat index, each in a process of its own."""
    path = folder / "vectors"
    shape = (count, real.shape[1])
    vectors = np.memmap(path, np.float32, "w+", shape=shape)
    random = np.random.default_rng(1917)
    for start in range(0, count, CHUNK):
        vectors[start : start + CHUNK] = _mixtures(real, min(CHUNK, count - start), random)
    vectors.flush()
    building = _seconds(partial(FaissEngine().build, vectors, folder))
    questions = _mixtures(real, QUESTIONS, random)
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        found, ours, memory = pool.submit(search_store, path, shape, questions).result()
        exact, flat, flat_memory = pool.submit(search_flat, path, shape, questions).result()
    recall = np.mean([np.isin(a, b).sum() / 10 for a, b in zip(found, exact, strict=True)])
    return {
        "count": count,
        "build_seconds": round(building, 1),
        "recall_at_10": round(float(recall), 4),
        "opcit": {**_percentiles(ours), "memory_mib": memory},
        "flat": {**_percentiles(flat), "memory_mib": flat_memory},
    }


Searched = tuple[list[NDArray[np.int64]], list[float], int]


def search_store(path: Path, shape: tuple[int, int], questions: NDArray[np.float32]) -> Searched:
    """Search the vector store."""
    before = _resident()
    store = FaissEngine().open(RowFile(path, shape), path.parent)
    return _search(lambda question: store.search(question, 10), questions, before)


def search_flat(path: Path, shape: tuple[int, int], questions: NDArray[np.float32]) -> Searched:
    """Search a flat index."""
    before = _resident()
    flat = faiss.IndexFlatIP(shape[1])
    for start in range(0, shape[0], CHUNK):
        rows = min(CHUNK, shape[0] - start)
        offset = 4 * start * shape[1]
        flat.add(np.memmap(path, np.float32, "r", offset=offset, shape=(rows, shape[1])))
    return _search(lambda question: flat.search(question[None], 10)[1][0], questions, before)


def _search(
    search: Callable[[NDArray[np.float32]], NDArray[np.int64]],
    questions: NDArray[np.float32],
    before: int,
) -> Searched:
    """Search for every question; say what was found, the seconds and the memory in MiB."""
    found: list[NDArray[np.int64]] = []
    for question in questions[:5]:
        search(question)
    seconds = [_seconds(lambda q=q: found.append(search(q))) for q in questions]
    return found, seconds, round((_resident() - before) / MIB)


def _resident() -> int:
    return int(psutil.Process().memory_info().rss)


def _mixtures(
    real: NDArray[np.float32], count: int, random: np.random.Generator
) -> NDArray[np.float32]:
    shares = random.dirichlet(np.full(4, 0.5), size=count).astype(np.float32)
    mixed = np.einsum("nm,nmd->nd", shares, real[random.integers(len(real), size=(count, 4))])
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    noise = random.standard_normal(mixed.shape, np.float32) * np.float32(
        NOISE / np.sqrt(mixed.shape[1])
    )
    noisy = mixed + noise
    unit: NDArray[np.float32] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
    return unit


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    p50, p95 = np.percentile(seconds, [50, 95]) * 1000
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}


if __name__ == "__main__":
    main()
