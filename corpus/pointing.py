"""The words with which a note sends the reader to another: "see note 12", "II, 14, note 5"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citations import plain
from corpus.numerals import from_roman
from corpus.places import Place

_NOTE = r"(?:(?:foot|end)?notes?\b|\bnn?\.(?=\s?\d))"
_LABEL = r"(?:\d{1,4}|[ivxlc]{1,8})\b"
_LABELS = rf"{_LABEL}(?:(?:,\s|\sand\s|,\sand\s|\s?[–-]\s?){_LABEL}(?!\s?(?:pp?\.|vols?\.)))*"
_CHAPTER = r"(?:\b[Cc]{1,2}(?:h|hap|ap)?\.\s?)?"
_POINTER = re.compile(
    rf"(?:(?<![\w’.])(?:(?:(?P<book>[IVX]{{1,6}})[.,]?\s?)?{_CHAPTER}(?P<chapter>\d{{1,3}})"
    r"|(?P<heading>Preface|Introduction|Continuation|Appendix))"
    r",?\s(?:ad\s(?:fin|init)\.,?\s)?\(?(?P<and>and\s)?)?"
    r"(?P<near>\b(?:above|below|supra|infra|here|v\.\s?s\.),?\s)?"
    r"(?:(?P<order>preceding|previous|last|next|following)\s)?"
    rf"(?P<note>{_NOTE})(?:\s(?P<labels>{_LABELS}))?"
    r"(?P<after>,?\s(?:above|below|supra|infra)\b)?"
    r"(?:\s(?:on|in|to|at)\s(?:(?P<on_book>[IVX]{1,6})\.\s?)?"
    rf"{_CHAPTER}(?P<on_chapter>\d{{1,3}})\b)?"
)
_CUED = re.compile(
    r"(?:^|[(;:.]\s?|\b(?:see|cf|cp|compare|v|vide|also|and|in|supra|infra|above|below|here|v\.\s?s)"
    r"\b[.,]*(?:\sthe|\smy|\salso)?)\s*$",
    re.IGNORECASE,
)
_NEARBY = re.compile(r"\b(?:above|below|supra|infra|here|v\.\s?s\.),?\s*$", re.IGNORECASE)
_LATER = re.compile(r"below|infra", re.IGNORECASE)
_EARLIER = re.compile(r"above|supra|v\.\s?s\.", re.IGNORECASE)
_OF_A_WORK = re.compile(r"\bpp?\.\s?\d[\d\s,–-]*$|’s\s*$")
_BACK = frozenset({"preceding", "previous", "last"})
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that point to a note.

    Attributes
    ----------
    start, end : int
        Their span in the text of the note that points.
    label : str
        The label of the note meant; empty where none is given.
    place : Place or None
        The chapter, with its book if named, or the heading it hangs in; None where none is named.
    near : bool
        Whether it must be near: "here", "above", "v. infra".
    direction : int
        1 when it comes later, -1 when earlier, 0 when that is not said.
    step : int
        1 for "the next note", -1 for "the preceding note", else 0.
    """

    start: int
    end: int
    label: str = ""
    place: Place | None = None
    near: bool = False
    direction: int = 0
    step: int = 0


def find_pointing(text: str) -> list[Pointing]:
    """Find the words of a note that point to others; a note of another work is none.

    Parameters
    ----------
    text : str
        The note.

    Returns
    -------
    list of Pointing
        By place; one for each label of "notes 3, 4 and 7".

    Examples
    --------
    >>> [(p.label, p.place.chapter) for p in find_pointing("Cf. II, 14, note 5.")]
    [('5', 14)]
    """
    return [pointing for match in _POINTER.finditer(text) for pointing in _read(text, match)]


def _read(text: str, match: re.Match[str]) -> Iterator[Pointing]:
    start = match.start() + len(match[0]) - len(match[0].lstrip(" ,("))
    if match["order"] and text[match.end() : match.end() + 1] == ":":
        return  # "The second edition has the following note: …"
    if match["order"]:
        step = -1 if match["order"] in _BACK else 1
        yield Pointing(start, match.end(), step=step)
        return
    at = match.start("note")
    before = text[max(0, start - _BEFORE) : at]
    own = match["near"] or match["and"] and match["labels"]  # "c. 15 and notes 854, 855"
    place = None if own else _place(match)
    close = match["near"] or match["after"] or _found(_NEARBY, text[max(0, at - _BEFORE) : at])
    if _OF_A_WORK.search(before) or not place and not _CUED.search(text, 0, at):
        return
    if not match["labels"] and not place and not close:
        return
    direction = _direction(close) if not place else 0
    whole = Pointing(start, match.end(), "", place, bool(close) and not place, direction)
    yield from _labelled(whole, match) if match["labels"] else [whole]


def _labelled(whole: Pointing, match: re.Match[str]) -> Iterator[Pointing]:
    start = whole.start
    for label in re.finditer(_LABEL, match["labels"]):
        first, end = (match.start("labels") + at for at in label.span())
        yield Pointing(start or first, end, label[0], whole.place, whole.near, whole.direction)
        start = 0


def _place(match: re.Match[str]) -> Place | None:
    heading = plain(match["heading"] or "")
    chapter = int(match["on_chapter"] or match["chapter"] or 0)
    book = from_roman((match["on_book"] or match["book"] or "").lower()) or 0
    return Place(book, chapter, heading) if heading or chapter else None


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _direction(words: str) -> int:
    return 1 if _LATER.search(words) else -1 if _EARLIER.search(words) else 0
