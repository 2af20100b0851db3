"""The words of the corpus: every value a reader produces.

All offsets are half-open spans in Unicode code points. Values are immutable; `corpus` makes them,
every other room only reads them, and the service sends them over the wire as they are.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.report import Integrity, Work


class PassageKind(StrEnum):
    """What a passage is in its source."""

    PARAGRAPH = "paragraph"
    BLOCK_QUOTATION = "block_quotation"
    LIST_ITEM = "list_item"
    NOTE = "note"


class Voice(StrEnum):
    """Whose words a span is."""

    AUTHOR = "author"
    QUOTED = "quoted"
    NOTE = "note"
    EDITOR = "editor"


class NoteKind(StrEnum):
    """Where a note stands in its source."""

    ENDNOTE = "endnote"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of passage text that stands unbroken in the source.

    The segments of a passage, in order and without gaps in the passage, satisfy
    ``passage.text == "".join(source.text[s.source_start : s.source_end] for s in segments)``, but
    that a line break inside a paragraph counts as a space. What is missing between them are the
    marks, the margins of wrapped lines and the hyphens that parted words there.

    Attributes
    ----------
    start, end : int
        Span in the passage's text.
    source_start, source_end : int
        Span in the source's text, of the same length.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage and whose words it is.

    Attributes
    ----------
    start, end : int
        Span in the passage's text, without surrounding white space.
    voice : Voice
        Whose words most of the sentence is.
    speaker : str or None
        The person quoted, as the text names them; None where it does not say.
    """

    start: int
    end: int
    voice: Voice
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A back-reference in a note ("ibid", "op cit", a series title) and what it refers to.

    Attributes
    ----------
    surface : str
        The words as they stand in the note.
    start, end : int
        Span of `surface` in the note's text.
    reference : str
        The full reference, verbatim from the note that gives it; empty if unresolved.
    note_id : str or None
        The note that gives the full reference.
    trace : tuple of str
        Ids of the notes walked through, from the one referring to the one referred to.
    ambiguous : bool
        Whether more than one work fits.
    alternatives : tuple of str
        The other full references that fit, when ambiguous.
    """

    surface: str
    start: int
    end: int
    reference: str
    note_id: str | None
    trace: tuple[str, ...] = ()
    ambiguous: bool = False
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note as it hangs on a passage or a quotation.

    Attributes
    ----------
    id, label, text : str
        The note's id, its label as printed, its text without the label.
    position : int
        Where the mark stood, in the passage's text.
    resolved : tuple of Resolution
        Its back-references.
    confidence : float
        How sure the link between mark and note is, in [0, 1].
    """

    id: str
    label: str
    text: str
    position: int
    resolved: tuple[Resolution, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place in the running text where a note's mark stands.

    Attributes
    ----------
    passage_id : str
        The passage the mark stands in.
    position : int
        Offset in the passage's text.
    before, after : str
        Up to 40 characters of the passage on either side.
    source_start, source_end : int
        Span of the mark itself in the source's text.
    confidence : float
        How sure the link is, in [0, 1].
    """

    passage_id: str
    position: int
    before: str
    after: str
    source_start: int
    source_end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote.

    Attributes
    ----------
    id : str
        ``<source>:n<number>``, as in ``rothstein-1917:n17``.
    label : str
        As printed in the source ("xvii", "17", "*").
    number : int
        Its place in the sequence, from 1.
    text : str
        Its text without the label.
    anchor : Anchor or None
        Where its mark stands; None when the mark is lost.
    resolved : tuple of Resolution
        Its back-references, in order.
    """

    id: str
    source_id: str
    label: str
    number: int
    text: str
    kind: NoteKind
    anchor: Anchor | None
    resolved: tuple[Resolution, ...]
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, block quotation, list item or note: the unit that is embedded.

    Attributes
    ----------
    id : str
        ``<source>:p<number>`` with four digits for running text, the note's own id for a note.
    section : str
        The heading it stands under; empty before the first heading. For a note, the heading
        its mark stands under.
    paragraph : int
        Number of the passage in the running text, from 1; for a note, that of the passage its
        mark stands in, 0 when the mark is lost.
    text : str
        The text with the marks taken out.
    source_start, source_end : int
        Span in the source's text.
    notes : tuple of NoteRef
        The notes whose marks stand in it, by position.
    segments : tuple of Segment
        How the text maps back to the source, character by character.
    sentences : tuple of Sentence
        Its sentences, in order.
    page : int
        The page it begins on, as printed where the file says; 0 in a source without pages.
    """

    id: str
    source_id: str
    kind: PassageKind
    section: str
    paragraph: int
    text: str
    source_start: int
    source_end: int
    notes: tuple[NoteRef, ...]
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the passages under it.

    Attributes
    ----------
    title : str
        The heading; empty for what stands before the first one or after an unlabelled break.
    level : int
        Depth, from 1.
    first_paragraph, last_paragraph : int
        Numbers of its first and last passage, inclusive.
    """

    title: str
    level: int
    first_paragraph: int
    last_paragraph: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a source comes from.

    Attributes
    ----------
    title, author, date : str
        As a reader would cite them; `date` as printed ("November 1967"); empty when unknown.
    publication : str
        Where it first appeared; empty when unknown.
    rights : str
        Who holds them.
    comment : str
        Anything else a reader should know; may be empty.
    """

    title: str
    author: str
    date: str = ""
    publication: str = ""
    rights: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read.

    Attributes
    ----------
    id : str
        A short name that stays the same when the source is read again.
    provenance : Provenance
        Where it comes from.
    sha256 : str
        Of the file's bytes, in hexadecimal.
    text : str
        The decoded file; every span called `source_start`, `source_end` points into it.
    sections : tuple of Section
        The outline.
    passages : tuple of Passage
        The running text in order, then the notes in order.
    notes : tuple of Note
        In order.
    works : tuple of Work
        The index of works cited.
    integrity : Integrity
        The report on marks, notes and back-references.
    """

    id: str
    provenance: Provenance
    sha256: str
    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]
    works: tuple[Work, ...]
    integrity: Integrity
