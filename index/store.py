"""The built index on disk: the only module that reads and writes it.

An index is a folder with a manifest and, beside it, the folder of files that the manifest names::

    manifest.json
    build-<id>/  vectors, texts, tokens, offsets, spans, stems, bm25_*, and the engine's own

A new build is written into a folder of its own and comes into use when its manifest is renamed
into place, so a reader sees the old index or the new one and never a mixture. Files of up to
16 MiB are checked whole when the index is opened; of larger ones only the size and both ends
are, and `verify` checks every byte.
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import Source
from index.encoder import Encoded, Encoder, Vectors
from index.errors import DamagedIndex, IndexingError, MissingIndex
from index.faiss_vectors import FaissEngine
from index.files import REBUILD, RowFile, check, damaged, describe, map_array
from index.manifest import Manifest, StoredSource, digest
from index.ranking import Ranker
from index.search import Index
from index.sparse import SparseIndex
from index.tokens import TokenStates, quantise
from index.vectors import VectorEngine, VectorRows

MANIFEST = "manifest.json"
MAPPED_UP_TO = 64 << 20
"""Bytes of vectors that are read through a memory map."""

LOCK_TIMEOUT = 3600.0
"""Seconds to wait for another process that is building the same index."""


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """The arrays of a built index, memory-mapped.

    Attributes
    ----------
    manifest : Manifest
        What it is.
    folder : Path
        Where its files are.
    vectors : ndarray of float32, shape (passages, dimension)
        As encoded.
    texts : ndarray of uint8, shape (passages, 32)
        SHA-256 of each passage's text.
    tokens : TokenStates
        Of every passage.
    """

    manifest: Manifest
    folder: Path
    vectors: Vectors
    texts: NDArray[np.uint8]
    tokens: TokenStates


def open_index(
    folder: Path,
    sources: Sequence[Source],
    encoder: Encoder,
    *,
    engine: VectorEngine | None = None,
) -> Index:
    """Open a built index.

    Parameters
    ----------
    folder : Path
        Where `index.build.build_index` put it.
    sources : sequence of Source
        The sources it was built from, in any order.
    encoder : Encoder
        The model it was built with.
    engine : VectorEngine, optional
        What it was built for; FAISS when None.

    Raises
    ------
    MissingIndex
        None has been built.
    DamagedIndex
        A file is missing, truncated or altered.
    MismatchedIndex
        It was built with another format, model, engine or other sources.
    """
    engine = engine or FaissEngine()
    by_id = {source.id: source for source in sources}
    manifest = read_manifest(folder)
    while True:
        manifest.check_encoder(encoder)
        manifest.check_engine(engine.name)
        manifest.check_sources(by_id)
        try:
            stored = read_stored(folder, manifest)
            vectors = _rows(stored)
            return Index(
                sources=[by_id[entry.id] for entry in manifest.sources],
                encoder=encoder,
                ranker=Ranker(
                    store=engine.open(vectors, stored.folder),
                    vectors=vectors,
                    sparse=_read_sparse(stored),
                    tokens=stored.tokens,
                ),
            )
        except (DamagedIndex, OSError) as error:
            # A build that ends while we read takes the old files away: then read the new ones.
            replaced = read_manifest(folder)
            if replaced.build == manifest.build:
                raise error if isinstance(error, DamagedIndex) else damaged(folder) from error
            manifest = replaced


def verify(folder: Path) -> Manifest:
    """Check every byte of an index.

    Raises
    ------
    MissingIndex
        None has been built.
    DamagedIndex
        A file is missing, truncated or altered.
    """
    manifest = read_manifest(folder)
    for name, entry in manifest.files.items():
        path = folder / manifest.build / name
        if not path.is_file() or describe(path) != entry:
            raise damaged(path)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index.

    Raises
    ------
    MissingIndex
        None has been built.
    DamagedIndex
        It cannot be read.
    MismatchedIndex
        It has another format.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise MissingIndex(f"No index has been built in {folder}.", REBUILD) from None
    except (OSError, ValueError) as error:
        raise DamagedIndex("The manifest of the index cannot be read.", REBUILD) from error
    return Manifest.from_json(text)


def read_stored(folder: Path, manifest: Manifest) -> Stored:
    """Check the files of an index and map its arrays.

    Raises
    ------
    DamagedIndex
        A file is missing, truncated or altered.
    """
    build = folder / manifest.build
    for name, entry in manifest.files.items():
        check(build / name, entry)
    rows, count, width = manifest.passages, manifest.tokens, manifest.token_dimension
    return Stored(
        manifest=manifest,
        folder=build,
        vectors=map_array(build / "vectors", np.float32, (rows, manifest.dimension)),
        texts=map_array(build / "texts", np.uint8, (rows, 32)),
        tokens=TokenStates(
            states=map_array(build / "tokens", np.int8, (count, width)),
            offsets=map_array(build / "offsets", np.int32, (count, 2)),
            spans=map_array(build / "spans", np.int64, (rows, 2)),
        ),
    )


def _rows(stored: Stored) -> VectorRows:
    """Choose how single vectors are read: from the map while it is small."""
    if stored.vectors.nbytes <= MAPPED_UP_TO or not hasattr(os, "pread"):
        return stored.vectors
    return RowFile(stored.folder / "vectors", stored.vectors.shape)


def _read_sparse(stored: Stored) -> SparseIndex:
    manifest, build = stored.manifest, stored.folder
    stems = (build / "stems").read_text(encoding="utf-8").split("\n")[: manifest.stems]
    return SparseIndex(
        vocabulary={stem: number for number, stem in enumerate(stems)},
        scores=map_array(build / "bm25_scores", np.float32, (manifest.entries,)),
        rows=map_array(build / "bm25_rows", np.int32, (manifest.entries,)),
        columns=map_array(build / "bm25_columns", np.int64, (manifest.stems + 1,)),
        passages=manifest.passages,
    )


@contextmanager
def locked(folder: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Keep other processes and threads from building the same index.

    Raises
    ------
    IndexingError
        Another one has been building it for longer than `timeout` seconds.
    """
    import filelock

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(folder / ".lock", timeout=timeout):
            yield
    except filelock.Timeout:
        raise IndexingError(
            f"Another process is building the index in {folder}.", "Try again when it has ended."
        ) from None


