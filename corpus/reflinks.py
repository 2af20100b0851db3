"""Which links of a document are marks of notes, and what they lead to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.pieces import Link
from corpus.syntax import Flat

Extent = tuple[int, int]

_REF = frozenset({"noteref", "doc-noteref", "footnote-ref", "footnoteref", "note-ref", "fnref"})
_BACK = frozenset(
    "backlink doc-backlink footnote-back footnote-backref footnote-return reversefootnote".split()
)
_MARK = re.compile(
    r"[\[({\s]*(?:(?:note|fn)\s?)?"
    r"(\d{1,4}[a-z]?|[A-Z]{1,3}\d+(?:\.\d+)*|\d+(?:\.\d+)+|[ivxlcdm]{1,8}|[A-Za-z]|[*†‡§¶‖#]{1,5})"
    r"[.:\s]*[\])}\s]*",
    re.IGNORECASE,
)
_BEFORE_LABEL = " \t\n[(*"
_LONGEST_BACK = 16
_NEAR = 3


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link and the piece it stands in.

    Attributes
    ----------
    piece : int
        Index of the piece.
    link : Link
        The link.
    words : str
        What it says.
    opens : bool
        Whether nothing stands before it in the piece.
    """

    piece: int
    link: Link
    words: str
    opens: bool


def label_of(words: str) -> str | None:
    """Give the label that a mark or the number before a note says; None if it is neither."""
    found = _MARK.fullmatch(words)
    return found[1] if found else None


class Links:
    """The links within a document.

    Parameters
    ----------
    flat : Flat
        The document laid out.
    """

    def __init__(self, flat: Flat) -> None:
        self._flat = flat
        self._openings = sorted({at for at, offset in flat.places.values() if offset == 0})
        self._divisions: dict[int, list[Extent]] = {}
        for extent in flat.declared:
            self._divisions.setdefault(extent[0], []).append(extent)
        self.by_piece = {
            i: [self._placed(i, link) for link in piece.links]
            for i, piece in enumerate(flat.pieces)
            if piece.links
        }
        placed = [p for links in self.by_piece.values() for p in links]
        self._says_back = any(p.link.kinds & _BACK for p in placed)
        self.astray: list[PlacedLink] = []
        self.marks = [p for p in placed if self._is_mark(p)]
        self._calling = {mark.piece for mark in self.marks}

    def _placed(self, i: int, link: Link) -> PlacedLink:
        text = self._flat.pieces[i].text
        opens = not text[: link.start].strip(_BEFORE_LABEL)
        return PlacedLink(i, link, text[link.start : link.end], opens)

    def names(self) -> Iterator[str]:
        """Go through every id of the document."""
        yield from self._flat.extents
        yield from self._flat.places

    def extent(self, target: str) -> Extent | None:
        """Give the pieces that an id stands for, if it opens the first of them."""
        extent = self._flat.extents.get(target)
        if extent:
            return extent if extent[0] < extent[1] else None
        place = self._flat.places.get(target)
        if place is None or self._flat.pieces[place[0]].text[: place[1]].strip(_BEFORE_LABEL):
            return None
        return self._around(place[0])

    def _around(self, at: int) -> Extent:
        """Widen a piece to the note it opens, unless another thing with an id begins there."""
        following = bisect_right(self._openings, at)
        end = self._openings[following] if following < len(self._openings) else None
        wider = [e for e in self._divisions.get(at, ()) if end is None or e[1] <= end]
        return max([(at, at + 1), *wider])

    def leads_back(self, placed: PlacedLink) -> bool:
        """Tell whether a link in a note leads back to a mark, where the note begins or ends."""
        if self._says_back or placed.link.kinds & _BACK:
            return bool(placed.link.kinds & _BACK)
        words = placed.words.strip()
        if len(words) > _LONGEST_BACK or not self._may_lead_back(placed):
            return False
        place = self._flat.places.get(placed.link.target)
        first, last = self._flat.extents.get(placed.link.target, (0, 0))
        near = place[0] in self._calling if place else 0 < last - first <= _NEAR
        return near and bool(
            label_of(words) or not re.search(r"\w", words) or "back" in words.casefold()
        )

    def _is_mark(self, placed: PlacedLink) -> bool:
        link = placed.link
        if link.kinds & _BACK:
            return False
        extent = self.extent(link.target)
        declared = bool(link.kinds & _REF)
        if extent is None or extent[0] <= placed.piece < extent[1]:
            if declared:
                self.astray.append(placed)
            return False
        if declared:
            return True
        if label_of(placed.words) is None or self._flat.pieces[extent[0]].level:
            return False
        if extent[0] < placed.piece:
            return False  # Notes come after their marks, unless the document says otherwise.
        back = self._link_back(placed, extent)
        if back:
            return not placed.opens or back.opens and placed.piece < back.piece
        return (link.raised or self._bracketed(placed)) and not placed.opens

    def _link_back(self, placed: PlacedLink, extent: Extent) -> PlacedLink | None:
        for i in range(*extent):
            for other in self.by_piece.get(i, ()):
                if self._may_lead_back(other) and self._leads_to(other, placed.piece):
                    return other
        return None

    def _may_lead_back(self, other: PlacedLink) -> bool:
        """Tell whether a link stands where those back to a mark do, first or last."""
        if other.link.kinds & (_REF | _BACK):
            return bool(other.link.kinds & _BACK)
        rest = self._flat.pieces[other.piece].text[other.link.end :]
        return other.opens or not rest.strip(".)]") and label_of(other.words) is None

    def _leads_to(self, other: PlacedLink, piece: int) -> bool:
        target = other.link.target
        if target in self._flat.places:
            return self._flat.places[target][0] == piece
        first, last = self._flat.extents.get(target, (0, 0))
        return first <= piece < last <= first + _NEAR

    def _bracketed(self, placed: PlacedLink) -> bool:
        text = self._flat.pieces[placed.piece].text
        around = text[max(0, placed.link.start - 1) : placed.link.end + 1]
        return around[:1] + around[-1:] in ("[]", "()") or placed.words.strip()[:1] == "["
