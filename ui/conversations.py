"""The conversations in the sidebar: begin, open, rename, export, delete."""

import streamlit as st

from qa.model import Conversation
from qa.service.client_errors import ServiceError
from ui.pane import open_place
from ui.service import client
from ui.wording import plain

_PARAMETER = "conversation"
_LISTED = 30
_TITLE = 60


def current() -> Conversation | None:
    """Return the conversation named in the address, or the one last open here."""
    named = st.query_params.get(_PARAMETER) or st.session_state.get(_PARAMETER)
    if not named:
        return None
    try:
        conversation = client().conversation(named)
    except ServiceError as error:
        if error.code != "unknown_conversation":
            raise
        show(None)
        st.info("That conversation has been deleted; this is a new one.", icon=":material/info:")
        return None
    show(conversation.id)
    return conversation


def show(conversation_id: str | None) -> None:
    """Make a conversation the current one, in the session and in the address."""
    st.session_state[_PARAMETER] = conversation_id
    if conversation_id:
        st.query_params[_PARAMETER] = conversation_id
    elif _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]


def sidebar(open_now: Conversation | None) -> None:
    """List the conversations, the current one with its menu."""
    with st.sidebar:
        st.button(
            "New conversation",
            icon=":material/add:",
            width="stretch",
            on_click=_open,
            args=[None],
            disabled=open_now is None,
        )
        listed = client().conversations()
        with st.container(key="conversations", gap=None):
            for conversation in listed[:_LISTED]:
                if open_now and conversation.id == open_now.id:
                    _open_entry(conversation)
                else:
                    _entry(conversation)
        if len(listed) > _LISTED:
            st.caption(f"and {len(listed) - _LISTED} older ones")


def _entry(conversation: Conversation) -> None:
    st.button(
        _short(conversation.title),
        key=f"open-{conversation.id}",
        type="tertiary",
        width="stretch",
        on_click=_open,
        args=[conversation.id],
    )


def _open_entry(conversation: Conversation) -> None:
    with st.popover(_short(conversation.title), type="tertiary", width="stretch", key="current"):
        with st.form(f"rename-{conversation.id}", border=False):
            title = st.text_input("Title", conversation.title).strip()
            renamed = st.form_submit_button("Rename", icon=":material/edit:", width="stretch")
        if renamed and title:
            client().rename_conversation(conversation.id, title)
            st.rerun()
        st.download_button(
            "Export",
            lambda: client().export_conversation(conversation.id),
            file_name="conversation.md",
            mime="text/markdown",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
        )
        if st.button("Delete for good", icon=":material/delete:", width="stretch"):
            client().delete_conversation(conversation.id)
            _open(None)
            st.rerun()


def _open(conversation_id: str | None) -> None:
    open_place(None)
    show(conversation_id)


def _short(title: str) -> str:
    return plain(title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…")
