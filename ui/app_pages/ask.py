"""Ask: a conversation with the sources, answered in their own words."""

from html import escape

import streamlit as st

from qa.model import Turn
from qa.service.shapes import Found
from ui import conversations
from ui.arrival import arrive_at
from ui.cards import answer_card, ask_next, take_question
from ui.pane import make_room
from ui.scope import choose_sources, several_meant
from ui.service import client, errors_shown, suggestions
from ui.wording import count, plain


def welcome(source_ids: list[str] | None) -> None:
    """Say what this is, and offer questions that are known to be answerable."""
    sources = [each for each in client().sources() if source_ids is None or each.id in source_ids]
    if len(sources) == 1:
        named, words = f"<cite>{escape(sources[0].provenance.title)}</cite>", "the source"
        silent = "Where the source doesn’t answer"
    else:
        named, words = f"your {count(len(sources), 'source')}", "a source"
        silent = "Where none of them answers"
    st.html(
        f'<div class="oc oc-welcome"><h1>Ask {named}</h1>'
        f"<p>Every answer is a quotation: the words of {words}, where they stand, and the notes "
        f"that hang on them. {silent}, Opcit says so.</p></div>"
    )
    suggest(source_ids)


@st.fragment(parallel=True)
def suggest(source_ids: list[str] | None) -> None:
    """Offer questions that are known to be answerable; others need not wait for them."""
    with errors_shown(), st.container(key="suggestions", gap="xsmall"):
        for question in suggestions(source_ids):
            if st.button(
                plain(question),
                key=f"suggested-{question}",
                icon=":material/arrow_forward:",
                width="stretch",
            ):
                ask_next(question)
                st.rerun()


def show_question(question: str) -> None:
    """Show what was asked."""
    with st.chat_message("user"):
        st.html(f'<h2 class="oc oc-question">{escape(question)}</h2>')


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


room = make_room()
conversation = conversations.current()
source_ids = choose_sources("Ask of")
conversations.sidebar(conversation)
asked = "the sources" if several_meant(source_ids) else "the source"
typed = st.chat_input(f"Ask a question of {asked}", key="typed")
question = take_question() or typed
with room, st.container(key="conversation"):
    for turn in conversation.turns if conversation else ():
        show_turn(turn)
    if question:
        ask(question, source_ids)
    elif conversation is None:
        welcome(source_ids)
    elif conversation.turns:
        arrive_at(conversation.turns[-1].id)
