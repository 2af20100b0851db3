"""What looks wrong in a source: broken-off text, stray quotation marks, doubtful links."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.labels import label_value
from corpus.model import Note, Passage, PassageKind
from corpus.report import LostMark, Warning
from corpus.speech import DETERMINERS, PREPOSITIONS

_ENDED = re.compile(r"[.!?…:;,–—][”’\"')\]}»\s]*$|[.!?…][”’\"')\]}»\s]+[.,;]?$|\b(?:and|or)$")
_STARTER = "But|The|It|He|She|They|We|This|These|There|However|When|If|And|In|On|At"
_JOINED = re.compile(rf"(?<![\w’-])(?P<word>[\w’-]+)\s(?=(?P<next>{_STARTER})\s)")
_CELL = "\t"
_TITLE = re.compile(r"\S+\s[A-Z]")
_SURE = 0.9
_LABEL_MOST = 7
"""Words of a signature or a label, which need not end like a sentence."""
_CUSTOM = 3
"""Times that a word with a capital stands within sentences from which that is the text's custom."""
_SHOWN = 40


def find_warnings(
    text: str, passages: Sequence[Passage], notes: Sequence[Note], lost: Sequence[LostMark]
) -> tuple[Warning, ...]:
    """List what a reader of the source should know, in file order.

    Parameters
    ----------
    text : str
        The file's text.
    passages : sequence of Passage
        The running text, without the notes.
    notes : sequence of Note
        The notes.
    lost : sequence of LostMark
        Those whose marks are not in the text.

    Returns
    -------
    tuple of Warning
        With line numbers.
    """
    lines = [m.start() for m in re.finditer(r"^", text, re.MULTILINE)]
    found = [
        *_broken_off(passages),
        *_joined_up(passages, lost),
        *_stray_quotes(passages),
        *_lost(lost, passages, notes),
        *_doubtful(notes),
        *_gaps(notes),
    ]
    warnings = [Warning(bisect_right(lines, at), message) for at, message in found]
    return tuple(sorted(warnings, key=lambda warning: warning.line))


def _broken_off(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """Find paragraphs that stop in mid-sentence and lead in nothing."""
    if not passages:
        return
    following: list[Passage | None] = [*passages[1:], None]
    for passage, after in zip(passages, following, strict=True):
        if after and after.section == passage.section and after.kind is not PassageKind.PARAGRAPH:
            continue
        if not _ENDED.search(passage.text) and _in_sentences(passage):
            tail = passage.text[-_SHOWN:]
            yield passage.source_end - 1, f"The paragraph breaks off: “…{tail}”."


def _in_sentences(passage: Passage) -> bool:
    """Tell whether a passage must end like a sentence: labels, rows and short items need not."""
    if passage.kind is not PassageKind.LIST_ITEM:
        words = passage.text.split()
        return len(words) > _LABEL_MOST or words[-1].strip("()")[:1].islower()
    return len(passage.sentences) > 1 and _CELL not in passage.text


def _joined_up(passages: Sequence[Passage], lost: Sequence[LostMark]) -> Iterator[tuple[int, str]]:
    """Find places where a sentence begins before the last one ended: text is missing."""
    gaps = _gaps_of_marks(passages, lost)
    usual = _usual_within(passages)
    for i, passage in enumerate(passages):
        for match in _JOINED.finditer(passage.text):
            place = (i, match.end())
            title = _TITLE.match(passage.text, match.end())
            cut = match["word"] in PREPOSITIONS | DETERMINERS and not title
            cut = cut and match["next"] not in usual
            if cut or any(after < place < before for after, before in gaps):
                shown = passage.text[max(0, match.start() - _SHOWN) : match.end() + _SHOWN // 2]
                at = _source_place(passage, match.start())
                yield at, f"Text seems to be missing: “…{shown}…”."


def _usual_within(passages: Sequence[Passage]) -> set[str]:
    """Find the words that this text writes with a capital within sentences: "He" of God."""
    found = (match for passage in passages for match in _JOINED.finditer(passage.text))
    times = Counter(m["next"] for m in found if m["word"] in PREPOSITIONS | DETERMINERS)
    return {word for word, count in times.items() if count >= _CUSTOM}


def _gaps_of_marks(
    passages: Sequence[Passage], lost: Sequence[LostMark]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Between which places, as index of the passage and offset, lost marks must have stood."""
    order = {passage.id: n for n, passage in enumerate(passages)}
    return [
        (
            (order.get(mark.after_passage_id or "", -1), mark.after_position),
            (order.get(mark.before_passage_id or "", len(passages)), mark.before_position),
        )
        for mark in lost
    ]


def _source_place(passage: Passage, at: int) -> int:
    for segment in passage.segments:
        if segment.start <= at < segment.end:
            return segment.source_start + at - segment.start
    return passage.source_start


def _stray_quotes(passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    """Find double quotation marks that open or close nothing."""
    if not passages:
        return
    following = [*(p.text[:1] for p in passages[1:]), ""]
    for passage, next_opens in zip(passages, following, strict=True):
        opened, closed = passage.text.count("“"), passage.text.count("”")
        straight = passage.text.count('"')
        if closed > opened + straight:
            at = passage.text.rindex("”")
            yield _source_place(passage, at), "A quotation mark closes what none has opened."
        elif opened > closed + straight and next_opens not in ("“", '"'):
            at = passage.text.rindex("“")
            yield _source_place(passage, at), "A quotation mark is never closed."


def _lost(
    lost: Sequence[LostMark], passages: Sequence[Passage], notes: Sequence[Note]
) -> Iterator[tuple[int, str]]:
    if len(lost) == len(notes) and len(lost) > 1:
        labels = f"{notes[0].label} to {notes[-1].label}"
        yield notes[0].source_start, f"No mark of the notes {labels} is in the text."
        return
    paragraphs = {passage.id: passage.paragraph for passage in passages}
    last = max(paragraphs.values(), default=0)
    places = {note.anchor.passage_id: note.anchor.source_start for note in notes if note.anchor}
    for mark in lost:
        first = paragraphs.get(mark.after_passage_id or "", 1)
        until = paragraphs.get(mark.before_passage_id or "", last)
        where = f"in paragraph {first}" if first == until else f"in paragraphs {first} to {until}"
        at = places.get(mark.after_passage_id or "", 0)
        yield at, f"The mark of note {mark.label} is lost; it must have stood {where}."


def _doubtful(notes: Sequence[Note]) -> Iterator[tuple[int, str]]:
    for note in notes:
        if note.anchor and note.anchor.confidence < _SURE:
            share = f"{note.anchor.confidence:.0%}"
            yield note.anchor.source_start, f"The place of mark {note.label} is {share} sure."
        for reference in note.resolved:
            if reference.ambiguous:
                yield note.source_start, f"“{reference.surface}” in note {note.label} is ambiguous."
            elif not reference.reference:
                yield (
                    note.source_start,
                    f"“{reference.surface}” in note {note.label} refers to nothing before it.",
                )


def _gaps(notes: Sequence[Note]) -> Iterator[tuple[int, str]]:
    """Find labels that are missing; where the count starts again, none are."""
    for note, after in zip(notes, notes[1:], strict=False):
        value, next_value = label_value(note.label), label_value(after.label)
        if value and next_value and next_value > value + 1:
            yield after.source_start, f"Notes are missing between {note.label} and {after.label}."
