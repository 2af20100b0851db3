"""The vector store on a Milvus, for libraries past one machine.

Every build makes a collection of its own, named in the index's folder. The collection before it
is dropped one build later, so that readers have time to open the new one.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import DamagedIndex, IndexingError
from index.vectors import Rows, VectorRows

if TYPE_CHECKING:
    from pymilvus import MilvusClient

FILE = "milvus.json"
BATCH = 1000
MOST_FOUND = 16_384
"""The most that Milvus gives for one question."""


class MilvusEngine:
    """Builds and opens collections of a Milvus.

    Parameters
    ----------
    uri : str
        Where it is: ``http://host:19530``, or a file for the one that runs in the process.
    token : str
        What lets us in; empty when nothing is asked for.
    """

    name = "milvus"

    def __init__(self, uri: str, token: str = "") -> None:
        self._uri = uri
        self._token = token

    def build(self, vectors: Vectors, folder: Path) -> None:
        """Make a collection of the vectors and note its name in the folder."""
        collection = "opcit_" + folder.name.replace("-", "_")
        older = [_read(path) for path in folder.parent.glob(f"*/{FILE}")]
        in_use = {note["collection"] for note in older}
        with self._client() as client:
            for outdated in {name for note in older for name in note["before"]} - in_use:
                client.drop_collection(outdated)
            try:
                _fill(client, collection, vectors)
            except BaseException:
                client.drop_collection(collection)
                raise
        note = {"collection": collection, "before": sorted(in_use)}
        (folder / FILE).write_text(json.dumps(note), encoding="utf-8")

    def open(self, vectors: VectorRows, folder: Path) -> "MilvusStore":
        """Connect to the collection that the folder names."""
        collection = _read(folder / FILE)["collection"]
        with self._client() as client:
            if not client.has_collection(collection):
                raise DamagedIndex(
                    f"The collection {collection} is not in the Milvus at {self._uri}.",
                    "Run `opcit index`.",
                )
            client.load_collection(collection)
            return MilvusStore(client, collection, self._uri)

    @contextmanager
    def _client(self) -> "Iterator[MilvusClient]":
        with _worded(self._uri):
            from pymilvus import MilvusClient

            # It logs with a traceback what it raises as well.
            logging.getLogger("pymilvus.decorators").setLevel(logging.CRITICAL)
            yield MilvusClient(self._uri, token=self._token)


class MilvusStore:
    """A collection opened for searching.

    Parameters
    ----------
    client : MilvusClient
        Connected.
    collection : str
        Name of the collection.
    uri : str
        Where it is, for errors.
    """

    def __init__(self, client: "MilvusClient", collection: str, uri: str) -> None:
        self._client = client
        self._collection = collection
        self._uri = uri

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None) -> Rows:
        """Find the rows with the greatest inner product."""
        with _worded(self._uri):
            found = self._client.search(
                self._collection,
                data=[vector.tolist()],
                limit=min(k, MOST_FOUND),
                filter="" if allowed is None else _expression(allowed),
                output_fields=["id"],
            )
        return np.array([hit["id"] for hit in found[0]], np.int64)


@contextmanager
def _worded(uri: str) -> Iterator[None]:
    """Say what goes wrong in words of our own."""
    try:
        from pymilvus import MilvusException
    except ImportError:
        raise IndexingError(
            "The Milvus client is not installed.", 'Run `pip install "opcit[milvus]"`.'
        ) from None
    try:
        yield
    except MilvusException as error:
        raise IndexingError(
            f"The Milvus at {uri} does not do its work: {error.message}",
            "Check that it runs and that its address is right.",
        ) from error


def _fill(client: "MilvusClient", collection: str, vectors: Vectors) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    parameters = client.prepare_index_params()
    parameters.add_index("vector", index_type="AUTOINDEX", metric_type="IP")
    client.create_collection(
        collection, schema=schema, index_params=parameters, consistency_level="Strong"
    )
    for start in range(0, len(vectors), BATCH):
        batch = enumerate(vectors[start : start + BATCH], start)
        client.insert(collection, [{"id": row, "vector": v.tolist()} for row, v in batch])


def _expression(allowed: NDArray[np.bool_]) -> str:
    """Write which rows are allowed as ranges of their numbers.

    Passages of a source stand together, and so do its notes, so the ranges are few.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], allowed, [False]]).astype(np.int8)))
    ranges = edges.reshape(-1, 2).tolist()
    return " or ".join(f"(id >= {start} and id < {end})" for start, end in ranges)


def _read(path: Path) -> dict[str, Any]:
    try:
        note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedIndex(f"{path} cannot be read.", "Run `opcit index`.") from error
    return note
