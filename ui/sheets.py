"""The style sheets of the pages."""

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"


def dress() -> None:
    """Give the page Opcit's own looks."""
    for name in ("text.css", "app.css"):
        st.html(_ASSETS / name)
