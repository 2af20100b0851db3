"""Notes by id."""

from fastapi import APIRouter

from corpus.model import Note
from qa.library import find_note
from qa.service.dependencies import TheEngine

router = APIRouter(prefix="/v1/notes", tags=["sources"])


@router.get("/{note_id}")
def note(note_id: str, engine: TheEngine) -> Note:
    """Show one note with its place and what it refers to."""
    return find_note(engine.sources, note_id)
