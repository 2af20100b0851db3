"""Sources: where each comes from, what could be linked in it, and the works it cites."""

import streamlit as st

from ui.reports import integrity, provenance, works
from ui.service import client
from ui.uploading import removal, upload_panel

sources = client().sources()
upload_panel(first=not sources)
for source in sources:
    with st.container(key=f"source-{source.id}"):
        st.html(provenance(source))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "app_pages/read.py",
                label="Read it",
                icon=":material/menu_book:",
                query_params={"source": source.id},
            )
            if source.added:
                removal(source)
        links, cited = st.tabs(["Notes and links", f"Works cited ({source.works})"])
        with links:
            st.html(integrity(source))
        with cited:
            st.html(works(source.id, client().works(source.id)))
