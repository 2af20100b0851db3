"""The style sheets and the icon of the pages."""

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"


def favicon() -> Path:
    """Return the icon; Streamlit would fetch one of its own from the network."""
    return _ASSETS / "favicon.svg"


def dress() -> None:
    """Give the page Opcit's own looks."""
    for name in ("text.css", "app.css"):
        st.html(_ASSETS / name)
