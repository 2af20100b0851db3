"""The pages of Opcit; start them with `streamlit run ui/app.py`."""

import streamlit as st

from ui.service import errors_shown, require_service
from ui.sheets import dress, favicon

st.set_page_config("Opcit", page_icon=favicon(), layout="centered")
dress()
page = st.navigation(
    [
        st.Page("app_pages/ask.py", title="Ask", icon=":material/forum:", default=True),
        st.Page("app_pages/read.py", title="Read", icon=":material/menu_book:", url_path="read"),
        st.Page(
            "app_pages/check.py", title="Check", icon=":material/fact_check:", url_path="check"
        ),
        st.Page(
            "app_pages/sources.py",
            title="Sources",
            icon=":material/library_books:",
            url_path="sources",
        ),
    ]
)
with errors_shown():
    require_service()
    page.run()
