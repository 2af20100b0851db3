"""The labels that notes begin with: "17.", "xvii", "[3]", "¹²", "*", "[Footnote 4:"."""

import re
from dataclasses import dataclass
from enum import Enum

from corpus.numerals import from_roman

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SYMBOLS = "*†‡§‖¶#"
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_NUMBER = r"\d{1,4}|[ivxlcdm]{1,12}|[A-Za-z]|[*†‡§‖¶#]{1,6}"
_SPACE = r"[ \t\u00a0]"
_LABEL = re.compile(
    rf"\[(?:foot)?note{_SPACE}+(?P<footnote>{_NUMBER}){_SPACE}*[:.]\s*"
    rf"|\[\^?(?P<bracket>{_NUMBER})\][:.]?{_SPACE}*(?=\S)"
    rf"|\((?P<paren>{_NUMBER})\){_SPACE}+(?=\S)"
    rf"|(?P<superscript>[{SUPERSCRIPTS}]+){_SPACE}*(?=[^\s⁄])"
    rf"|\^\{{?(?P<caret>\d{{1,4}})\}}?{_SPACE}*(?=\S)"
    rf"|(?P<symbol>\*{{1,6}}|[†‡§‖¶#]{{1,3}}){_SPACE}*(?=[^\s*†‡§‖¶#])"
    rf"|(?P<bare>\d{{1,4}}|[ivxlcdm]+)(?P<stop>[.):\]]?){_SPACE}+(?=\S)",
    re.IGNORECASE,
)


class System(Enum):
    """What notes are counted with."""

    ARABIC = "arabic"
    ROMAN = "roman"
    LETTER = "letter"
    SYMBOL = "symbol"


class Dress(Enum):
    """What stands around a label."""

    FOOTNOTE = "footnote"
    BRACKET = "bracket"
    PAREN = "paren"
    SUPERSCRIPT = "superscript"
    CARET = "caret"
    SYMBOL = "symbol"
    CLOSED = "closed"
    STOP = "stop"
    BARE = "bare"


_STOPS = {"": Dress.BARE, ".": Dress.STOP, ":": Dress.STOP, ")": Dress.CLOSED, "]": Dress.CLOSED}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a block.

    Attributes
    ----------
    system : System
        What it counts with.
    dress : Dress
        What stands around it.
    value : int
        Its place in a count from 1; for symbols only a name for the symbol.
    printed : str
        Without its dress.
    end : int
        Where the note's own words begin in the file's text.
    """

    system: System
    dress: Dress
    value: int
    printed: str
    end: int


def labels_at(text: str, start: int, end: int) -> list[Label]:
    """Read the label that a stretch of text begins with.

    Parameters
    ----------
    text : str
        The file's text.
    start, end : int
        The stretch.

    Returns
    -------
    list of Label
        None, one, or two where "(c)" may be a letter or a hundred.
    """
    match = _LABEL.match(text, start, end)
    if match is None:
        return []
    kind = str(match.lastgroup) if match["bare"] is None else "bare"
    printed = match[kind]
    dress = _STOPS[match["stop"]] if kind == "bare" else Dress(kind)
    found = [Label(s, dress, v, printed, match.end()) for s, v in values(printed)]
    if kind == "bare":
        return [label for label in found if label.system is not System.LETTER]
    return found


def values(printed: str) -> list[tuple[System, int]]:
    """Read what a mark or label counts, in each system it may belong to.

    Parameters
    ----------
    printed : str
        Without its dress.

    Returns
    -------
    list of (System, int)
        The values, all above 0.

    Examples
    --------
    >>> values("12"), values("³")
    ([(<System.ARABIC: 'arabic'>, 12)], [(<System.ARABIC: 'arabic'>, 3)])
    """
    if printed[0] in SYMBOLS:
        return [(System.SYMBOL, symbol_value(printed))]
    if printed[0] in SUPERSCRIPTS or printed.isdigit():
        number = int(printed.translate(_DIGITS))
        return [(System.ARABIC, number)] if number else []
    found = []
    numeral = from_roman(printed) if printed.islower() else None
    if numeral:
        found.append((System.ROMAN, numeral))
    if len(printed) == 1:
        found.append((System.LETTER, ord(printed.lower()) - ord("a") + 1))
    return found


def symbol_value(printed: str) -> int:
    """Name a symbol by a number: which one it is, and how often it is repeated."""
    return SYMBOLS.index(printed[0]) + 1 + len(SYMBOLS) * (len(printed) - 1)


def label_value(printed: str) -> int | None:
    """Give what a printed label counts, as a rule; None for symbols and letters."""
    for system, value in values(printed) if printed else []:
        if system in (System.ARABIC, System.ROMAN):
            return value
    return None
