"""From pandoc's syntax tree to the pieces of a document."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from corpus.model import PassageKind
from corpus.numerals import to_roman
from corpus.pieces import Link, Piece

_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_NOTE_KINDS = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_NOTES_KINDS = frozenset({"footnotes", "endnotes", "rearnotes", "doc-footnotes", "doc-endnotes"})
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|td|th|li|h\d|figcaption|caption|br)\b[^>]*>", re.IGNORECASE)
Node = dict[str, Any]


@dataclass(slots=True)
class Flat:
    """A document as a row of pieces.

    Attributes
    ----------
    pieces : list of Piece
        In order; a mark names a note by its index in `notes`.
    notes : list of tuple of Piece
        Notes that the tree itself holds where their marks stand.
    extents : dict of str to (int, int)
        For the id of a block, the pieces it holds: first and past the last.
    places : dict of str to (int, int)
        For the id of something in a line, its piece and offset.
    declared : list of (int, int)
        The pieces of each thing that the document says is a note.
    """

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[Piece, ...]] = field(default_factory=list)
    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    declared: list[tuple[int, int]] = field(default_factory=list)


def flatten(blocks: Sequence[Node]) -> Flat:
    """Lay a syntax tree out as pieces.

    Parameters
    ----------
    blocks : sequence of dict
        The blocks of a tree as pandoc writes it in JSON.

    Returns
    -------
    Flat
        Its pieces, and where its notes, links and ids are.
    """
    walk = _Walk(Flat())
    walk.blocks(blocks)
    return walk.flat


def plain_words(inlines: Sequence[Node]) -> str:
    """Give the words of a line, without its notes."""
    line = _Line(Flat())
    line.add(inlines)
    return " ".join("".join(line.parts).split())


class _Walk:
    """Goes through the blocks of a tree and lays down pieces."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.kind = PassageKind.PARAGRAPH
        self.among_notes = False
        self.waiting: list[str] = []
        self._visits: dict[str, Callable[[Any], None]] = {
            "Plain": self.line,
            "Para": self.line,
            "LineBlock": self._lines,
            "CodeBlock": lambda c: self._lay([{"t": "Str", "c": c[1]}]),
            "RawBlock": self._raw,
            "BlockQuote": lambda c: self._within(PassageKind.BLOCK_QUOTATION, [c]),
            "OrderedList": lambda c: self._items(c[1], c[0]),
            "BulletList": self._items,
            "DefinitionList": self._definitions,
            "Header": lambda c: self._lay(c[2], level=c[0], id_=c[1][0]),
            "Table": self._table,
            "Figure": lambda c: self.blocks([*c[2], *c[1][1]]),
            "Div": self._div,
        }

    def blocks(self, blocks: Iterable[Node]) -> None:
        """Lay down each block in turn."""
        for block in blocks:
            visit = self._visits.get(block["t"])
            if visit:
                visit(block.get("c"))

    def line(self, inlines: Sequence[Node]) -> None:
        """Lay down a paragraph."""
        self._lay(inlines)

    def _lay(self, inlines: Sequence[Node], level: int = 0, id_: str = "") -> None:
        line = _Line(self.flat)
        line.add(inlines)
        ids = [*self.waiting, *([id_] if id_ else [])]
        at = len(self.flat.pieces)
        piece = line.piece(self.kind, level)
        if not piece.text and not piece.marks:
            self.waiting = [*ids, *line.ids]
            return
        self.waiting = []
        self.flat.pieces.append(piece)
        for name in ids:
            self.flat.places.setdefault(name, (at, 0))
        for name, offset in line.ids.items():
            self.flat.places.setdefault(name, (at, min(offset, len(piece.text))))

    def _raw(self, content: Sequence[str]) -> None:
        """Keep the words of HTML that stands in Markdown."""
        if content[0] == "html":
            for part in _BLOCK_TAG.split(content[1]):
                self._lay([{"t": "Str", "c": " ".join(unescape(_TAG.sub("", part)).split())}])

    def _lines(self, lines: Sequence[Sequence[Node]]) -> None:
        joined: list[Node] = []
        for line in lines:
            joined += [{"t": "LineBreak"}, *line] if joined else line
        self._lay(joined)

    def _within(self, kind: PassageKind, groups: Iterable[Sequence[Node]]) -> None:
        outer, self.kind = self.kind, kind
        for group in groups:
            self.blocks(group)
        self.kind = outer

    def _items(self, items: Sequence[Sequence[Node]], counted: Sequence[Any] | None = None) -> None:
        for i, item in enumerate(items):
            first = len(self.flat.pieces)
            among_notes, self.among_notes = self.among_notes, False
            self._within(PassageKind.LIST_ITEM, [item])
            self.among_notes = among_notes
            if counted and first < len(self.flat.pieces):
                number = to_roman(counted[0] + i) if "Roman" in counted[1]["t"] else counted[0] + i
                self.flat.pieces[first] = replace(self.flat.pieces[first], number=str(number))
            if among_notes and first < len(self.flat.pieces):
                self.flat.declared.append((first, len(self.flat.pieces)))

    def _definitions(self, items: Sequence[tuple[Sequence[Node], Sequence[Any]]]) -> None:
        for term, definitions in items:
            first = len(self.flat.pieces)
            known = set(self.flat.places)
            self._lay(term)
            named = set(self.flat.places) - known
            self._within(PassageKind.LIST_ITEM, definitions)
            for name in named:
                self.flat.extents[name] = (first, len(self.flat.pieces))

    def _div(self, content: tuple[Any, Sequence[Node]]) -> None:
        attributes, blocks = content
        kinds = kinds_of(attributes)
        first = len(self.flat.pieces)
        outer, self.among_notes = self.among_notes, bool(kinds & _NOTES_KINDS)
        self.blocks(blocks)
        self.among_notes = outer
        extent = (first, len(self.flat.pieces))
        if attributes[0]:
            self.flat.extents.setdefault(attributes[0], extent)
        if kinds & _NOTE_KINDS and extent[0] < extent[1]:
            self.flat.declared.append(extent)

    def _table(self, content: Sequence[Any]) -> None:
        _, caption, _, head, bodies, foot = content
        self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
        filled = [[cell[4] for cell in cells if cell[4]] for _, cells in rows]
        lined = [all(_is_line(blocks) for blocks in row) for row in filled]
        tabular = any(line and len(row) > 1 for line, row in zip(lined, filled, strict=True))
        for line, row in zip(lined, filled, strict=True):
            if line:
                self._row([blocks[0]["c"] for blocks in row], tabular)
            else:
                self._within(PassageKind.LIST_ITEM if tabular else self.kind, row)

    def _row(self, cells: Sequence[Sequence[Node]], tabular: bool) -> None:
        """Lay down a row, its cells parted by tabs; a table of single cells only sets text."""
        joined: list[Node] = []
        for cell in cells:
            joined += [{"t": "Str", "c": "\t"}, *cell] if joined else cell
        outer, self.kind = self.kind, PassageKind.LIST_ITEM if tabular else self.kind
        self._lay(joined)
        self.kind = outer


