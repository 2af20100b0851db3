"""Passages by id."""

from fastapi import APIRouter

from corpus.model import Passage
from qa.library import find_passage
from qa.service.dependencies import TheEngine

router = APIRouter(prefix="/v1/passages", tags=["sources"])


@router.get("/{passage_id}")
def passage(passage_id: str, engine: TheEngine) -> Passage:
    """Show one passage with its notes and sentences."""
    return find_passage(engine.sources, passage_id)
