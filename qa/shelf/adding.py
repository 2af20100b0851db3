"""One going of adding: files read one by one, then taken into the library together."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from corpus.errors import OpcitError
from corpus.model import Provenance, Source
from qa.shelf.errors import AlreadyThere, Cancelled, NeedsTitle
from qa.shelf.reading import Read, filled
from qa.shelf.shelf import Shelf, arrange, fill, writing
from qa.shelf.staging import Staging
from qa.shelf.steps import Pace, Stage, Step, Told

Build = Callable[[Sequence[Source], Callable[[int, int], None] | None], object]
Ask = Callable[[str, str], str]
"""Asks for the title of a file, by its name and a suggestion."""

NOTHING_KNOWN = Provenance(title="", author="")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be added.

    Attributes
    ----------
    name : str
        Its name, without folders.
    data : bytes
        All of it.
    known : Provenance
        What the reader says of it; empty fields are taken from the file.
    again : str or None
        Id of the source whose file it is, when that is read again.
    """

    name: str
    data: bytes
    known: Provenance = NOTHING_KNOWN
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of files.

    Attributes
    ----------
    sources : tuple of Source
        Those added, in order.
    refused : tuple of (str, OpcitError)
        Names of the files refused, and why.
    """

    sources: tuple[Source, ...]
    refused: tuple[tuple[str, OpcitError], ...]


@dataclass(slots=True)
class Adding:
    """Reads files and takes them in; made by `Librarian.adding`."""

    _shelf: Shelf
    _bundled: Callable[[], Sequence[Source]]
    _build: Build
    _read: Read
    _staging: Staging
    _told: Told
    _taken: list[tuple[Arrival, Source]] = field(default_factory=list)
    _refused: list[tuple[str, OpcitError]] = field(default_factory=list)

    def take(self, arrival: Arrival, ask: Ask | None = None) -> None:
        """Read a file; one that is refused is told of in the end.

        Parameters
        ----------
        arrival : Arrival
            The file.
        ask : callable, optional
            Asks for a title when the file gives none; its name serves when left out.

        Raises
        ------
        Cancelled
            Everything was called off.
        """
        try:
            self._check_new(arrival)
            source = self._titled(arrival, ask)
        except Cancelled:
            raise
        except OpcitError as error:
            self.refuse(arrival.name, error)
            return
        self._taken.append((arrival, source))
        self._step(
            Step(Stage.LINKING, arrival.name, source.integrity.linked, len(source.notes), "notes")
        )

    def refuse(self, name: str, error: OpcitError) -> None:
        """Tell in the end that a file was refused, and why."""
        self._refused.append((name, error))

    def finish(self) -> Outcome:
        """Take in what was read, and bring the index up to date.

        Raises
        ------
        Cancelled
            It was called off; nothing was added.
        """
        if not self._taken:
            return Outcome((), tuple(self._refused))
        with self._shelf.locked(self._step):
            settled = self._settle()
            if settled:
                fresh = {source.id: source for _, source in settled}
                with writing(self._shelf.folder):
                    for arrival, source in settled:
                        fill(self._staging.place(source.id), source, arrival.data, arrival.name)
                kept = [s for s in self._shelf.look().sources if s.id not in fresh]
                every = arrange(self._bundled(), [*kept, *fresh.values()])
                self._build(tuple(every.values()), self._embedding())
                with writing(self._shelf.folder):
                    for source_id in fresh:
                        self._staging.bring_in(source_id)
        return Outcome(tuple(source for _, source in settled), tuple(self._refused))

    def _titled(self, arrival: Arrival, ask: Ask | None) -> Source:
        known: Provenance | None = None
        if arrival.again:
            known = filled(arrival.known, self._shelf.file(arrival.again)[0].provenance)
        elif arrival.known.title and arrival.known.author:
            known = arrival.known
        source = self._reading(arrival, known)
        wanted = filled(arrival.known, source.provenance)
        if not wanted.title.strip():
            suggestion = title_of(arrival.name)
            title = ask(arrival.name, suggestion) if ask else suggestion
            if not title.strip():
                raise NeedsTitle(f"“{arrival.name}” gives no title.", "Say what it is called.")
            wanted = replace(wanted, title=title.strip())
        return source if wanted == source.provenance else self._reading(arrival, wanted)

    def _reading(self, arrival: Arrival, known: Provenance | None) -> Source:
        pace, size = Pace(), len(arrival.data)
        self._step(Step(Stage.READING, arrival.name, 0, size, "bytes"))
        source = self._read(arrival.data, arrival.name, arrival.again, known)
        self._step(Step(Stage.READING, arrival.name, size, size, "bytes", pace.rate(size)))
        return source

    def _settle(self) -> list[tuple[Arrival, Source]]:
        """Give each source an id that no other has; refuse what has come in meanwhile."""
        settled: list[tuple[Arrival, Source]] = []
        taken = {source.id for source in self._bundled()} | set(self._shelf.ids())
        for arrival, source in self._taken:
            try:
                self._check_new(arrival, [s for _, s in settled])
            except AlreadyThere as error:
                self.refuse(arrival.name, error)
                continue
            if not arrival.again and source.id in taken:
                name = free_name(source.id, taken)
                source = self._read(arrival.data, arrival.name, name, source.provenance)
            taken.add(source.id)
            settled.append((arrival, source))
        return settled

    def _check_new(self, arrival: Arrival, beside: Sequence[Source] = ()) -> None:
        sha256 = hashlib.sha256(arrival.data).hexdigest()
        bundled = self._bundled()
        for source in (*bundled, *self._shelf.look().sources, *beside):
            if source.sha256 == sha256 and source.id != arrival.again:
                hint = f"`opcit add --again {source.id}` reads it again."
                raise AlreadyThere(
                    f"The file “{arrival.name}” is in the library already: "
                    f"it is “{source.id}” ({source.provenance.title}).",
                    "It comes with Opcit." if source in bundled else hint,
                )

    def _embedding(self) -> Callable[[int, int], None]:
        pace = Pace()

        def report(done: int, total: int) -> None:
            self._step(Step(Stage.EMBEDDING, "", done, total, "passages", pace.rate(done)))

        return report

    def _step(self, step: Step) -> None:
        self._staging.check()
        self._told(step)


def title_of(name: str) -> str:
    """Make a title of a file's name; empty when there are no words in it.

    Examples
    --------
    >>> title_of("The_Wealth-of-Nations.txt")
    'The Wealth of Nations'
    """
    words = re.findall(r"[^\W_]+", PurePosixPath(name).stem)
    return " ".join(words)


def free_name(name: str, taken: set[str]) -> str:
    """Put a number to a name, so that it is none of those taken."""
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