def _is_line(blocks: Sequence[Node]) -> bool:
    return len(blocks) == 1 and blocks[0]["t"] in ("Plain", "Para")


def kinds_of(attributes: Sequence[Any]) -> frozenset[str]:
    """Give the classes, roles and types of an element."""
    _, classes, pairs = attributes
    said = [value for key, value in pairs if key in ("role", "data-role", "epub:type")]
    return frozenset([*classes, *(word for value in said for word in value.split())])


class _Line:
    """The words of one piece as they are gathered."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self.raised: list[tuple[int, int]] = []
        self.ids: dict[str, int] = {}
        self.opened: int | None = None

    def add(self, inlines: Sequence[Node], high: bool = False) -> None:
        """Take in the parts of a line."""
        for node in inlines:
            kind: str = node["t"]
            content: Any = node.get("c")
            if kind == "Str":
                self._say(content)
            elif kind in ("Space", "SoftBreak"):
                self._say(" ")
            elif kind == "LineBreak":
                self._say("\n")
            elif kind in ("Code", "Math"):
                self._say(content[1])
            elif kind == "Note":
                self._note(content)
            elif kind == "RawInline":
                self._raw(content)
            else:
                self._nested(kind, content, high)

    def _nested(self, kind: str, content: Any, high: bool) -> None:  # noqa: ANN401 - as pandoc has it
        if kind in ("Emph", "Strong", "Underline", "Strikeout", "Subscript", "SmallCaps"):
            self.add(content, high)
        elif kind == "Superscript":
            start = self.length
            self.add(content, high=True)
            self.raised.append((start, self.length))
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            self._say(opening)
            self.add(content[1], high)
            self._say(closing)
        elif kind == "Cite":
            self.add(content[1], high)
        elif kind == "Span":
            self._name(content[0][0])
            self.add(content[1], high)
        elif kind == "Link":
            self._link(content, high)

    def _raw(self, content: Sequence[str]) -> None:
        """Heed the tags of HTML that raise words or break lines."""
        tag = content[1].casefold() if content[0] == "html" else ""
        if tag.startswith("<br"):
            self._say("\n")
        elif tag.startswith("<sup"):
            self.opened = self.length
        elif tag == "</sup>" and self.opened is not None:
            self.raised.append((self.opened, self.length))
            self.opened = None

    def _say(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _name(self, name: str) -> None:
        if name:
            self.ids.setdefault(name, self.length)

    def _link(self, content: Sequence[Any], high: bool) -> None:
        attributes, inlines, (target, _) = content
        self._name(attributes[0])
        start = self.length
        self.add(inlines, high)
        if target.startswith("#"):
            raised = high or (start, self.length) in self.raised
            kinds = kinds_of(attributes)
            self.links.append(Link(start, self.length, target[1:], attributes[0], kinds, raised))

    def _note(self, blocks: Sequence[Node]) -> None:
        index = len(self.flat.notes)
        self.flat.notes.append(())
        inner = _Walk(Flat(notes=self.flat.notes))
        inner.blocks(blocks)
        self.flat.notes[index] = tuple(inner.flat.pieces)
        self.marks.append((self.length, index))

    def piece(self, kind: PassageKind, level: int) -> Piece:
        """Give what was gathered, without white space around it."""
        words = "".join(self.parts)
        text = words.strip()
        shift = len(words) - len(words.lstrip())

        def place(at: int) -> int:
            return min(len(text), max(0, at - shift))

        self.ids = {name: place(at) for name, at in self.ids.items()}
        return Piece(
            text=text,
            kind=kind,
            level=level,
            marks=tuple((place(at), note) for at, note in self.marks),
            links=tuple(
                replace(link, start=place(link.start), end=place(link.end)) for link in self.links
            ),
            raised=tuple((place(a), place(b)) for a, b in self.raised if place(a) < place(b)),
        )
