"""What goes over the wire beside the words of `corpus`, `index` and `qa`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from corpus.errors import OpcitError
from corpus.model import Provenance, Section, Source
from corpus.report import Integrity
from index.hit import Hit
from qa.shelf.adding import Outcome


class Status(StrEnum):
    """Whether the service can answer."""

    OK = "ok"
    STARTING = "starting"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Health:
    """How the service is.

    Attributes
    ----------
    status : Status
        "ok", "starting" while the index is opened or built, or "unavailable".
    version : str
        Opcit's own.
    sources, passages : int
        Counts; 0 until the service is ready. `passages` includes notes.
    encoder : str
        Name of the embedding model; empty until the service is ready.
    detail : str
        What it is doing, or what is wrong and what to do; empty when all is well.
    progress : float
        Share of the passages indexed so far, in [0, 1]; 1 when ready.
    """

    status: Status
    version: str
    sources: int
    passages: int
    encoder: str
    detail: str
    progress: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source without its text.

    Attributes
    ----------
    id, sha256 : str
        The source's id and the hash of its file.
    provenance : Provenance
        Where it comes from.
    sections : tuple of Section
        The outline.
    passages, sentences, notes, works, characters : int
        Counts; `passages` leaves notes out.
    integrity : Integrity
        What was linked and resolved, and what was not.
    added : bool
        Whether a reader added it and may remove it.
    """

    id: str
    provenance: Provenance
    sha256: str
    sections: tuple[Section, ...]
    passages: int
    sentences: int
    notes: int
    works: int
    characters: int
    integrity: Integrity
    added: bool = False

    @classmethod
    def of(cls, source: Source, *, added: bool = False) -> Self:
        """Summarise a source."""
        return cls(
            id=source.id,
            provenance=source.provenance,
            sha256=source.sha256,
            sections=source.sections,
            passages=source.integrity.passages,
            sentences=source.integrity.sentences,
            notes=source.integrity.notes,
            works=len(source.works),
            characters=len(source.text),
            integrity=source.integrity,
            added=added,
        )


@dataclass(frozen=True, slots=True)
class Hits:
    """Passages found.

    Attributes
    ----------
    hits : tuple of Hit
        Best first.
    """

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a question was understood as, and the passages found for it: the first streamed event.

    Attributes
    ----------
    standalone_question : str
        As understood.
    hits : tuple of Hit
        Best first.
    """

    standalone_question: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Where a streamed answer is kept: the last event.

    Attributes
    ----------
    conversation_id, turn_id : str
        Empty when the answer is not kept.
    """

    conversation_id: str
    turn_id: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong.

    Attributes
    ----------
    code : str
        Stable name.
    message, hint : str
        What is wrong, and what to do about it.
    """

    code: str
    message: str
    hint: str

    @classmethod
    def of(cls, error: OpcitError) -> Self:
        """Describe a named error."""
        return cls(error.code, error.message, error.hint)


@dataclass(frozen=True, slots=True)
class Failure:
    """The shape of every error.

    Attributes
    ----------
    error : Fault
        What went wrong.
    """

    error: Fault


@dataclass(frozen=True, slots=True)
class JobStarted:
    """An upload that is being read: the first streamed event.

    Attributes
    ----------
    id : str
        Its name; DELETE /v1/jobs/{id} calls it off.
    """

    id: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not added.

    Attributes
    ----------
    file : str
        Its name.
    error : Fault
        Why not.
    """

    file: str
    error: Fault


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files: the last streamed event.

    Attributes
    ----------
    sources : tuple of SourceSummary
        Those added, in order.
    refused : tuple of Refusal
        Those that were not; the others are added all the same.
    """

    sources: tuple[SourceSummary, ...]
    refused: tuple[Refusal, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """Describe what became of files."""
        return cls(
            tuple(SourceSummary.of(source, added=True) for source in outcome.sources),
            tuple(Refusal(name, Fault.of(error)) for name, error in outcome.refused),
        )
