"""How the service is."""

from dataclasses import replace

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from qa.service.dependencies import TheMetrics, TheOpening, TheParts
from qa.service.shapes import Health, Status

router = APIRouter(tags=["health"])


@router.get("/health", responses={503: {"model": Health}})
def health(opening: TheOpening, parts: TheParts, response: Response) -> Health:
    """Say whether the service can answer; the status is 503 until it can."""
    now = opening.health()
    if now.status is not Status.OK:
        response.status_code = 503
        return now
    damaged = parts.library.damaged() if parts.library else ()
    told = " ".join(f"“{each.id}” is left out: {each.message}" for each in damaged)
    return replace(now, detail=told)


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(counts: TheMetrics) -> str:
    """Give requests, times and outcomes in the Prometheus text format."""
    return counts.text()
