"""The pieces of a structured document: what a format's own tree says is set apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.model import PassageKind

_ONLY_SIGNS = re.compile(r"[\s,;.\[\](){}–-]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a piece that leads to another place of the document.

    Attributes
    ----------
    start, end : int
        Span of its words in the piece's text.
    target : str
        The id it leads to.
    id : str
        Its own id; may be empty.
    kinds : frozenset of str
        Its classes, roles and types.
    raised : bool
        Whether its words are superscript.
    """

    start: int
    end: int
    target: str
    id: str
    kinds: frozenset[str]
    raised: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, block quotation, list item or row of a table.

    Attributes
    ----------
    text : str
        Its words, without surrounding white space.
    kind : PassageKind
        What it is, if no heading.
    level : int
        Of a heading, from 1; 0 for anything else.
    page : int
        The page it begins on, from 1; 0 where there are no pages.
    number : str
        Of an item in a numbered list, its number, which is not part of the text.
    marks : tuple of (int, int)
        The offset of each mark taken out, and the index of its note.
    links : tuple of Link
        Links within the document.
    raised : tuple of (int, int)
        Spans that are superscript.
    """

    text: str
    kind: PassageKind = PassageKind.PARAGRAPH
    level: int = 0
    page: int = 0
    number: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note before it has its number.

    Attributes
    ----------
    label : str
        As printed; empty where the format only counts.
    pieces : tuple of Piece
        Its paragraphs.
    footnote : bool
        Whether it stands at the foot of a page rather than at the end.
    confidence : float
        How sure the link to its mark is, in [0, 1].
    """

    label: str
    pieces: tuple[Piece, ...]
    footnote: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A document told apart: its running text and its notes.

    Attributes
    ----------
    pieces : tuple of Piece
        The running text.
    notes : tuple of NoteDraft
        In the order in which the file gives them; marks name them by index.
    oddities : tuple of str
        What a reader of the report should know.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[NoteDraft, ...] = ()
    oddities: tuple[str, ...] = ()


def without_empty(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Leave out pieces without words; their marks hang on the piece before, or else after."""
    kept: list[Piece] = []
    waiting: list[tuple[int, int]] = []
    for piece in pieces:
        if piece.text:
            kept.append(replace(piece, marks=(*waiting, *piece.marks)))
            waiting = []
        elif kept:
            end = len(kept[-1].text)
            marks = ((end, note) for _, note in piece.marks)
            kept[-1] = replace(kept[-1], marks=(*kept[-1].marks, *marks))
        else:
            waiting += [(0, note) for _, note in piece.marks]
    return tuple(kept) if kept or not waiting else (Piece("", marks=tuple(waiting)),)


def cut(piece: Piece, spans: Sequence[tuple[int, int, int | None]]) -> Piece:
    """Take spans out of a piece.

    Brackets around a span go with it, and what is left of a superscript when only commas are.

    Parameters
    ----------
    piece : Piece
        The piece.
    spans : sequence of (int, int, int or None)
        What to take out, in order: start, end, and the note whose mark it is, if it is one.

    Returns
    -------
    Piece
        Without them, with a mark for each that names a note.
    """
    gone = bytearray(len(piece.text))
    for start, end, _ in spans:
        start, end = _with_brackets(piece.text, start, end)
        gone[start:end] = b"\1" * (end - start)
    for start, end in piece.raised:
        left = "".join(piece.text[i] for i in range(start, end) if not gone[i])
        if any(gone[start:end]) and _ONLY_SIGNS.fullmatch(left):
            gone[start:end] = b"\1" * (end - start)
    places = [(start, note) for start, _, note in spans if note is not None]
    marks = sorted([*piece.marks, *places], key=lambda mark: mark[0])
    return _without(piece, gone, marks)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    if start and text[start - 1 : start] + text[end : end + 1] in ("[]", "()", "{}"):
        return start - 1, end + 1
    return start, end


def _without(piece: Piece, gone: bytearray, marks: Sequence[tuple[int, int]]) -> Piece:
    kept = "".join(c for c, out in zip(piece.text, gone, strict=True) if not out)
    shift = len(kept) - len(kept.lstrip())
    text = kept.strip()

    def place(at: int) -> int:
        return min(len(text), max(0, at - gone[:at].count(1) - shift))

    return replace(
        piece,
        text=text,
        marks=tuple((place(at), note) for at, note in marks),
        links=tuple(replace(o, start=place(o.start), end=place(o.end)) for o in piece.links),
        raised=tuple((place(a), place(b)) for a, b in piece.raised if place(a) < place(b)),
    )