class Draft:
    """An index being written beside the one in use; the caller holds the lock.

    Parameters
    ----------
    folder : Path
        The index's folder.
    texts : ndarray of uint8, shape (passages, 32)
        SHA-256 of each passage's text, in row order.
    encoder : Encoder
        The model whose vectors will be added.
    """

    def __init__(self, folder: Path, texts: NDArray[np.uint8], encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder
        self._rows = len(texts)
        self._tokens = 0
        remove_leftovers(folder)
        self._build = folder / f"build-{uuid.uuid4().hex[:12]}"
        self._build.mkdir()
        texts.tofile(self._build / "texts")
        self._vectors = np.zeros((self._rows, encoder.dimension), np.float32)
        if self._rows:
            path = self._build / "vectors"
            self._vectors = np.memmap(path, np.float32, "w+", shape=self._vectors.shape)
        self._spans = np.zeros((self._rows, 2), np.int64)
        self._states_file = (self._build / "tokens").open("wb")
        self._offsets_file = (self._build / "offsets").open("wb")

    def add(self, rows: Sequence[int], encoded: Encoded) -> None:
        """Write a text just encoded, for every passage that has it."""
        self._write(rows, encoded.vector, quantise(encoded.tokens), encoded.offsets)

    def keep(self, rows: Sequence[int], old: Stored, row: int) -> None:
        """Copy a text from an older build, for every passage that has it."""
        start, end = old.tokens.spans[row]
        states, offsets = old.tokens.states[start:end], old.tokens.offsets[start:end]
        self._write(rows, old.vectors[row], states, offsets)

    def _write(
        self,
        rows: Sequence[int],
        vector: Vectors,
        states: NDArray[np.int8],
        offsets: NDArray[np.int32],
    ) -> None:
        self._vectors[rows] = vector
        self._spans[rows] = (self._tokens, self._tokens + len(states))
        self._states_file.write(np.ascontiguousarray(states, np.int8).tobytes())
        self._offsets_file.write(np.ascontiguousarray(offsets, np.int32).tobytes())
        self._tokens += len(states)

    def finish(self, sparse: SparseIndex, sources: Sequence[Source], engine: VectorEngine) -> None:
        """Complete the files and put the index in the old one's place."""
        self._states_file.close()
        self._offsets_file.close()
        if isinstance(self._vectors, np.memmap):
            self._vectors.flush()
        else:
            (self._build / "vectors").touch()
        self._spans.tofile(self._build / "spans")
        (self._build / "stems").write_text("\n".join(sparse.vocabulary), encoding="utf-8")
        sparse.scores.tofile(self._build / "bm25_scores")
        sparse.rows.tofile(self._build / "bm25_rows")
        sparse.columns.tofile(self._build / "bm25_columns")
        engine.build(self._vectors, self._build)
        self._put_in_place(self._describe(sparse, sources, engine))

    def _describe(
        self, sparse: SparseIndex, sources: Sequence[Source], engine: VectorEngine
    ) -> Manifest:
        return Manifest(
            build=self._build.name,
            encoder=self._encoder.name,
            fingerprint=self._encoder.fingerprint,
            dimension=self._encoder.dimension,
            token_dimension=self._encoder.token_dimension,
            engine=engine.name,
            sources=tuple(StoredSource(s.id, digest(s), len(s.passages)) for s in sources),
            passages=self._rows,
            tokens=self._tokens,
            stems=len(sparse.vocabulary),
            entries=len(sparse.scores),
            files={path.name: describe(path) for path in sorted(self._build.iterdir())},
        )

    def _put_in_place(self, manifest: Manifest) -> None:
        beside = self._build / MANIFEST
        beside.write_text(manifest.to_json(), encoding="utf-8")
        os.replace(beside, self._folder / MANIFEST)
        remove_leftovers(self._folder)

    def discard(self) -> None:
        """Give up: take away what was written; the index in use stays."""
        self._states_file.close()
        self._offsets_file.close()
        remove_leftovers(self._folder)


def remove_leftovers(folder: Path) -> None:
    """Remove the files of every build but the one in use; the caller holds the lock."""
    try:
        current = read_manifest(folder).build
    except IndexingError:
        current = ""
    for path in folder.glob("build-*"):
        if path.name != current:
            # Windows keeps files that a reader has open: then the next build removes them.
            shutil.rmtree(path, ignore_errors=True)
