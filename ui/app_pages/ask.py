"""Ask: a conversation with the sources, answered in their own words."""

from html import escape

import streamlit as st

from qa.model import Turn
from qa.service.shapes import Found
from ui import conversations
from ui.arrival import arrive_at
from ui.cards import answer_card, ask_next, open_place, opened_place
from ui.links import Place
from ui.reader import beside
from ui.service import client, reading
from ui.wording import count, plain, titles


def scope() -> list[str] | None:
    """Let the reader choose among several sources; None means all of them."""
    sources = client().sources()
    if len(sources) < 2:
        return None
    named = titles(sources)
    with st.sidebar:
        chosen = st.multiselect(
            "Ask of", list(named), format_func=named.__getitem__, placeholder="All sources"
        )
    return chosen or None


def welcome(source_ids: list[str] | None) -> None:
    """Say what this is, and offer questions that are known to be answerable."""
    sources = [each for each in client().sources() if source_ids is None or each.id in source_ids]
    named = sources[0].provenance.title if len(sources) == 1 else count(len(sources), "source")
    st.html(
        f'<div class="oc oc-welcome"><h1>Ask <cite>{escape(named)}</cite></h1>'
        "<p>Every answer is a quotation: the words of the source, where they stand, and the notes "
        "that hang on them. Where the source doesn’t answer, it says so.</p></div>"
    )
    with st.container(key="suggestions", gap="xsmall"):
        for question in client().suggestions(source_ids):
            st.button(
                plain(question),
                key=f"suggested-{question}",
                icon=":material/arrow_forward:",
                width="stretch",
                on_click=ask_next,
                args=[question],
            )


def show_question(question: str) -> None:
    """Show what was asked."""
    with st.chat_message("user"):
        st.html(f'<p class="oc oc-question">{escape(question)}</p>')


def show_turn(turn: Turn) -> None:
    """Show a question and its answer."""
    show_question(turn.answer.question)
    with st.chat_message("assistant"):
        answer_card(turn.answer, turn.id)


def ask(question: str, source_ids: list[str] | None) -> None:
    """Ask, show how far it is, and open the conversation the answer is kept in."""
    show_question(question)
    with st.chat_message("assistant"), st.status("Looking for passages …") as status:
        found = client().ask_events(
            question,
            conversation_id=conversation.id if conversation else None,
            source_ids=source_ids,
        )
        for _, value in found:
            if isinstance(value, Found):
                status.update(label=f"Choosing among {count(len(value.hits), 'passage')} …")
            elif kept_in := value.conversation_id:
                conversations.show(kept_in)
    st.rerun()


def show_reader(place: Place) -> None:
    """Show the source beside the conversation."""
    read = reading(place.source_id)
    with st.container(key="reader-pane", gap="small"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.html(f'<p class="oc oc-over">{escape(read.source.provenance.title)}</p>')
            st.page_link(
                "app_pages/read.py",
                label="Whole text",
                icon=":material/open_in_full:",
                query_params=place.query,
            )
            st.button(
                "Close",
                icon=":material/close:",
                type="tertiary",
                on_click=open_place,
                args=[None],
            )
        beside(read.source, read.passages, read.notes, place)


opened = opened_place()
st.set_page_config(layout="wide" if opened else "centered")
conversation = conversations.current()
source_ids = scope()
conversations.sidebar(conversation)
typed = st.chat_input("Ask a question of the source")
question = st.session_state.pop("ask", None) or typed
chat, pane = st.columns([5, 4], gap="large") if opened else (st.container(), None)
with chat, st.container(key="conversation"):
    for turn in conversation.turns if conversation else ():
        show_turn(turn)
    if question:
        ask(question, source_ids)
    elif conversation is None:
        welcome(source_ids)
    elif conversation.turns:
        arrive_at(conversation.turns[-1].id)
if opened and pane:
    with pane:
        show_reader(opened)
