"""Conversations as Markdown, to read or keep elsewhere."""

import re
from collections.abc import Iterator

from corpus.model import NoteRef
from qa.model import Answer, Conversation, Quote, ShortAnswer, Turn
from qa.verdict import verdict_sentence


def markdown(conversation: Conversation) -> str:
    """Write a conversation with its quotations, citations and notes.

    Parameters
    ----------
    conversation : Conversation
        With its turns.

    Returns
    -------
    str
        Markdown; words of the sources are escaped, so that none of them becomes markup.
    """
    parts = [f"# {plain(conversation.title)}", f"*{_day(conversation.created_at)}*"]
    for turn in conversation.turns:
        parts.extend(_turn(turn))
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Escape what Markdown would take for markup, and put the text on one line."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(text.split())).replace("&", "&amp;")


def _turn(turn: Turn) -> Iterator[str]:
    answer = turn.answer
    yield f"## {plain(answer.question)}"
    if answer.standalone_question != answer.question:
        yield f"*Understood as: {plain(answer.standalone_question)}*"
    verdict = verdict_sentence(answer.check) if answer.check and answer.answered else answer.told
    if verdict:
        yield f"*{plain(verdict)}*"
    if not answer.answered:
        yield plain(answer.answer)
        yield from _nearest(answer)
    for quote in answer.quotes:
        yield from _quote(quote, answer.short_answer)


def _quote(quote: Quote, short: ShortAnswer | None) -> Iterator[str]:
    yield f"> {_emphasised(quote, short)}"
    yield f"— {plain(quote.citation)}"
    if quote.notes:
        yield "\n".join(_note(note) for note in quote.notes)


def _emphasised(quote: Quote, short: ShortAnswer | None) -> str:
    if short is None or short.quote != quote.number:
        return plain(quote.text)
    before, after = quote.text[: short.start], quote.text[short.end :]
    return f"{_open(before)}**{plain(short.text)}**{_open(after)}"


def _open(text: str) -> str:
    # Keeps the space next to the emphasis, which `plain` takes off the ends.
    left, right = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if left else ''}{plain(text)}{' ' if right and text.strip() else ''}"


def _note(note: NoteRef) -> str:
    line = f"- Note {plain(note.label)}: {plain(note.text)}"
    for found in note.resolved:
        if found.reference:
            line += f" (*{plain(found.surface)}*: {plain(found.reference)})"
    return line


def _nearest(answer: Answer) -> Iterator[str]:
    if answer.nearest:
        yield "The nearest passages:"
    for hit in answer.nearest:
        passage = hit.passage
        yield f"> {plain(passage.text)}"
        yield f"— {plain(passage.section or passage.source_id)}, paragraph {passage.paragraph}"


def _day(moment: str) -> str:
    return moment[:10]
