"""Footnotes of a PDF: by their place at the foot of the page and the size of their type."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.pdf_lines import Line
from corpus.reflinks import label_of

_SMALLER = 0.96
_LABEL = re.compile(r"(\d{1,4}|[*†‡§¶‖]{1,3})(?:[.)\]]\s*|\s+)(?=\S)|\[(\d{1,4})\]\s*")
_ENDED = re.compile(r"[.!?…][”’\"')\]]*$")
_FARTHEST = 6
_SURE = 0.99
_LIKELY = 0.9
Labelled = Callable[[Line], tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class FootNote:
    """A note at the foot of a page.

    Attributes
    ----------
    page : int
        Index of the page it begins on.
    label : str
        As printed.
    lines : tuple of Line
        Without the label.
    confidence : float
        How sure the link to its mark is; 0 while there is none.
    """

    page: int
    label: str
    lines: tuple[Line, ...]
    confidence: float = 0.0


@dataclass(slots=True)
class Page:
    """A page as read: its columns of running text."""

    index: int
    groups: list[list[Line]]


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Give the size of type that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def take_footnotes(pages: Sequence[Page], body: float) -> list[FootNote]:
    """Take the notes off the feet of columns and pages.

    They are lines in type smaller than the text's, at the end of a column, that begin with a
    label. Small lines before the first label go on with the last note of the page before.

    Parameters
    ----------
    pages : sequence of Page
        The pages; their columns lose the lines of notes.
    body : float
        The size of the text's type.

    Returns
    -------
    list of FootNote
        In order.
    """
    notes: list[FootNote] = []
    opens = _raised_label if _are_raised(pages, body) else _label
    for page in pages:
        has_text = any(line.size >= _SMALLER * body for group in page.groups for line in group)
        for n, group in enumerate(page.groups):
            start = _foot(group, body)
            if start == len(group):
                continue
            counts_on = _counts_on(notes, opens(group[start]))
            if not has_text and not counts_on and not _goes_on(notes, page, group[start]):
                continue
            first = next((i for i in range(start, len(group)) if opens(group[i])), None)
            if first is None or first > start:
                if _goes_on(notes, page, group[start]):
                    end = first if first is not None else len(group)
                    notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, *group[start:end]))
                elif first is None:
                    continue
                else:
                    start = first
            notes += _cut(group[first:], page.index, opens) if first is not None else []
            page.groups[n] = group[:start]
    return notes


def _foot(group: Sequence[Line], body: float) -> int:
    start = len(group)
    while start and group[start - 1].size < _SMALLER * body:
        start -= 1
    return start


def _goes_on(notes: Sequence[FootNote], page: Page, line: Line) -> bool:
    """Tell whether the last note is left unfinished by the page or column before."""
    if not notes or notes[-1].lines[-1].page not in (page.index, page.index - 1):
        return False
    last = notes[-1].lines[-1]
    return abs(last.size - line.size) < 0.5 and (
        not _ENDED.search(last.text) or line.text[:1].islower()
    )


def _are_raised(pages: Sequence[Page], body: float) -> bool:
    """Tell whether this document raises the labels of its notes."""
    small = [o for page in pages for g in page.groups for o in g if o.size < _SMALLER * body]
    raised = sum(_raised_label(line) is not None for line in small)
    return raised > 2 and 4 * raised > sum(_label(line) is not None for line in small)


def _raised_label(line: Line) -> tuple[str, int] | None:
    if not line.raised or line.raised[0][0] != 0:
        return None
    end = line.raised[0][1]
    label = label_of(line.text[:end])
    return (label, end) if label else None


def _counts_on(notes: Sequence[FootNote], found: tuple[str, int] | None) -> bool:
    """Tell whether a label is the one after the last note's."""
    if not notes or not found or not (found[0].isdecimal() and notes[-1].label.isdecimal()):
        return False
    return int(found[0]) == int(notes[-1].label) + 1


def _label(line: Line) -> tuple[str, int] | None:
    """Read the label a note begins with, and where its text does."""
    raised = _raised_label(line)
    found = _LABEL.match(line.text)
    return raised or ((found[1] or found[2], found.end()) if found else None)


def _cut(lines: Sequence[Line], page: int, opens: Labelled) -> list[FootNote]:
    """Part the foot of a page into notes, at labels that count on."""
    notes: list[FootNote] = []
    for line in lines:
        found = opens(line)
        if found and (not notes or _follows(line, notes[-1].label, found[0])):
            notes.append(FootNote(page, found[0], (_after(line, found[1]),)))
        else:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
    return notes


def _follows(line: Line, last: str, label: str) -> bool:
    if line.raised and line.raised[0][0] == 0:
        return True
    if label.isdecimal() and last.isdecimal():
        return int(label) == int(last) + 1
    return not label.isdecimal() and not label.isalpha() and label != last


def _after(line: Line, end: int) -> Line:
    text = line.text[end:]
    shift = end + len(text) - len(text.lstrip())
    raised = tuple((a - shift, b - shift) for a, b in line.raised if a >= shift)
    return replace(line, text=text.strip(), raised=raised)


def link_footnotes(pages: Sequence[Page], notes: Sequence[FootNote]) -> list[FootNote]:
    """Find the mark of each note on its page: superscript, or else in brackets or a sign.

    Parameters
    ----------
    pages : sequence of Page
        The running text; its lines gain the marks.
    notes : sequence of FootNote
        In order.

    Returns
    -------
    list of FootNote
        With their confidence; 0 where no mark was found.
    """
    linked = list(notes)
    places = [_places(page) for page in pages]
    for away, sure in ((0, _SURE), (-1, _LIKELY), (1, _LIKELY)):
        for n, note in enumerate(linked):
            at = note.page + away
            if note.confidence or not 0 <= at < len(pages):
                continue
            place = next((p for p in places[at] if p.label == note.label), None)
            if place:
                places[at].remove(place)
                place.set(pages[at], n)
                linked[n] = replace(note, confidence=sure)
    for n, note in enumerate(linked):
        if not note.confidence and _by_sign(pages[note.page], note.label, n):
            linked[n] = replace(note, confidence=_LIKELY)
    return linked


@dataclass(frozen=True, slots=True)
class _Place:
    """A superscript in the running text."""

    group: int
    line: int
    start: int
    end: int
    label: str

    def set(self, page: Page, note: int) -> None:
        """Write the mark down on its line."""
        line = page.groups[self.group][self.line]
        marks = (*line.marks, (self.start, self.end, note))
        page.groups[self.group][self.line] = replace(line, marks=marks)


def _places(page: Page) -> list[_Place]:
    return [
        _Place(g, i, start, end, label)
        for g, group in enumerate(page.groups)
        for i, line in enumerate(group)
        for whole in line.raised
        for start, end in _several(line.text, whole)
        if (label := label_of(line.text[start:end]))
    ]


def _several(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Part "1,2" into its marks."""
    for match in re.finditer(r"[^\s,;]+", text[span[0] : span[1]]):
        yield span[0] + match.start(), span[0] + match.end()


def _by_sign(page: Page, label: str, note: int) -> bool:
    sign = rf"\[{label}\]" if label.isdecimal() else rf"(?<=\S){re.escape(label)}(?![*†‡])"
    if label.isalpha():
        return False
    for g, group in enumerate(page.groups):
        for i, line in enumerate(group):
            for match in re.finditer(sign, line.text):
                if all(match.start() != start for start, _, _ in line.marks):
                    _Place(g, i, match.start(), match.end(), label).set(page, note)
                    return True
    return False
