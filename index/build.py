"""Building the index: encode what is new, keep what is not."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.model import Source
from index.encoder import Encoder
from index.errors import IndexingError
from index.faiss_vectors import FaissEngine
from index.manifest import digest
from index.sparse import build_sparse
from index.store import Draft, Stored, locked, read_manifest, read_stored
from index.vectors import VectorEngine

BATCH = 32_000
"""Characters handed to the encoder at a time, about; texts of like length go together."""

Progress = Callable[[int, int], None]
Rows = dict[bytes, list[int]]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes
    ----------
    embedded : int
        Passages whose text was new and had to be encoded.
    reused : int
        Passages whose vectors were kept.
    removed : int
        Passages of the older index whose text is in no source any more.
    seconds : float
        How long it took.
    """

    embedded: int
    reused: int
    removed: int
    seconds: float


def build_index(
    folder: Path,
    sources: Sequence[Source],
    encoder: Encoder,
    *,
    engine: VectorEngine | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index in a folder up to date with the sources.

    What was built with the same model is kept wherever a passage's text is unchanged. An index
    that is damaged, or was built with another model, is built anew. Until the new index is
    complete the old one stays in use; one build runs at a time.

    Parameters
    ----------
    folder : Path
        Where the index is or will be.
    sources : sequence of Source
        All sources of the library, each with an id of its own.
    encoder : Encoder
        The model.
    engine : VectorEngine, optional
        Where vectors are searched; FAISS when None.
    progress : callable, optional
        Called with the number of passages encoded so far and to be encoded in all.

    Raises
    ------
    IndexingError
        Two sources have the same id, the folder cannot be written to, or another process has
        been building this index for an hour.
    """
    started = time.monotonic()
    _check_ids(sources)
    engine = engine or FaissEngine()
    hashes = [
        hashlib.sha256(passage.text.encode()).digest()
        for source in sources
        for passage in source.passages
    ]
    try:
        with locked(folder):
            old = _usable(folder, encoder)
            old_rows = _rows_by_text(old)
            embedded = sum(text not in old_rows for text in hashes)
            removed = sum(len(old_rows[text]) for text in old_rows.keys() - set(hashes))
            if old is None or not _current(old, sources, engine):
                _write(folder, sources, hashes, encoder, engine, old, old_rows, progress)
    except OSError as error:
        raise IndexingError(
            f"The index cannot be written to {folder}: {error.strerror}.",
            "Check that the folder may be written to and that the disk has room.",
        ) from error
    seconds = time.monotonic() - started
    return BuildReport(embedded, len(hashes) - embedded, removed, seconds)


def _check_ids(sources: Sequence[Source]) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise IndexingError(
                f"Two sources have the id {source.id}.", "Give each source an id of its own."
            )
        seen.add(source.id)


def _usable(folder: Path, encoder: Encoder) -> Stored | None:
    """Return the older index if its vectors can be kept."""
    try:
        manifest = read_manifest(folder)
        manifest.check_encoder(encoder)
        return read_stored(folder, manifest)
    except IndexingError:
        return None


def _current(old: Stored, sources: Sequence[Source], engine: VectorEngine) -> bool:
    indexed = [(entry.id, entry.digest) for entry in old.manifest.sources]
    wanted = [(source.id, digest(source)) for source in sources]
    return old.manifest.engine == engine.name and indexed == wanted


def _rows_by_text(old: Stored | None) -> Rows:
    return {} if old is None else _grouped([text.tobytes() for text in old.texts])


def _grouped(hashes: Sequence[bytes]) -> Rows:
    """Group row numbers by text."""
    rows: Rows = defaultdict(list)
    for row, text in enumerate(hashes):
        rows[text].append(row)
    return dict(rows)


def _write(
    folder: Path,
    sources: Sequence[Source],
    hashes: Sequence[bytes],
    encoder: Encoder,
    engine: VectorEngine,
    old: Stored | None,
    old_rows: Rows,
    progress: Progress | None,
) -> None:
    """Write a new index beside the old one and put it in its place."""
    texts = [passage.text for source in sources for passage in source.passages]
    draft = Draft(folder, np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, 32), encoder)
    try:
        new = []
        for text, rows in _grouped(hashes).items():
            if old is not None and text in old_rows:
                draft.keep(rows, old, old_rows[text][0])
            else:
                new.append(rows)
        _encode(draft, new, texts, encoder, progress)
        draft.finish(build_sparse(texts), sources, engine)
    except BaseException:
        draft.discard()
        raise


def _encode(
    draft: Draft,
    new: list[list[int]],
    texts: Sequence[str],
    encoder: Encoder,
    progress: Progress | None,
) -> None:
    """Encode new texts, longest first, so that what takes most memory fails first if at all."""
    total, done = sum(map(len, new)), 0
    for batch in _batches(sorted(new, key=lambda rows: -len(texts[rows[0]])), texts):
        if progress is not None:
            progress(done, total)
        for rows, encoded in zip(
            batch, encoder.encode([texts[rows[0]] for rows in batch]), strict=True
        ):
            draft.add(rows, encoded)
            done += len(rows)
    if progress is not None:
        progress(done, total)


def _batches(new: list[list[int]], texts: Sequence[str]) -> Iterator[list[list[int]]]:
    """Cut texts, each with the rows that have it, into batches of about the same length."""
    batch: list[list[int]] = []
    characters = 0
    for rows in new:
        batch.append(rows)
        characters += len(texts[rows[0]])
        if characters >= BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
