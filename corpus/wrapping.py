"""Lines that were wrapped by hand: where a paragraph begins, and how its lines join."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from corpus.labels import Dress, Label, System, labels_at
from corpus.lines import Line

_LONGEST_WRAPPED = 120
_SHORTEST_WRAPPED = 45
_HYPHENATED = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_LAST_WORD = re.compile(r"[^\W\d_]*[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]*")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT_WORD = re.compile(r"[^\W\d_]+[-\u2010\u00ad]\s*\n\s*[^\W\d_]+")
_DASHES = ("--", "—", "\u2e3a")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file sets its paragraphs.

    Attributes
    ----------
    wrapped : bool
        Whether its lines were broken where they were full.
    indented : bool
        Whether its paragraphs begin with an indented line, with no blank line between.
    paged : bool
        Whether it shows where printed pages begin.
    """

    wrapped: bool
    indented: bool
    paged: bool


def find_layout(text: str, lines: Sequence[Line]) -> Layout:
    """Tell how a file is laid out.

    Parameters
    ----------
    text : str
        The file's text.
    lines : sequence of Line
        The lines that hold its text.

    Returns
    -------
    Layout
        What its lines have in common.
    """
    following = [(line, after) for line, after in zip(lines, lines[1:], strict=False)]
    tight = [(line, after) for line, after in following if after.gap == 0]
    wrapped = _hard_wrapped(lines, [line for line, _ in tight])
    steps = sum(after.indent >= line.indent + 2 for line, after in tight)
    indented = wrapped and 2 <= steps and 10 * steps > len(following) - len(tight)
    return Layout(wrapped, indented and 4 * steps < len(tight), any(line.page for line in lines))


def _hard_wrapped(lines: Sequence[Line], before_break: Sequence[Line]) -> bool:
    if not lines or max(line.end - line.start for line in lines) > _LONGEST_WRAPPED:
        return False
    lengths = [line.end - line.start for line in before_break]
    full = [length for length in lengths if length >= _SHORTEST_WRAPPED]
    return len(full) >= 3 and 2 * len(full) >= len(lengths)


def starts_block(text: str, line: Line, before: Sequence[Line], layout: Layout) -> bool:
    """Tell whether a line of a hard-wrapped file begins a block.

    Parameters
    ----------
    text : str
        The file's text.
    line : Line
        The line in question.
    before : sequence of Line
        The block so far.
    layout : Layout
        How the file is laid out.

    Returns
    -------
    bool
        False when it goes on from the line before.
    """
    if line.gap:
        return True
    if layout.indented and line.indent >= before[-1].indent + 2:
        return True
    labels = labels_at(text, line.start, line.end)
    if not labels:
        return False
    opening = labels_at(text, before[0].start, before[0].end)
    if any(_comes_after(label, first) for label in labels for first in opening):
        return True
    return layout.paged and any(_is_foot(text, label) for label in labels)


def _comes_after(label: Label, first: Label) -> bool:
    if (label.system, label.dress) != (first.system, first.dress):
        return False
    return label.system is System.SYMBOL or label.value == first.value + 1


def _is_foot(text: str, label: Label) -> bool:
    """Tell a label that hardly any line of running text begins with by chance."""
    if label.dress in (Dress.BARE, Dress.STOP, Dress.CLOSED):
        return not text[label.end].islower() and not text[label.end].isdigit()
    return label.dress is not Dress.PAREN


def known_words(text: str) -> frozenset[str]:
    """Gather the words and compounds of a text, without those that a line's end cuts."""
    return frozenset(_COMPOUND.findall(_CUT_WORD.sub(" ", text)))


def unwrapped(
    text: str, spans: Sequence[tuple[int, int]], known: Container[str]
) -> tuple[tuple[int, int], ...]:
    """Join lines to running text.

    A hyphen that parts a word is left out; between other lines stands one white space of the
    file, which counts as a space; after a dash stands nothing.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        The lines, without margins.
    known : container of str
        Words and compounds that the file has.

    Returns
    -------
    tuple of (int, int)
        Spans of the file; those that touch are one.
    """
    pieces = [spans[0]]
    for start, end in spans[1:]:
        last_start, last_end = pieces[-1]
        tail = text[max(last_start, last_end - 40) : last_end]
        if tail.isspace() or text[start:end].isspace():
            pieces.append((start, end))
        elif _HYPHENATED.search(tail) and text[start].isalpha():
            cut = last_end if _is_compound(text, tail, start, known) else last_end - 1
            pieces[-1] = (last_start, cut)
            pieces.append((start, end))
        elif tail.endswith(_DASHES):
            pieces.append((start, end))
        else:
            at = _line_break(text, last_end, start)
            pieces += [(at, at + 1), (start, end)]
    return _touching(pieces)


def _is_compound(text: str, tail: str, start: int, known: Container[str]) -> bool:
    """Tell "well-known" from "know-ledge": by what the file has elsewhere."""
    if tail.endswith("\u00ad"):
        return False
    if text[start].isupper():
        return True
    first, second = _LAST_WORD.search(tail), _FIRST_WORD.match(text, start)
    left, right = first[0] if first else "", second[0] if second else ""
    if left[:-1] + right in known:
        return False
    return left + right in known or left[:-1] in known and right in known


def _line_break(text: str, start: int, end: int) -> int:
    for at in range(start, end):
        if text[at] == "\n":
            return at
    return start


def _touching(pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
