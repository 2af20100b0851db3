"""Passages, sections and anchors from the parts of the running text."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.markfree import Placed
from corpus.model import Anchor, Passage, Section
from corpus.sentences import split_sentences
from corpus.structure import Part, Role
from corpus.voices import Context, give_voices

_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Running:
    """The running text as read.

    Attributes
    ----------
    passages : tuple of Passage
        In order, without their notes.
    sections : tuple of Section
        The outline.
    anchors : dict of int to Anchor
        By the number of the note.
    """

    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    anchors: dict[int, Anchor]


def build_running(parts: Sequence[Part], source_id: str) -> Running:
    """Give the passages numbers and gather them under their headings.

    A mark in a heading hangs on the start of the passage after it.

    Parameters
    ----------
    parts : sequence of Part
        The running text, told apart.
    source_id : str
        The source's id.

    Returns
    -------
    Running
        Passages, outline and anchors.
    """
    passages: list[Passage] = []
    titles: list[tuple[str, int]] = []
    anchors: dict[int, Anchor] = {}
    section, lead_in = "", ""
    waiting: list[Placed] = []
    for part in parts:
        if part.role is Role.PASSAGE:
            if part.opens_section:
                section = ""
                titles.append((section, len(passages) + 1))
            elif not titles:
                titles.append(("", 1))
            passage = _passage(part, source_id, len(passages) + 1, section, lead_in)
            passages.append(passage)
            for mark, position in [*((mark, 0) for mark in waiting), *part.free.marks]:
                anchors[mark.number] = _anchor(passage, mark, position)
            waiting, lead_in = [], passage.text
            continue
        waiting += [mark for mark, _ in part.free.marks]
        lead_in = ""
        if part.role is Role.HEADING:
            section = part.free.text
            titles.append((section, len(passages) + 1))
    return Running(tuple(passages), _sections(titles, len(passages)), anchors)


def _passage(part: Part, source_id: str, number: int, section: str, lead_in: str) -> Passage:
    text = part.free.text
    context = Context(part.kind, lead_in)
    return Passage(
        id=f"{source_id}:p{number:04}",
        source_id=source_id,
        kind=part.kind,
        section=section,
        paragraph=number,
        text=text,
        source_start=part.block.start,
        source_end=part.block.end,
        notes=(),
        segments=part.free.segments,
        sentences=give_voices(text, split_sentences(text), context),
    )


def _anchor(passage: Passage, mark: Placed, position: int) -> Anchor:
    return Anchor(
        passage_id=passage.id,
        position=position,
        before=passage.text[max(0, position - _CONTEXT) : position],
        after=passage.text[position : position + _CONTEXT],
        source_start=mark.start,
        source_end=mark.end,
        confidence=mark.confidence,
    )


def _sections(titles: Sequence[tuple[str, int]], passages: int) -> tuple[Section, ...]:
    lasts = [first - 1 for _, first in titles[1:]] + [passages]
    return tuple(
        Section(title, 1, first, last)
        for (title, first), last in zip(titles, lasts, strict=True)
        if first <= last
    )
