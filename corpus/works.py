"""The index of works cited in the notes."""

from collections.abc import Sequence

from corpus.model import Note, Work


def index_works(source_id: str, notes: Sequence[Note]) -> tuple[Work, ...]:
    """List every work the notes cite, with every use."""
    return ()
