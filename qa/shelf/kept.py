"""A source as it was read, kept so that it need not be read again; a copy that may be lost."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus.model import Source
from qa.serialise import from_json, to_json

READING = "reading.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A source as read, and of what and by which readers.

    Attributes
    ----------
    readers : str
        Names the readers that read it.
    card : str
        SHA-256 of the card it was read with.
    source : Source
        What they made of it.
    """

    readers: str
    card: str
    source: Source


def card_hash(card: bytes) -> str:
    """Hash the card that a source was read with."""
    return hashlib.sha256(card).hexdigest()


def load(folder: Path, card: bytes) -> Kept | None:
    """Return the reading kept in a source's folder, if it was made with this card."""
    try:
        kept = from_json(Kept, (folder / READING).read_bytes())
    except (OSError, ValidationError):
        return None
    return kept if kept.card == card_hash(card) and kept.source.id == folder.name else None


def save(folder: Path, kept: Kept) -> None:
    """Keep a reading; where that cannot be written, the source is read again next time."""
    beside = folder / f".{READING}-{os.getpid()}"
    with contextlib.suppress(OSError):
        beside.write_text(to_json(kept), encoding="utf-8")
        os.replace(beside, folder / READING)
