"""Sources, and what belongs to one of them."""

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.model import Note, Passage
from corpus.report import Work
from qa.library import labelled
from qa.service.dependencies import TheAdded, TheEngine, TheSource
from qa.service.shapes import SourceSummary

router = APIRouter(prefix="/v1/sources", tags=["sources"])


@router.get("")
def sources(engine: TheEngine, added: TheAdded) -> list[SourceSummary]:
    """List the sources with provenance, outline, counts and integrity report."""
    return [SourceSummary.of(s, added=s.id in added) for s in engine.sources.values()]


@router.get("/{source_id}")
def source(source: TheSource, added: TheAdded) -> SourceSummary:
    """Describe one source: provenance, outline, counts and integrity report."""
    return SourceSummary.of(source, added=source.id in added)


@router.get("/{source_id}/passages")
def passages(
    source: TheSource,
    section: Annotated[str | None, Query(description="Only those under this heading.")] = None,
    offset: Annotated[int, Query(ge=0, description="How many to skip.")] = 0,
    limit: Annotated[int | None, Query(ge=1, description="How many at most.")] = None,
) -> list[Passage]:
    """List the passages of a source: the running text in order, then the notes."""
    chosen = [p for p in source.passages if section is None or p.section == section]
    return chosen[offset : None if limit is None else offset + limit]


@router.get("/{source_id}/notes")
def notes(
    source: TheSource,
    label: Annotated[str | None, Query(description="Only those so labelled or numbered.")] = None,
) -> list[Note]:
    """List the notes of a source in order, with their places and what they refer to."""
    return list(source.notes) if label is None else labelled(source, label)


@router.get("/{source_id}/works")
def works(source: TheSource) -> list[Work]:
    """List the works cited in the notes of a source, with every use."""
    return list(source.works)
