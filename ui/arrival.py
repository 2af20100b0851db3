"""Bringing the newest question into view."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "opcit_arrival", js=(Path(__file__).parent / "assets" / "arrival.js").read_text("utf-8")
)


def arrive_at(turn_id: str) -> None:
    """Bring the last question on the page to its top, once for each turn."""
    _component(data={"turn": turn_id}, key="arrival", height=1)
