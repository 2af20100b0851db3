"""The lines of a text file that hold words."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
# Ornaments of symbol fonts (private use) and invisible characters are no words.
_MARGIN = re.compile(r"[\s\ue000-\uf8ff\u200b\u200e\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it.

    Attributes
    ----------
    start, end : int
        Span in the file's text, without surrounding white space.
    number : int
        Which line of the file it is, from 1.
    gap : int
        Blank lines before it.
    indent : int
        White space at its start, in characters.
    page : bool
        Whether a page begins with it.
    """

    start: int
    end: int
    number: int
    gap: int
    indent: int = 0
    page: bool = False


def find_lines(text: str) -> list[Line]:
    """Find the lines that are not blank.

    Parameters
    ----------
    text : str
        The file's text.

    Returns
    -------
    list of Line
        In file order.
    """
    lines: list[Line] = []
    gap, page = 0, False
    for number, match in enumerate(_LINE.finditer(text), start=1):
        margin = _MARGIN.match(match[0])
        width = margin.end() if margin else 0
        page = page or "\f" in match[0][:width]
        words = match[0][width:].rstrip()
        if words:
            start = match.start() + width
            lines.append(Line(start, start + len(words), number, gap, width, page))
            gap, page = 0, False
        else:
            gap += 2 if match[0].startswith("\f") else 1
    return lines
