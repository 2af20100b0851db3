"""The lines of a text file that hold words."""

import re
from dataclasses import dataclass

from corpus.sentences import split_sentences

LONGEST_HEADING = 90
_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\n|\r|\f|$)")
# Ornaments of symbol fonts (private use) and invisible characters are no words.
_MARGIN = re.compile(r"[\s\ue000-\uf8ff\u200b\u200e\u2060\ufeff]+")
_TAB = 4
_QUOTES = '“"‘«„”’»'
_LONGEST_NUMBER = len("XVIII.")
_MOST_HEADING_WORDS = 14


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


def looks_like_heading(text: str) -> bool:
    """Tell a line that may be a heading: short, and not ended like a sentence."""
    if not 0 < len(text) <= LONGEST_HEADING or "\n" in text:
        return False
    if len(text.split()) > _MOST_HEADING_WORDS:
        return False
    core = text.strip(_QUOTES + " \u200a")
    if not core or core[-1] in ".;:,–—-…" or not (core[0].isupper() or core[0].isdigit()):
        return False
    if core[-1] in "!?" and not _in_title_case(core):
        return False
    first = split_sentences(text)[0]
    return first[1] == len(text) or first[1] <= _LONGEST_NUMBER


def _in_title_case(text: str) -> bool:
    words: list[str] = re.findall(r"\w+", text)
    return 2 * sum(word[0].isupper() for word in words) > len(words)
