"""Sources: where each comes from, what could be linked in it, and the works it cites."""

import streamlit as st

from ui.reports import integrity, provenance, works
from ui.service import client

sources = client().sources()
if not sources:
    st.info("There is no source yet. Add one with `opcit add FILE`.", icon=":material/info:")
for source in sources:
    with st.container(key=f"source-{source.id}"):
        st.html(provenance(source))
        st.page_link(
            "app_pages/read.py",
            label="Read it",
            icon=":material/menu_book:",
            query_params={"source": source.id},
        )
        links, cited = st.tabs(["Notes and links", f"Works cited ({source.works})"])
        with links:
            st.html(integrity(source))
        with cited:
            st.html(works(source.id, client().works(source.id)))
