"""Checking claims and quotations."""

from fastapi import APIRouter

from qa.model import Check, CheckKind
from qa.service.bodies import CheckBody
from qa.service.dependencies import TheEngine

router = APIRouter(prefix="/v1", tags=["checking"])


@router.post("/check")
def check(body: CheckBody, engine: TheEngine) -> Check:
    """Say whether the sources bear out a claim or hold a quotation, with the evidence."""
    return engine.check(
        body.text,
        kind=None if body.kind == "auto" else CheckKind(body.kind),
        attributed_to=body.attributed_to,
        source_ids=body.source_ids,
    )
