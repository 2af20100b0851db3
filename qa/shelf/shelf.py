"""The folder of added sources.

It looks like this::

    sources/
      <id>/      original.<ending>, provenance.toml, and reading.json, which may be lost
      .staging/  what is being added or removed just now

A source comes and goes by one renaming, so a reader of the folder sees all of it or nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import OpcitError
from corpus.model import Source
from qa.shelf import kept
from qa.shelf.card import Card
from qa.shelf.errors import DamagedSource, LibraryBusy, LibraryUnwritable
from qa.shelf.kept import Kept
from qa.shelf.reading import Read, read_source, readers
from qa.shelf.staging import Staging
from qa.shelf.steps import Stage, Step, Told

if TYPE_CHECKING:
    from filelock import FileLock

CARD = "provenance.toml"
_PATIENCE = 3600.0
_BETWEEN_TRIES = 0.25
_ENDING = re.compile(r"\.[a-z0-9]{1,8}$")
_AGAIN = "Put the files back, or remove the source and add it again."

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """An added source that cannot be used.

    Attributes
    ----------
    id : str
        The source.
    message : str
        What is wrong, and what to do about it.
    """

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is on the shelf.

    Attributes
    ----------
    sources : tuple of Source
        By id.
    damaged : tuple of Damage
        Those left out.
    outdated : tuple of str
        Ids of those that other readers read than are here now.
    """

    sources: tuple[Source, ...]
    damaged: tuple[Damage, ...] = ()
    outdated: tuple[str, ...] = ()


class Shelf:
    """Keeps added sources in a folder that several processes may share.

    Parameters
    ----------
    folder : Path
        Where they are; made when the first is added.
    read : callable
        Reads a file.
    """

    def __init__(self, folder: Path, read: Read = read_source) -> None:
        self.folder = folder
        self._read = read
        self._seen: dict[str, tuple[Stamp, Kept]] = {}

    def ids(self) -> list[str]:
        """Return the ids of all sources, damaged or not."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if p.is_dir() and p.name[0] != ".")

    def look(self) -> Contents:
        """Read what is there; what is damaged does not keep the rest from being read."""
        found: list[Kept] = []
        damaged = []
        for name in self.ids():
            try:
                found.append(self._load(self.folder / name))
            except OpcitError as error:
                damaged.append(Damage(name, str(error)))
            except OSError as error:
                damaged.append(Damage(name, f"Its files cannot be read: {error.strerror}."))
        outdated = tuple(k.source.id for k in found if k.readers != readers())
        return Contents(tuple(k.source for k in found), tuple(damaged), outdated)

    def refresh(self) -> None:
        """Read those again that other readers read; the caller holds the lock.

        What the readers of today refuse stays as it was read before.
        """
        for name in self.look().outdated:
            try:
                self._fresh(self.folder / name, *self.file(name))
            except OpcitError:
                continue

    def file(self, source_id: str) -> tuple[Card, bytes]:
        """Return the card of a source and the bytes of its file.

        Raises
        ------
        DamagedSource
            Its files are missing or altered.
        """
        folder = self.folder / source_id
        try:
            card = Card.from_toml((folder / CARD).read_bytes())
            data = (folder / original(card.file)).read_bytes()
        except FileNotFoundError as error:
            raise DamagedSource(f"{Path(str(error.filename)).name} is missing.", _AGAIN) from error
        if hashlib.sha256(data).hexdigest() != card.sha256:
            raise DamagedSource("Its file was altered or cut short.", _AGAIN)
        return card, data

    @contextmanager
    def locked(self, told: Told = lambda _: None) -> Iterator[None]:
        """Keep others from changing the library; `told` hears of the waiting.

        Raises
        ------
        LibraryBusy
            It has been changed by others for an hour.
        """
        lock = self._acquire(told)
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def staging(self, job: str) -> Iterator[Staging]:
        """Have a place beside the sources for what is on its way in or out."""
        staging = Staging(self.folder, job)
        with writing(self.folder):
            staging.open()
        try:
            yield staging
        finally:
            staging.close()

    def _acquire(self, told: Told) -> "FileLock":
        import filelock

        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self.folder / ".lock")
            for _ in range(int(_PATIENCE / _BETWEEN_TRIES)):
                try:
                    lock.acquire(timeout=_BETWEEN_TRIES)
                    return lock
                except filelock.Timeout:
                    told(Step(Stage.WAITING))
        raise LibraryBusy(
            "Another process has been changing the library for an hour.",
            "Try again when it has ended.",
        )

    def _load(self, folder: Path) -> Kept:
        stamp = _stamp(folder)
        known = self._seen.get(folder.name)
        if known is not None and known[0] == stamp:
            return known[1]
        card, data = self.file(folder.name)
        found = kept.load(folder, (folder / CARD).read_bytes()) or self._fresh(folder, card, data)
        self._seen[folder.name] = (_stamp(folder), found)
        return found

    def _fresh(self, folder: Path, card: Card, data: bytes) -> Kept:
        source = self._read(data, card.file, folder.name, card.provenance)
        fresh = Kept(readers(), kept.card_hash((folder / CARD).read_bytes()), source)
        kept.save(folder, fresh)
        return fresh


def fill(folder: Path, source: Source, data: bytes, name: str) -> None:
    """Write the files of a source into its folder."""
    folder.mkdir(parents=True)
    card = Card(source.provenance, name, source.sha256).to_toml().encode()
    (folder / original(name)).write_bytes(data)
    (folder / CARD).write_bytes(card)
    kept.save(folder, Kept(readers(), kept.card_hash(card), source))


def original(name: str) -> str:
    """Return what the file of a source is called in its folder."""
    ending = _ENDING.search(name.casefold())
    return f"original{ending[0] if ending else ''}"


def arrange(bundled: Sequence[Source], added: Sequence[Source]) -> dict[str, Source]:
    """Put all sources in the one order in which they are indexed."""
    ordered = {source.id: source for source in bundled}
    for source in sorted(added, key=lambda source: source.id):
        ordered.setdefault(source.id, source)
    return ordered


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Name what goes wrong while the library is written to.

    Raises
    ------
    LibraryUnwritable
        It cannot be.
    """
    try:
        yield
    except OSError as error:
        raise LibraryUnwritable(
            f"The library cannot be written to {folder}: {error.strerror}.",
            "Check that the folder may be written to and that the disk has room.",
        ) from error


def _stamp(folder: Path) -> Stamp:
    """Tell a folder's files as they are from what they were, without reading them."""
    return tuple(
        (status.st_mtime_ns, status.st_size)
        for path in sorted(folder.iterdir())
        if path.name[0] != "." and (status := path.stat())
    )
