"""Adding sources to the library and removing them, the index kept in step."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from corpus.errors import UnknownSource
from corpus.model import Provenance, Source
from qa.shelf.adding import Adding, Arrival, Build, Outcome
from qa.shelf.errors import BundledSource
from qa.shelf.reading import Read, read_source
from qa.shelf.shelf import Damage, Shelf, arrange, writing
from qa.shelf.staging import cancel
from qa.shelf.steps import Told


class Librarian:
    """Changes the library; what it begins it finishes, or leaves no trace of.

    Parameters
    ----------
    shelf : Shelf
        Where added sources are.
    bundled : callable
        Gives the sources that cannot be changed.
    build : callable
        Brings the index up to date with all sources handed to it.
    read : callable
        Reads a file.
    """

    def __init__(
        self,
        shelf: Shelf,
        bundled: Callable[[], Sequence[Source]],
        build: Build,
        read: Read = read_source,
    ) -> None:
        self._shelf = shelf
        self._bundled = bundled
        self._build = build
        self._read = read

    def add(
        self, arrivals: Sequence[Arrival], told: Told = lambda _: None, job: str = ""
    ) -> Outcome:
        """Add files; one that is refused does not keep the others out.

        Raises
        ------
        Cancelled
            It was called off; nothing was added.
        LibraryError
            The library cannot be changed now.
        """
        with self.adding(told, job) as adding:
            for arrival in arrivals:
                adding.take(arrival)
            return adding.finish()

    @contextmanager
    def adding(self, told: Told = lambda _: None, job: str = "") -> Iterator[Adding]:
        """Begin to add files, one after another.

        Parameters
        ----------
        told : callable
            Told of each step; raising `Cancelled` calls everything off.
        job : str
            Id by which it can be cancelled: see `new_job`.
        """
        with self._shelf.staging(job or new_job()) as staging:
            yield Adding(self._shelf, self._bundled, self._build, self._read, staging, told)

    def again(self, source_id: str, known: Provenance) -> Arrival:
        """Return the file of an added source, to be read again.

        Parameters
        ----------
        source_id : str
            The source.
        known : Provenance
            What is to be said of it from now on; empty fields stay as they are.

        Raises
        ------
        BundledSource
            It comes with Opcit.
        UnknownSource
            There is none.
        DamagedSource
            Its file is missing or altered.
        """
        self.check_added(source_id)
        card, data = self._shelf.file(source_id)
        return Arrival(card.file, data, known, again=source_id)

    def check_added(self, source_id: str) -> None:
        """Refuse what is not an added source.

        Raises
        ------
        BundledSource
            It comes with Opcit.
        UnknownSource
            There is none.
        """
        if any(source.id == source_id for source in self._bundled()):
            raise BundledSource(
                f"“{source_id}” comes with Opcit and stays as it is.",
                "Leave it out of a question by choosing the other sources.",
            )
        added = self._shelf.ids()
        if source_id not in added:
            known = f"There is: {', '.join(added[:5])}." if added else "None has been added yet."
            raise UnknownSource(f"No added source is called “{source_id[:80]}”.", known)

    def remove(self, source_id: str) -> None:
        """Remove an added source, its file and its passages; the rest goes on being answered from.

        Raises
        ------
        BundledSource
            It comes with Opcit.
        UnknownSource
            There is none.
        LibraryError
            The library cannot be changed now.
        """
        self.check_added(source_id)
        shelf = self._shelf
        with shelf.staging(new_job()) as staging, shelf.locked():
            self.check_added(source_id)
            with writing(shelf.folder):
                staging.take_out(source_id)
            try:
                self._build(tuple(arrange(self._bundled(), shelf.look().sources).values()), None)
            except BaseException:
                staging.put_back(source_id)
                raise

    def added(self) -> list[str]:
        """Name the sources that were added, damaged or not."""
        return self._shelf.ids()

    def damaged(self) -> tuple[Damage, ...]:
        """Name the added sources that cannot be used and are left out."""
        return self._shelf.look().damaged

    def cancel(self, job: str) -> None:
        """Call a job off, in whichever process it runs.

        Raises
        ------
        UnknownJob
            There is none with this id, or it has ended.
        """
        cancel(self._shelf.folder, job)


def new_job() -> str:
    """Make an id for a job."""
    return uuid.uuid4().hex
