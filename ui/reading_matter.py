"""A source as one page of HTML worth reading: headings, numbered paragraphs, live marks, notes."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from corpus.model import Note, Passage, PassageKind, Provenance, Section
from corpus.report import LostMark
from ui.links import Place, anchor_of, is_note
from ui.typeset import live_mark, note_text, resolutions, running_text
from ui.whose import voiced
from ui.wording import imprint

_TAGS = {PassageKind.BLOCK_QUOTATION: "blockquote", PassageKind.LIST_ITEM: "div"}


def title_page(provenance: Provenance) -> str:
    """Set a source's title, author and imprint."""
    line = imprint(provenance)
    byline = f'<p class="oc-byline">{escape(provenance.author)}</p>' if provenance.author else ""
    return (
        f'<header class="oc-title"><h1>{escape(provenance.title)}</h1>{byline}'
        + (f'<p class="oc-imprint">{escape(line)}</p>' if line else "")
        + "</header>"
    )


def outline(sections: Sequence[Section]) -> str:
    """Set the outline as links; nothing when the source has no headings."""
    items = "".join(
        f'<li class="oc-level-{min(section.level, 4)}">'
        f'<a href="#p{section.first_paragraph}">{escape(section.title)}</a></li>'
        for section in sections
        if section.title
    )
    return f"<ol>{items}</ol>" if items else ""


def running_matter(
    passages: Sequence[Passage],
    sections: Sequence[Section],
    opened: Place,
    *,
    new_tab: bool = False,
) -> str:
    """Set the running text: a heading before each section, a number beside each paragraph.

    Parameters
    ----------
    passages : sequence of Passage
        In order; notes among them are left out.
    sections : sequence of Section
        The outline.
    opened : Place
        Where the reader opens; its words are marked.
    new_tab : bool
        Whether a paragraph number opens the Read page in a tab of its own.
    """
    headings = {section.first_paragraph: section for section in sections}
    body = [passage for passage in passages if not is_note(passage)]
    return "".join(
        _heading(headings.get(passage.paragraph), first=passage is body[0])
        + _numbered(passage, opened, new_tab=new_tab)
        for passage in body
    )


def notes_matter(
    notes: Sequence[Note],
    lost: Mapping[str, LostMark],
    labels: Mapping[str, str],
    opened: Place,
) -> str:
    """Set the notes, each with its back-references, a way back to its mark, or why it has none.

    Parameters
    ----------
    notes : sequence of Note
        In order.
    lost : mapping of str to LostMark
        What is known of lost marks, by note id.
    labels : mapping of str to str
        Labels of the source's notes, by id.
    opened : Place
        Where the reader opens; its words are marked.
    """
    if not notes:
        return ""
    items = "".join(_note(note, lost.get(note.id), labels, opened) for note in notes)
    return (
        '<section class="oc-notes" aria-label="Notes"><h2 id="notes">Notes</h2>'
        f"<div>{items}</div></section>"
    )


def lost_place(lost: LostMark | None, href: Callable[[str], str]) -> str:
    """Say between which paragraphs a lost mark must have stood; nothing if that is not known.

    Parameters
    ----------
    lost : LostMark or None
        What is known about it.
    href : callable
        Gives the address of an anchor.
    """
    ends = (lost.after_passage_id, lost.before_passage_id) if lost else (None, None)
    after, before = (_link_to(end, href) for end in ends)
    if after and before:
        return f"in {after}" if after == before else f"between {after} and {before}"
    if after or before:
        return f"in or after {after}" if after else f"in or before {before}"
    return ""


def _link_to(passage_id: str | None, href: Callable[[str], str]) -> str:
    if passage_id is None:
        return ""
    anchor = anchor_of(passage_id)
    return f'<a href="{escape(href(anchor))}" target="_self">paragraph {escape(anchor[1:])}</a>'


def _heading(section: Section | None, *, first: bool) -> str:
    if section is None:
        return ""
    if section.title:
        level = min(section.level + 1, 4)
        return f"<h{level}>{escape(section.title)}</h{level}>"
    return "" if first else '<hr class="oc-break">'


def _numbered(passage: Passage, opened: Place, *, new_tab: bool) -> str:
    anchor = anchor_of(passage.id)
    here = Place(passage.source_id, anchor)
    said = (opened.start, opened.end) if opened.holds(passage) else (0, 0)
    text = running_text(passage.text, passage.notes, said, set_mark=live_mark)
    tag = _TAGS.get(passage.kind, "div")
    target = ' target="_blank" rel="noopener"' if new_tab else ' target="_self"'
    return (
        f'<{tag} class="oc-para oc-{passage.kind.value.replace("_", "-")}" id="{anchor}" '
        f'tabindex="-1"{voiced(passage)}><a class="oc-number" href="{escape(here.href)}"{target} '
        f'aria-label="Link to paragraph {passage.paragraph}" '
        f'title="Link to this paragraph">{passage.paragraph}</a><p>{text}</p></{tag}>'
    )


def _note(note: Note, lost: LostMark | None, labels: Mapping[str, str], opened: Place) -> str:
    anchor = anchor_of(note.id)
    marked = opened.source_id == note.source_id and opened.anchor == anchor
    if marked and opened.end > opened.start:
        text = running_text(note.text, said=(opened.start, opened.end))
    else:
        text = note_text(note.text, note.resolved)
    return (
        f'<div class="oc-note" id="{anchor}" tabindex="-1">'
        f'<span class="oc-label">{escape(note.label)}</span>'
        f"<div><p>{text} {_way_back(note, lost)}</p>"
        f"{resolutions(note.resolved, labels)}</div></div>"
    )


def _way_back(note: Note, lost: LostMark | None) -> str:
    if note.anchor is not None:
        words = f"Back to the mark of note {escape(note.label)}"
        return (
            f'<a class="oc-return" href="#r-{escape(anchor_of(note.id))}" '
            f'aria-label="{words}" title="{words}">↩</a>'
        )
    where = lost_place(lost, "#{}".format)
    stood = f": it stood {where}" if where else ""
    return f'<span class="oc-lost">Its mark is lost in this copy{stood}.</span>'
