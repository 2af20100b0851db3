"""The one place where the pages meet the service."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from corpus.errors import OpcitError
from qa.errors import ServiceUnreachable
from qa.service.client import Client
from qa.service.shapes import Health, Status
from ui.reading import Reading
from ui.wording import plain

URL_VARIABLE = "OPCIT_SERVICE_URL"
DEFAULT_URL = "http://127.0.0.1:8000"
CLIENT_KEY = "client"
"""A client put into the session state under this key is used instead of one over the network."""

_SECONDS_BETWEEN_TRIES = 2.0
_SECONDS_BEFORE_LOOKING_AGAIN = 5.0


def client() -> Client:
    """Return the session's client: the one handed in, or one at `OPCIT_SERVICE_URL`."""
    handed_in: Client | None = st.session_state.get(CLIENT_KEY)
    return handed_in or _connected(os.environ.get(URL_VARIABLE, DEFAULT_URL))


def reading(source_id: str) -> Reading:
    """Return a source as read; its text is fetched again only when the file has changed."""
    kept: dict[str, tuple[float, Reading]] = st.session_state.setdefault("readings", {})
    looked_at, held = kept.get(source_id, (float("-inf"), None))
    now = time.monotonic()
    if held is None or now - looked_at > _SECONDS_BEFORE_LOOKING_AGAIN:
        source = client().source(source_id)
        if held is None or held.source.sha256 != source.sha256:
            passages, notes = client().passages(source_id), client().notes(source_id)
            held = Reading(source, tuple(passages), tuple(notes))
        kept[source_id] = (now, held)
    return held


def several_sources() -> bool:
    """Whether there is more than one source, so that a quotation must say which it is from."""
    now = time.monotonic()
    looked_at, several = st.session_state.get("several", (float("-inf"), False))
    if now - looked_at > _SECONDS_BEFORE_LOOKING_AGAIN:
        several = len(client().sources()) > 1
        st.session_state["several"] = (now, several)
    return bool(several)


def suggestions(source_ids: Sequence[str] | None) -> list[str]:
    """Return questions the sources are known to answer, asked for once a session."""
    kept: dict[tuple[str, ...], list[str]] = st.session_state.setdefault("suggestions", {})
    scope = tuple(source_ids or ())
    if scope not in kept:
        kept[scope] = client().suggestions(source_ids)
    return kept[scope]


def forget_suggestions() -> None:
    """Have them asked for again: the sources have changed."""
    st.session_state.pop("suggestions", None)


def require_service() -> None:
    """Go on if the service is ready; otherwise say what it is doing, and stop until it is."""
    if not isinstance(health := _health(), Health) or health.status is not Status.OK:
        _wait()
        st.stop()


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show a named error on the page, with what to do about it."""
    try:
        yield
    except ServiceUnreachable:
        _wait()
    except OpcitError as error:
        st.error(f"**{plain(error.message)}** {plain(error.hint)}", icon=":material/error:")


@st.cache_resource(show_spinner=False)
def _connected(url: str) -> Client:
    return Client.at(url)


def _health() -> Health | ServiceUnreachable:
    try:
        return client().health()
    except ServiceUnreachable as error:
        return error


@st.fragment(run_every=_SECONDS_BETWEEN_TRIES)
def _wait() -> None:
    health = _health()
    if isinstance(health, ServiceUnreachable):
        st.info(
            f"**Opcit's service is not answering.** {plain(health.message)} {plain(health.hint)} "
            "This page tries again every two seconds and carries on by itself.",
            icon=":material/cloud_off:",
        )
    elif health.status is Status.STARTING:
        st.info(
            "**Opcit is reading its sources.** Questions can be asked as soon as the index is "
            "ready; this page carries on by itself.",
            icon=":material/hourglass_top:",
        )
        st.progress(min(max(health.progress, 0.0), 1.0), plain(health.detail))
    elif health.status is Status.UNAVAILABLE:
        st.error(f"**The service cannot answer.** {plain(health.detail)}", icon=":material/error:")
    else:
        st.rerun()
