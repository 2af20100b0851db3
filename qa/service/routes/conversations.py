"""Conversations kept."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from qa.export import markdown
from qa.model import Conversation
from qa.serialise import to_json
from qa.service.bodies import RenameBody
from qa.service.dependencies import TheConversations

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

_MEDIA = {"markdown": "text/markdown; charset=utf-8", "json": "application/json"}
_ENDINGS = {"markdown": "md", "json": "json"}


@router.get("")
def conversations(kept: TheConversations) -> list[Conversation]:
    """List the conversations without their turns, the one last used first."""
    return kept.all()


@router.get("/{conversation_id}")
def conversation(conversation_id: str, kept: TheConversations) -> Conversation:
    """Show one conversation with its turns."""
    return kept.get(conversation_id)


@router.patch("/{conversation_id}")
def rename(conversation_id: str, body: RenameBody, kept: TheConversations) -> Conversation:
    """Give a conversation another title."""
    kept.rename(conversation_id, body.title)
    return kept.get(conversation_id)


@router.delete("/{conversation_id}", status_code=204)
def delete(conversation_id: str, kept: TheConversations) -> None:
    """Forget a conversation and its turns."""
    kept.delete(conversation_id)


@router.get(
    "/{conversation_id}/export",
    response_class=Response,
    responses={200: {"content": {"text/markdown": {}, "application/json": {}}}},
)
def export(
    conversation_id: str,
    kept: TheConversations,
    format: Annotated[Literal["markdown", "json"], Query(description="How to write it.")] = (
        "markdown"
    ),
) -> Response:
    """Write a conversation out with its quotations, citations and notes, to keep elsewhere."""
    told = kept.get(conversation_id)
    body = markdown(told) if format == "markdown" else to_json(told, indent=2)
    name = f"conversation-{conversation_id[:8]}.{_ENDINGS[format]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=_MEDIA[format], headers=headers)
