"""The lines of a PDF's pages, as pdfium places their characters."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import UnreadableSource

_MOST_PAGES = 20_000
_MOST_CHARACTERS = 40_000_000
_SAME_LINE = 0.6
_RISE = 0.17
_HYPHENS = {"\x02": "-", "\u2010": "-", "\u00ad": "-"}
_SIGNS = frozenset("*†‡§¶‖")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or of a column.

    Attributes
    ----------
    page : int
        Index of the page, from 0.
    left, right, base : float
        Where it begins and ends, and its baseline, in points from the lower left corner.
    size : float
        Height of its type in points.
    text : str
        Its words.
    raised : tuple of (int, int)
        Spans that are superscript.
    bold : bool
        Whether its first character is.
    marks : tuple of (int, int, int)
        Span of each mark, and the index of its note.
    """

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str
    raised: tuple[tuple[int, int], ...] = ()
    bold: bool = False
    marks: tuple[tuple[int, int, int], ...] = ()


@dataclass(slots=True)
class _Glyph:
    """A character with its place: box, baseline and height of its type."""

    char: str
    left: float
    right: float
    bottom: float
    base: float
    size: float
    index: int


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    PdfDocument
        To be closed after use.

    Raises
    ------
    UnreadableSource
        If it is damaged, locked by a password, or has far too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableSource(
                "The PDF is protected by a password.", "Save it without one and add it again."
            ) from error
        raise UnreadableSource(
            "The PDF is damaged or cut short.", "Fetch or save it again and add it again."
        ) from error
    if not 0 < pages <= _MOST_PAGES:
        document.close()
        raise UnreadableSource(
            f"The PDF has {pages} pages.", f"Choose one with 1 to {_MOST_PAGES:,} pages."
        )
    return document


def read_lines(document: pypdfium2.PdfDocument) -> list[list[Line]]:
    """Read the lines of every page, in the order in which the file draws them.

    Parameters
    ----------
    document : PdfDocument
        Open.

    Returns
    -------
    list of list of Line
        For each page.

    Raises
    ------
    UnreadableSource
        If there is far too much text.
    """
    pages, total = [], 0
    for number in range(len(document)):
        lines = _page(document, number)
        total += sum(len(line.text) for line in lines)
        if total > _MOST_CHARACTERS:
            raise UnreadableSource("The PDF holds too much text to read at once.", "Split it.")
        pages.append(lines)
    return pages


def _page(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []  # One damaged page does not keep the others from being read.
    lines, current = [], list[_Glyph]()
    for glyph in _glyphs(text.raw):
        if current and _breaks(current[-1], current[0], glyph):
            lines.append(_line(text.raw, number, current))
            current = []
        current.append(glyph)
    if current:
        lines.append(_line(text.raw, number, current))
    text.close()
    page.close()
    return [line for line in lines if line.text]


def _glyphs(text: pdfium.FPDF_TEXTPAGE) -> Iterator[_Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, base = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code in (0, 10, 13, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(text, i, loose)
        pdfium.FPDFText_GetCharOrigin(text, i, x, base)
        char = chr(code)
        yield _Glyph(
            _HYPHENS.get(char, char),
            loose.left,
            loose.right,
            bottom.value,
            base.value,
            loose.top - loose.bottom,
            i,
        )


def _breaks(last: _Glyph, first: _Glyph, glyph: _Glyph) -> bool:
    size = max(last.size, glyph.size, 1.0)
    away = min(abs(glyph.base - last.base), abs(glyph.base - first.base))
    return (
        away > _SAME_LINE * size
        or glyph.left < last.right - 2 * size
        or (glyph.left > last.right + 3 * size)
    )


def _line(text: pdfium.FPDF_TEXTPAGE, page: int, glyphs: list[_Glyph]) -> Line:
    seen = [glyph for glyph in glyphs if not glyph.char.isspace()] or glyphs
    base = Counter(round(glyph.base, 1) for glyph in seen).most_common(1)[0][0]
    size = Counter(round(glyph.size, 1) for glyph in seen).most_common(1)[0][0]
    words = "".join(" " if glyph.char.isspace() else glyph.char for glyph in glyphs)
    flags = [
        (glyph.char.isalnum() or glyph.char in _SIGNS) and glyph.bottom - base > _RISE * size
        for glyph in glyphs
    ]
    line = Line(
        page=page,
        left=min(glyph.left for glyph in seen),
        right=max(glyph.right for glyph in seen),
        base=base,
        size=size,
        text=words,
        raised=tuple(_runs(flags)),
        bold=_is_bold(text, seen[0].index),
    )
    return stripped(line)


def _runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for i, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield start, i
            start = None


def stripped(line: Line) -> Line:
    """Leave out white space around a line."""
    text = line.text.strip()
    shift = len(line.text) - len(line.text.lstrip())
    raised = tuple((a - shift, b - shift) for a, b in line.raised)
    return replace(line, text=text, raised=raised)


def _is_bold(text: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, None, 0, flags)
    name = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFText_GetFontInfo(text, index, name, length, flags)
    font = name.value.decode("utf-8", "replace").casefold()
    return any(word in font for word in ("bold", "black", "heavy", "demi"))
