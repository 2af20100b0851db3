"""Finding what stands in quotation marks, whichever marks people type."""

import re

_CLOSERS = {"“": '”“"', "„": '“”"', "«": "»", "‹": "›", '"': '"”', "‘": "’'", "'": "'’"}
_SINGLE = "‘'"
_INSIDE_WORD = re.compile(r"\w")

Span = tuple[int, int]


def quoted_spans(text: str) -> list[Span]:
    """Return the outermost stretches in quotation marks, without the marks.

    A stretch whose closing mark is missing runs to the end of the text.

    Examples
    --------
    >>> text = "He called them 'three fine fellows', right?"
    >>> [text[a:b] for a, b in quoted_spans(text)]
    ['three fine fellows']
    """
    spans: list[Span] = []
    at = 0
    while at < len(text):
        if not _opens(text, at):
            at += 1
            continue
        end = _closing(text, at)
        if end is None and text[at] in _SINGLE:
            at += 1
            continue
        stop = len(text) if end is None else end
        if text[at + 1 : stop].strip():
            spans.append((at + 1, stop))
        at = stop + 1
    return spans


def _opens(text: str, at: int) -> bool:
    """Whether the mark at a place opens a quotation."""
    if text[at] not in _CLOSERS or at + 1 >= len(text):
        return False
    if text[at] not in _SINGLE:
        return True
    before = text[at - 1] if at else " "
    return not _INSIDE_WORD.match(before) and not text[at + 1].isspace()


def _closing(text: str, at: int) -> int | None:
    """Return where the quotation opened at a place closes."""
    if text[at] in _SINGLE:
        return _closing_single(text, at)
    depth = 1
    for place in range(at + 1, len(text)):
        if text[at] == "“" and text[place] == "“":
            depth += 1
        elif text[place] in _CLOSERS[text[at]]:
            depth -= 1
            if not depth:
                return place
    tail = max((text.rfind(c) for c in _CLOSERS[text[at]]), default=-1)
    return tail if tail > at else None


def _closing_single(text: str, at: int) -> int | None:
    """Return the last mark that can close, before another one opens: the rest are apostrophes."""
    found = None
    for place in range(at + 2, len(text)):
        if found is not None and text[place] in _SINGLE and _opens(text, place):
            break
        if text[place] not in _CLOSERS[text[at]]:
            continue
        after = text[place + 1] if place + 1 < len(text) else " "
        if not text[place - 1].isspace() and not _INSIDE_WORD.match(after):
            found = place
    return found
