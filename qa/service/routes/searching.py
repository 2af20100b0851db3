"""Searching for passages."""

from fastapi import APIRouter

from qa.service.bodies import SearchBody
from qa.service.dependencies import TheEngine, TheParts
from qa.service.shapes import Hits

router = APIRouter(prefix="/v1", tags=["searching"])


@router.post("/search")
def search(body: SearchBody, engine: TheEngine, parts: TheParts) -> Hits:
    """Find passages and notes, best first, each with why it was found."""
    k = body.k or parts.limits.hits
    found = engine.search(
        body.query,
        k=k,
        source_ids=body.source_ids,
        kinds=body.kinds,
        voices=body.voices,
        speaker=body.speaker,
    )
    return Hits(tuple(found))
