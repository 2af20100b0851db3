"""Passages, sections and anchors from the parts of the running text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.markfree import Placed
from corpus.model import Anchor, Passage, PassageKind, Section
from corpus.sentences import split_sentences
from corpus.structure import Part, Role
from corpus.voices import Context, give_voices, open_speaker

_CONTEXT = 40
_REMEMBERED = 6


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


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a passage under the same heading.

    Attributes
    ----------
    lead_in : str
        The passage before it; of a run of block quotations, the one before the run.
    quoted : bool
        Whether the passage before it is a block quotation.
    speaker : str or None
        Who spoke in the block quotation before it, if at most one paragraph lies between.
    earlier : tuple of str
        Passages before `lead_in`, at most `_REMEMBERED`.
    continued : str or None
        Who speaks in the quotation that the passage before it leaves open.
    """

    lead_in: str = ""
    quoted: bool = False
    speaker: str | None = None
    earlier: tuple[str, ...] = ()
    continued: str | None = None

    def context(self, kind: PassageKind) -> Context:
        """Say what is known of a passage that comes next."""
        return Context(kind, self.lead_in, self.speaker, self.quoted, self.earlier, self.continued)

    def then(self, passage: Passage) -> "Before":
        """Go on past a passage."""
        continued = open_speaker(passage)
        if passage.kind is PassageKind.BLOCK_QUOTATION:
            speaker = passage.sentences[0].speaker
            return replace(self, quoted=True, speaker=speaker, continued=continued)
        return Before(
            lead_in=passage.text,
            speaker=self.speaker if self.quoted else None,
            earlier=(*self.earlier, self.lead_in)[-_REMEMBERED:],
            continued=continued,
        )


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
    section, before = "", Before()
    waiting: list[Placed] = []
    for part in parts:
        if part.role is Role.PASSAGE:
            if part.opens_section:
                section = ""
                titles.append((section, len(passages) + 1))
            elif not titles:
                titles.append(("", 1))
            passage = _passage(part, source_id, len(passages) + 1, section, before)
            passages.append(passage)
            for mark, position in [*((mark, 0) for mark in waiting), *part.free.marks]:
                anchors[mark.number] = anchor_at(passage.id, passage.text, mark, position)
            waiting, before = [], before.then(passage)
            continue
        waiting += [mark for mark, _ in part.free.marks]
        before = Before()
        if part.role is Role.HEADING:
            section = part.free.text
            titles.append((section, len(passages) + 1))
    return Running(tuple(passages), _sections(titles, len(passages)), anchors)


def _passage(part: Part, source_id: str, number: int, section: str, before: Before) -> Passage:
    text = part.free.text
    context = before.context(part.kind)
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


def anchor_at(passage_id: str, text: str, mark: Placed, position: int) -> Anchor:
    """Make the anchor of a mark that stands at `position` in a passage's text."""
    return Anchor(
        passage_id=passage_id,
        position=position,
        before=text[max(0, position - _CONTEXT) : position],
        after=text[position : position + _CONTEXT],
        source_start=mark.start,
        source_end=mark.end,
        confidence=mark.confidence,
    )


def _sections(titles: Sequence[tuple[str, int]], passages: int) -> tuple[Section, ...]:
    lasts = [*(first - 1 for _, first in titles[1:]), passages]
    return tuple(
        Section(title, 1, first, last)
        for (title, first), last in zip(titles, lasts, strict=False)
        if first <= last
    )


def calling_sentences(running: Running, numbers: Sequence[int]) -> list[str]:
    """Give the sentence each note hangs on, up to its mark; empty where the mark is lost."""
    by_id = {passage.id: passage for passage in running.passages}
    anchors = [running.anchors.get(number) for number in numbers]
    return [_up_to_mark(by_id[a.passage_id], a.position) if a else "" for a in anchors]


def _up_to_mark(passage: Passage, position: int) -> str:
    starts = [s.start for s in passage.sentences if s.start < position]
    return passage.text[starts[-1] if starts else 0 : position]
