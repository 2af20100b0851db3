"""Whose words each sentence is."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import PassageKind, Sentence, Voice


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a passage besides its words.

    Attributes
    ----------
    kind : PassageKind
        What it is.
    lead_in : str
        The passage before it under the same heading; may be empty.
    """

    kind: PassageKind
    lead_in: str


def give_voices(
    text: str, spans: Sequence[tuple[int, int]], context: Context
) -> tuple[Sentence, ...]:
    """Say for each sentence whose words it is."""
    voice = {PassageKind.NOTE: Voice.NOTE, PassageKind.BLOCK_QUOTATION: Voice.QUOTED}.get(
        context.kind, Voice.AUTHOR
    )
    return tuple(Sentence(start, end, voice, None) for start, end in spans)
