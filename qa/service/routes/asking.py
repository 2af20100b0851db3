"""Asking a question."""

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from qa.asking import Desk, Inquiry
from qa.engine import Retrieval
from qa.model import Answer
from qa.service.bodies import AskBody
from qa.service.dependencies import TheDesk, TheMetrics
from qa.service.events import EVENT_STREAM, event
from qa.service.faults import fault_of
from qa.service.metrics import Metrics
from qa.service.shapes import Done, Failure, Found

router = APIRouter(prefix="/v1", tags=["asking"])

_log = logging.getLogger(__name__)


@router.post(
    "/ask",
    response_model=Answer,
    responses={200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
)
def ask(
    body: AskBody, desk: TheDesk, metrics: TheMetrics, accept: Annotated[str, Header()] = ""
) -> Answer | Response:
    """Answer a question with the sources' own words, or say that they do not answer it.

    With `Accept: text/event-stream` the events `passages`, `answer` and `done` are sent as they
    become known; a failure after the first is sent as an event `error`.
    """
    inquiry = desk.inquire(
        body.question,
        conversation_id=body.conversation_id,
        history=body.history,
        source_ids=body.source_ids,
        k=body.k,
    )
    if EVENT_STREAM in accept:
        found = desk.find(inquiry)
        return StreamingResponse(
            _stream(desk, inquiry, found, metrics),
            media_type=EVENT_STREAM,
            headers={"Cache-Control": "no-store"},
        )
    answer = desk.ask(inquiry)
    metrics.question(answered=answer.answered)
    return answer


def _stream(desk: Desk, inquiry: Inquiry, found: Retrieval, metrics: Metrics) -> Iterator[str]:
    yield event("passages", Found(found.standalone_question, found.hits))
    try:
        answer = desk.answer(inquiry, found)
    except Exception as error:
        _log.exception("A streamed question failed")
        yield event("error", Failure(fault_of(error)))
        return
    metrics.question(answered=answer.answered)
    yield event("answer", answer)
    yield event("done", Done(answer.conversation_id, answer.turn_id))
