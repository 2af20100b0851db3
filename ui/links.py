"""Places in a source, and the addresses that open the Read page there."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.model import Passage, PassageKind
from qa.model import Quote


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is to open a source.

    Attributes
    ----------
    source_id : str
        The source.
    anchor : str
        ``p42`` for a paragraph, ``n17`` for a note; empty for the beginning.
    start, end : int
        Span of the words to mark in that passage's text; nothing is marked when they are equal.
    """

    source_id: str
    anchor: str = ""
    start: int = 0
    end: int = 0

    @property
    def query(self) -> dict[str, str]:
        """The query parameters that open this place."""
        query = {"source": self.source_id}
        if self.anchor:
            key = "p" if self.anchor[0] == "p" else "note"
            query[key] = self.anchor[1:]
        if self.end > self.start:
            query |= {"start": str(self.start), "end": str(self.end)}
        return query

    @property
    def href(self) -> str:
        """Its address, relative to any page."""
        return f"read?{urlencode(self.query)}"

    def holds(self, passage: Passage) -> bool:
        """Whether the passage is the one to open."""
        return passage.source_id == self.source_id and anchor_of(passage.id) == self.anchor


def anchor_of(passage_id: str) -> str:
    """Shorten the id of a passage or note to its anchor.

    Examples
    --------
    >>> anchor_of("rothstein-1917:p0042"), anchor_of("rothstein-1917:n17")
    ('p42', 'n17')
    """
    local = passage_id.rpartition(":")[2]
    return f"{local[:1]}{local[1:].lstrip('0')}"


def place_of_quote(quote: Quote) -> Place:
    """Find the place of a quotation."""
    return Place(quote.source_id, anchor_of(quote.passage_id), quote.start, quote.end)


def place_of_passage(passage: Passage) -> Place:
    """Find the place of a passage or a note."""
    return Place(passage.source_id, anchor_of(passage.id))


def is_note(passage: Passage) -> bool:
    """Whether a passage is a note."""
    return passage.kind is PassageKind.NOTE


def place_from(query: Mapping[str, str], source_id: str) -> Place:
    """Read a place from an address; what makes no sense is left out."""
    if query.get("p", "").isdecimal():
        anchor = f"p{int(query['p'])}"
    elif query.get("note", "").isdecimal():
        anchor = f"n{int(query['note'])}"
    else:
        return Place(source_id)
    start, end = query.get("start", ""), query.get("end", "")
    if start.isdecimal() and end.isdecimal():
        return Place(source_id, anchor, int(start), int(end))
    return Place(source_id, anchor)
