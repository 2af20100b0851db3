"""The reader: a source, or the part of it around a place, in one component."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from corpus.model import Note, Passage
from qa.service.shapes import SourceSummary
from ui.links import Place, anchor_of, is_note
from ui.reading_matter import notes_matter, outline, running_matter, title_page
from ui.whose import choice

_ASSETS = Path(__file__).parent / "assets"
_AROUND = 6

_component = st.components.v2.component(
    "opcit_reader",
    css="\n".join((_ASSETS / name).read_text("utf-8") for name in ("text.css", "reader.css")),
    js=(_ASSETS / "reader.js").read_text("utf-8"),
)
_SEARCH = """
<search class="oc-bar">
<input type="search" placeholder="Find in the source" aria-label="Find in the source">
{whose}
<output aria-live="polite"></output>
<button type="button" data-step="-1" aria-label="Previous match" disabled>↑</button>
<button type="button" data-step="1" aria-label="Next match" disabled>↓</button>
</search>
"""


def whole_source(
    source: SourceSummary, passages: Sequence[Passage], notes: Sequence[Note], opened: Place
) -> None:
    """Show a source from title to last note, opened at a place."""
    listed = outline(source.sections)
    sections = (
        f'<details class="oc-outline" open><summary>Contents</summary><nav aria-label="Contents">'
        f"{listed}</nav></details>"
    )
    lost = {each.note_id: each for each in source.integrity.lost_marks}
    html = (
        f'<div class="oc-grid {"oc-outlined" if listed else ""}">{sections if listed else ""}<div>'
        f"{_SEARCH.format(whose=choice(passages))}"
        f'<article class="oc-text" aria-label="{escape(source.provenance.title)}">'
        f"{title_page(source.provenance)}{running_matter(passages, source.sections, opened)}"
        f"{notes_matter(notes, lost, _labels(notes), opened)}</article></div></div>"
    )
    _show(html, "oc-page", opened)


def beside(
    source: SourceSummary, passages: Sequence[Passage], notes: Sequence[Note], opened: Place
) -> None:
    """Show the passages around a place, to stand beside a conversation."""
    shown = neighbourhood(passages, opened)
    lost = {each.note_id: each for each in source.integrity.lost_marks}
    hanging = {note.id for passage in shown for note in passage.notes}
    below = [note for note in notes if note.id in hanging or anchor_of(note.id) == opened.anchor]
    html = (
        f'<article class="oc-text" aria-label="{escape(source.provenance.title)}">'
        f"{running_matter(shown, source.sections, opened, new_tab=True)}"
        f"{notes_matter(below, lost, _labels(notes), opened)}</article>"
    )
    _show(html, "oc-pane", opened)


def neighbourhood(passages: Sequence[Passage], opened: Place) -> list[Passage]:
    """Choose the running text around a place; around its mark, if the place is a note."""
    body = [passage for passage in passages if not is_note(passage)]
    centre = next((each.paragraph for each in passages if opened.holds(each)), 1)
    return [each for each in body if abs(each.paragraph - centre) <= _AROUND]


def _show(html: str, look: str, opened: Place) -> None:
    _component(
        data={"html": html, "look": look, "anchor": opened.anchor, "opened": opened.href},
        key=look,
    )


def _labels(notes: Sequence[Note]) -> dict[str, str]:
    return {note.id: note.label for note in notes}
