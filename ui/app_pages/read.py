"""Read: a whole source, with its outline, live marks, notes and a search."""

import streamlit as st

from ui.links import place_from
from ui.reader import whole_source
from ui.service import client, reading
from ui.wording import titles

st.set_page_config(layout="wide")
sources = {source.id: source for source in client().sources()}
if not sources:
    st.info("There is no source to read. Add one with `opcit add FILE`.", icon=":material/info:")
    st.stop()

wanted = st.query_params.get("source", "")
if wanted and wanted not in sources:
    st.warning("There is no such source; here is the first one.", icon=":material/info:")
names = list(sources)
chosen = wanted if wanted in sources else names[0]
if len(sources) > 1:
    with st.sidebar:
        chosen = st.selectbox(
            "Source",
            names,
            index=names.index(chosen),
            format_func=titles(sources.values()).__getitem__,
        )
query = st.query_params.to_dict() if chosen == wanted or not wanted else {}
read = reading(chosen)
whole_source(read.source, read.passages, read.notes, place_from(query, chosen))
