"""What requests carry."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from corpus.model import PassageKind, Voice
from qa.model import CheckKind, Exchange

Count = Annotated[int, Field(ge=1, le=100, description="How many passages to look at.")]
Ids = Annotated[
    tuple[str, ...], Field(max_length=1000, description="The sources meant; all when left out.")
]


@dataclass(frozen=True, slots=True)
class AskBody:
    """A question.

    Without `conversation_id` and `history` a conversation begins and is kept. With
    `conversation_id` its turns are the history. A `history` that is given is used instead, and
    without `conversation_id` nothing is then kept.
    """

    question: Annotated[str, Field(description="The question, in words.")]
    conversation_id: Annotated[str | None, Field(description="The conversation to go on with.")] = (
        None
    )
    history: Annotated[
        tuple[Exchange, ...] | None,
        Field(max_length=100, description="Earlier questions and answers, oldest first."),
    ] = None
    source_ids: Ids | None = None
    k: Count | None = None


@dataclass(frozen=True, slots=True)
class SearchBody:
    """Words to find passages for."""

    query: Annotated[str, Field(description="Words, a phrase, a question, or “note xvii”.")]
    k: Count | None = None
    source_ids: Ids | None = None
    kinds: Annotated[
        tuple[PassageKind, ...] | None, Field(description="Kinds of passage; all when left out.")
    ] = None
    voices: Annotated[
        tuple[Voice, ...] | None,
        Field(description="Only passages with a sentence in one of these voices."),
    ] = None
    speaker: Annotated[
        str | None,
        Field(max_length=200, description="Only passages with a sentence of this person."),
    ] = None


@dataclass(frozen=True, slots=True)
class CheckBody:
    """A claim or a quotation to judge."""

    text: Annotated[str, Field(description="The claim or the quotation.")]
    kind: Annotated[
        Literal["auto"] | CheckKind, Field(description="Which it is; “auto” lets the text decide.")
    ] = "auto"
    attributed_to: Annotated[
        str | None, Field(description="Who is said to have said it, for a quotation.")
    ] = None
    source_ids: Ids | None = None


@dataclass(frozen=True, slots=True)
class RenameBody:
    """A new title."""

    title: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
