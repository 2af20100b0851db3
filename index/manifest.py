"""The manifest of a built index: what it was built from, and what its files must be."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.model import Source
from index.encoder import Encoder
from index.errors import DamagedIndex, MismatchedIndex
from index.files import REBUILD, StoredFile

FORMAT = 1
METRIC = "inner_product"


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as it was when the index was built.

    Attributes
    ----------
    id : str
        The source's id.
    digest : str
        SHA-256 of its file and of its passages as they were read.
    passages : int
        How many rows of the index are its passages, notes included.
    """

    id: str
    digest: str
    passages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index is; kept as ``manifest.json``.

    Attributes
    ----------
    build : str
        Name of the folder that holds the files, inside the index's folder.
    encoder, fingerprint : str
        The model's name and what decides its vectors.
    dimension, token_dimension : int
        Lengths of a passage's vector and of a token's state.
    engine : str
        Name of the vector engine.
    sources : tuple of StoredSource
        In row order.
    passages, tokens, stems, entries : int
        Counts: rows, token states, stems of the word index and its entries.
    files : dict of str to StoredFile
        By name.
    format : int
        Version of this layout.
    metric : str
        How vectors are compared.
    """

    build: str
    encoder: str
    fingerprint: str
    dimension: int
    token_dimension: int
    engine: str
    sources: tuple[StoredSource, ...]
    passages: int
    tokens: int
    stems: int
    entries: int
    files: dict[str, StoredFile]
    format: int = FORMAT
    metric: str = METRIC

    def to_json(self) -> str:
        """Write as JSON, with a checksum over the rest."""
        body = asdict(self)
        return json.dumps({**body, "checksum": _checksum(body)}, indent=2, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read what `to_json` wrote.

        Raises
        ------
        DamagedIndex
            It does not parse, or was altered.
        MismatchedIndex
            It has another format.
        """
        try:
            body: dict[str, Any] = json.loads(text)
            checksum = body.pop("checksum")
            if checksum != _checksum(body):
                raise DamagedIndex("The manifest of the index was altered.", REBUILD)
            if body["format"] != FORMAT:
                raise MismatchedIndex(
                    f"The index has format {body['format']}, this version of Opcit reads {FORMAT}.",
                    REBUILD,
                )
            sources = tuple(StoredSource(**entry) for entry in body.pop("sources"))
            files = {name: StoredFile(**entry) for name, entry in body.pop("files").items()}
            return cls(sources=sources, files=files, **body)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedIndex("The manifest of the index cannot be read.", REBUILD) from error

    def check_encoder(self, encoder: Encoder) -> None:
        """Refuse an encoder other than the one the index was built with.

        Raises
        ------
        MismatchedIndex
            Its name, fingerprint or dimensions differ.
        """
        if self.encoder != encoder.name:
            raise MismatchedIndex(
                f"The index was built with the model {self.encoder}, not {encoder.name}.", REBUILD
            )
        built = (self.fingerprint, self.dimension, self.token_dimension)
        if built != (encoder.fingerprint, encoder.dimension, encoder.token_dimension):
            raise MismatchedIndex(
                f"The index was built with another version or setting of the model {encoder.name}.",
                REBUILD,
            )

    def check_engine(self, name: str) -> None:
        """Refuse a vector engine other than the one the index was built for.

        Raises
        ------
        MismatchedIndex
            The names differ.
        """
        if self.engine != name:
            raise MismatchedIndex(f"The index was built for {self.engine}, not {name}.", REBUILD)

    def check_sources(self, sources: Mapping[str, Source]) -> None:
        """Refuse sources other than those indexed.

        Raises
        ------
        MismatchedIndex
            One was added, removed or changed.
        """
        indexed = {entry.id: entry.digest for entry in self.sources}
        differences = [
            (sources.keys() - indexed.keys(), "not indexed yet"),
            (indexed.keys() - sources.keys(), "indexed but no longer there"),
            (
                {
                    name
                    for name in sources.keys() & indexed.keys()
                    if digest(sources[name]) != indexed[name]
                },
                "changed since the index was built",
            ),
        ]
        for names, what in differences:
            if names:
                raise MismatchedIndex(f"{_listed(sorted(names))}: {what}.", REBUILD)


def digest(source: Source) -> str:
    """Hash a source as it was read: its file, and the ids and texts of its passages."""
    state = hashlib.sha256(source.sha256.encode())
    for passage in source.passages:
        state.update(f"\0{passage.id}\0{passage.text}".encode())
    return state.hexdigest()


def _checksum(body: dict[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
