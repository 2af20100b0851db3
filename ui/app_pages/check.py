"""Check: hold a claim or a quotation against the sources."""

import streamlit as st

from qa.model import Check, CheckKind, Evidence
from ui.cards import evidence_card
from ui.pane import make_room
from ui.scope import choose_sources
from ui.service import client
from ui.verdicts import STANCES, differences, head, part_head
from ui.wording import sureness

KINDS = {"Either": None, "A claim": CheckKind.CLAIM, "A quotation": CheckKind.QUOTE}


def ask_for_text(source_ids: list[str] | None) -> None:
    """Take a statement and have it checked; the verdict is kept for the session."""
    with st.form("check", border=False):
        text = st.text_area("A claim, or a quotation with its words as you have them", height=110)
        with st.container(key="check-how", horizontal=True, vertical_alignment="bottom"):
            kind = st.segmented_control("It is", list(KINDS), default="Either")
            speaker = st.text_input("Said by (if you know)", width=240)
            sent = st.form_submit_button("Check", type="primary")
    if sent and text.strip():
        st.session_state["checked"] = client().check(
            text,
            kind=KINDS[kind or "Either"],
            attributed_to=speaker.strip() or None,
            source_ids=source_ids,
        )


def show(check: Check) -> None:
    """Show a verdict, what differs, the evidence for and against, and the parts."""
    st.html(head(check))
    st.caption(sureness(check.confidence))
    if apart := differences(check.differences):
        st.html(apart)
    for evidence in check.evidence:
        show_evidence(evidence, f"check-{evidence.number}")
    for number, part in enumerate(check.parts, 1):
        st.html(part_head(check.kind, number, part))
        st.caption(sureness(part.confidence))
        if apart := differences(part.differences):
            st.html(apart)
        for evidence in part.evidence[:1]:
            show_evidence(evidence, f"part-{number}-{evidence.number}")


def show_evidence(evidence: Evidence, key: str) -> None:
    """Show a quotation and which way it points."""
    st.html(f'<p class="oc oc-over">{STANCES[evidence.stance]}</p>')
    evidence_card(evidence, client().passage(evidence.passage_id), key)


source_ids = choose_sources("Check against")
with make_room():
    st.html('<div class="oc oc-source"><h1>Check a claim or a quotation</h1></div>')
    ask_for_text(source_ids)
    if "checked" in st.session_state:
        show(st.session_state["checked"])
