"""Marks with a dress of their own: ``[3]``, ``(3)``, ``³``, ``^3`` and symbols."""

import re
from collections.abc import Sequence
from enum import Enum

from corpus.candidates import Candidate
from corpus.labels import SUPERSCRIPTS, System, values


class Form(Enum):
    """How marks are written."""

    BRACKET = "bracket"
    PAREN = "parenthesis"
    SUPERSCRIPT = "superscript"
    CARET = "caret"
    SYMBOL = "symbol"
    GLUED = "glued"


_BRACKET = re.compile(
    r"\[(?:(?:foot)?note\s)?\^?(\d{1,4}|[ivxlcdm]{1,12}|[A-Za-z]|[*†‡§‖¶#]{1,6})\]"
)
_PAREN = re.compile(r"\((\d{1,4}|[ivxlcdm]{1,12}|[A-Za-z]|\*{1,6}|[†‡§‖¶#]{1,3})\)")
_SUPERSCRIPT = re.compile(rf"(?<!⁄)([{SUPERSCRIPTS}]+)(?![⁄{SUPERSCRIPTS}])")
_CARET = re.compile(r"\^\{?(\d{1,4})\}?")
_SYMBOL = re.compile(r"(\*{1,6}|[†‡§‖¶#]{1,3})(?![*†‡§‖¶#])")
_PATTERNS = {
    Form.BRACKET: _BRACKET,
    Form.PAREN: _PAREN,
    Form.SUPERSCRIPT: _SUPERSCRIPT,
    Form.CARET: _CARET,
    Form.SYMBOL: _SYMBOL,
}
_UNIT = re.compile(r"(?<![^\W_])(?:[kcm]?m|ft|in|yd|sq)$")
_OPENERS = "“‘([{«—–-"
_STOPS = ".,;:!?”’\"')]}»…"


def find_signs(
    text: str, spans: Sequence[tuple[int, int]], form: Form, system: System
) -> list[Candidate]:
    """Find every place that may hold a mark of a form that stands out by itself.

    Parameters
    ----------
    text : str
        The file's text.
    spans : sequence of (int, int)
        Blocks of text; what they begin with is a label, not a mark.
    form : Form
        How the marks are written; any but `GLUED`.
    system : System
        What they count with.

    Returns
    -------
    list of Candidate
        By place.
    """
    found: list[Candidate] = []
    for start, end in spans:
        for match in _PATTERNS[form].finditer(text, start, end):
            number = dict(values(match[1])).get(system)
            if number is None or match.start() == start:
                continue
            score = _SCORES[form](text, match, number)
            found.append(Candidate(number, match.start(), match.end(), len(found) + 1, score))
    return found


def _bracket_score(text: str, match: re.Match[str], number: int) -> float:
    if match[1].isalpha() and text[match.end() : match.end() + 1].isalpha():
        return -6.0
    return 6.0 if not match[1].isalpha() or not text[match.start() - 1].isspace() else 2.0


def _paren_score(text: str, match: re.Match[str], number: int) -> float:
    """Weigh a number in parentheses: after a space it is most often an item of a list."""
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    if before in _OPENERS or after.isalnum():
        return -6.0
    if not before.isspace():
        return 5.0
    if after in ("", "\n") or after in _STOPS:
        return 3.0
    ended = text[match.start() - 2] in ".!?”" and (len(after) == 1 and after.isspace())
    return 1.0 if ended else -1.0


def _superscript_score(text: str, match: re.Match[str], number: int) -> float:
    unit = number in (2, 3) and _UNIT.search(text, max(0, match.start() - 4), match.start())
    return -3.0 if unit else 7.0


def _caret_score(text: str, match: re.Match[str], number: int) -> float:
    return 6.0 if not text[match.start() - 1].isspace() else -4.0


def _symbol_score(text: str, match: re.Match[str], number: int) -> float:
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    if not before.isspace():
        return 5.0 if not after.isalnum() or before in _STOPS else 1.0
    if (
        after.isalnum()
        or match[1][0] in "§¶#"
        and text[match.end() : match.end() + 3].lstrip()[:1].isdigit()
    ):
        return -4.0
    return 2.0


_SCORES = {
    Form.BRACKET: _bracket_score,
    Form.PAREN: _paren_score,
    Form.SUPERSCRIPT: _superscript_score,
    Form.CARET: _caret_score,
    Form.SYMBOL: _symbol_score,
}
