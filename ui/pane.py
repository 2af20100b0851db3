"""The reader beside what is on the page: opened at a place, closed again."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.links import Place
from ui.reader import beside
from ui.service import reading

_KEY = "opened"


def open_place(place: Place | None) -> None:
    """Open a place, or close what is open."""
    st.session_state[_KEY] = place


def read_button(place: Place, key: str, words: str = "Read in context") -> None:
    """Offer to open a place."""
    st.button(
        words,
        key=key,
        type="tertiary",
        icon=":material/menu_book:",
        on_click=open_place,
        args=[place],
    )


def make_room() -> DeltaGenerator:
    """Show the reader at the side if a place is open; return the room left for the page."""
    place: Place | None = st.session_state.get(_KEY)
    st.set_page_config(layout="wide" if place else "centered")
    # The room is in the same place of the page with and without the reader, so that what is being
    # read stays where it is when the reader opens.
    row = st.container(key="row", horizontal=True, wrap=False, gap="large")
    room = row.container(key="room")
    if place is not None:
        with row.container(key="reader-pane", gap="small"):
            _show(place)
    return room


def _show(place: Place) -> None:
    read = reading(place.source_id)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(f'<p class="oc oc-over">{escape(read.source.provenance.title)}</p>')
        st.page_link(
            "app_pages/read.py",
            label="Whole text",
            icon=":material/open_in_full:",
            query_params=place.query,
        )
        st.button(
            "Close", icon=":material/close:", type="tertiary", on_click=open_place, args=[None]
        )
    beside(read.source, read.passages, read.notes, place)
