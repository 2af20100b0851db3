"""Questions worth asking."""

from typing import Annotated

from fastapi import APIRouter, Query

from qa.service.dependencies import TheEngine

router = APIRouter(prefix="/v1", tags=["asking"])


@router.get("/suggestions")
def suggestions(
    engine: TheEngine,
    source_ids: Annotated[list[str] | None, Query(description="All when left out.")] = None,
) -> list[str]:
    """Suggest up to three questions that the sources are known to answer."""
    return engine.suggestions(source_ids)
