"""The lines of a text file that hold words."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\n|\r|\f|$)")
# Ornaments of symbol fonts (private use) and invisible characters are no words.
_MARGIN = re.compile(r"[\s\ue000-\uf8ff\u200b\u200e\u2060\ufeff]+")
_TAB = 4


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
        White space at its start, in characters; a tab counts as four.
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
    gap, page, number = 0, False, 1
    for match in _LINE.finditer(text):
        margin = _MARGIN.match(match[0])
        width = margin.end() if margin else 0
        words = match[0][width:].rstrip()
        if words:
            start = match.start() + width
            indent = len(match[0][:width].expandtabs(_TAB))
            lines.append(Line(start, start + len(words), number, gap, indent, page))
            gap, page = 0, False
        else:
            gap += 2 if match[0] == "\f" else 1
        page = page or match[0].endswith("\f")
        number += match[0].endswith(("\n", "\r"))
    return lines
