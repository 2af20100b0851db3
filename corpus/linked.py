"""Notes that a document links to its marks, taken out of the running text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pieces import Draft, NoteDraft, Piece, cut
from corpus.reflinks import Extent, Links, label_of
from corpus.syntax import Flat

_COUNTED = re.compile(r"\d+|(?<=[-_.])[ivxlcdm]+$|(?<=[-_.])[a-z]$")
_OPENING = r"[\[({{]?\s*{label}\s*(?:[\])}}][.:]?|[.:)])\s*"
Cut = tuple[int, int, int | None]


def link_notes(flat: Flat) -> Draft:
    """Tell marks and notes from other links, and take both out of the running text.

    A link is a mark if the document says so; or if its words read like a mark ("3", "[iv]", "*")
    and the place it leads to leads back to it, or it is superscript or bracketed. What is built
    like the notes that marks lead to, and has no mark, is a note that has lost it.

    Parameters
    ----------
    flat : Flat
        The document laid out.

    Returns
    -------
    Draft
        The running text and the notes, with the marks in the text.
    """
    links = Links(flat)
    extents = _notes(flat, links)
    cuts = _cuts(flat, links, extents)
    pieces = [
        cut(p, sorted(cuts[i], key=lambda span: span[0])) if i in cuts else p
        for i, p in enumerate(flat.pieces)
    ]
    labels = _labels(flat, links, extents)
    held = [NoteDraft("", inner, footnote=True) for inner in flat.notes]
    within = {i for extent in extents for i in range(*extent)}
    running = [p for i, p in enumerate(pieces) if i not in within and (p.text or p.marks)]
    return Draft(
        pieces=tuple(replace(piece, links=()) for piece in running),
        notes=(*held, *(_note(labels[e], pieces[e[0] : e[1]]) for e in extents)),
        oddities=tuple(
            f"The mark {label_of(mark.words) or mark.words} leads to no note."
            for mark in links.astray
        ),
    )


def _notes(flat: Flat, links: Links) -> list[Extent]:
    """Choose what is a note; of two that overlap, what a mark leads to, then the smaller."""
    led_to = {e for mark in links.marks if (e := links.extent(mark.link.target))}
    shapes = {_shape(mark.link.target) for mark in links.marks}
    alike = {e for name in links.names() if _shape(name) in shapes and (e := links.extent(name))}
    calling = {mark.piece for mark in links.marks}
    unmarked = {
        e
        for e in {*alike, *flat.declared} - led_to
        if e[0] < e[1] and not calling.intersection(range(*e))
    }
    chosen: list[Extent] = []
    taken: set[int] = set()
    for extent in [*sorted(led_to, key=_size), *sorted(unmarked, key=_size)]:
        if taken.isdisjoint(range(*extent)):
            chosen.append(extent)
            taken.update(range(*extent))
    return sorted(chosen)


def _size(extent: Extent) -> tuple[int, int]:
    return extent[1] - extent[0], extent[0]


def _shape(name: str) -> str:
    return _COUNTED.sub("#", name)


def _cuts(flat: Flat, links: Links, extents: Sequence[Extent]) -> dict[int, list[Cut]]:
    numbers = {extent: i for i, extent in enumerate(extents, start=len(flat.notes))}
    cuts: dict[int, list[Cut]] = {}
    for mark in links.marks:
        number = numbers.get(links.extent(mark.link.target) or (-1, -1))
        if number is not None:
            cuts.setdefault(mark.piece, []).append((mark.link.start, mark.link.end, number))
    for mark in links.astray:
        cuts.setdefault(mark.piece, []).append((mark.link.start, mark.link.end, None))
    marks = set(links.marks)
    for extent in extents:
        for i in range(*extent):
            for placed in links.by_piece.get(i, ()):
                if placed not in marks and links.leads_back(placed):
                    cuts.setdefault(i, []).append((placed.link.start, placed.link.end, None))
    return cuts


def _labels(flat: Flat, links: Links, extents: Sequence[Extent]) -> dict[Extent, str]:
    """Read labels off the marks, else off the notes, else off their ids."""
    labels: dict[Extent, str] = {}
    for mark in links.marks:
        extent = links.extent(mark.link.target)
        if extent:
            labels.setdefault(extent, label_of(mark.words) or mark.words.strip())
    names = {e: name for name in links.names() if (e := links.extent(name))}
    for extent in extents:
        if extent not in labels:
            counted = re.findall(r"\d+", names.get(extent, ""))
            labels[extent] = _printed(flat, links, extent) or (counted[-1] if counted else "")
    return labels


def _printed(flat: Flat, links: Links, extent: Extent) -> str:
    """Read a label off the note itself, where a link or a superscript opens it."""
    piece = flat.pieces[extent[0]]
    openings = [(o.link.start, o.link.end) for o in links.by_piece.get(extent[0], ()) if o.opens]
    for start, end in [*openings, *piece.raised[:1]]:
        label = label_of(piece.text[start:end])
        if label and not piece.text[:start].strip(" [("):
            return label
    return ""


def _note(label: str, pieces: Sequence[Piece]) -> NoteDraft:
    """Take the label off the front of a note, where it is printed there too."""
    first = pieces[0]
    opening = re.match(_OPENING.format(label=re.escape(label)), first.text) if label else None
    raised = first.raised[0] if first.raised else (1, 1)
    if raised[0] == 0 and first.text[: raised[1]].strip(" .") == label:
        first = cut(first, [(0, raised[1], None)])
    elif opening:
        first = cut(first, [(0, opening.end(), None)])
    kept = [replace(p, links=()) for p in (first, *pieces[1:]) if p.text or p.marks]
    return NoteDraft(label, tuple(kept))
