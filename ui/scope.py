"""Which of several sources the reader means."""

from collections.abc import Sequence

import streamlit as st

from ui.service import client, several_sources
from ui.wording import titles


def choose_sources(label: str) -> list[str] | None:
    """Let the reader choose among several sources; None means all of them.

    Parameters
    ----------
    label : str
        What the choice is headed with.
    """
    sources = client().sources()
    if len(sources) < 2:
        return None
    named = titles(sources)
    with st.sidebar:
        chosen = st.multiselect(
            label, list(named), format_func=named.__getitem__, placeholder="All sources"
        )
    return chosen or None


def several_meant(source_ids: Sequence[str] | None) -> bool:
    """Whether more than one source is meant; None means all there are."""
    return several_sources() if source_ids is None else len(source_ids) > 1
