"""Adding files on the Sources page, and removing what was added."""

import os
from contextlib import closing

import streamlit as st

from corpus.errors import OpcitError
from qa.service.shapes import Added, SourceSummary
from qa.shelf.steps import Stage, Step
from ui.service import client, forget_suggestions
from ui.wording import count, plain

_ROUND, _OUTCOME = "upload_round", "upload_outcome"
_KINDS = "Text, Markdown, HTML, EPUB, Word, OpenDocument, RTF, LaTeX, JATS and PDF files."
LIMIT_VARIABLE = "OPCIT_MAX_UPLOAD_BYTES"
_DEFAULT_LIMIT = "50000000"
_STAGES = {
    Stage.WAITING: "Waiting for another upload to end …",
    Stage.READING: "Reading {file} …",
    Stage.LINKING: "{done:,} of {total:,} notes of {file} linked to their marks",
    Stage.EMBEDDING: "Indexing the passages: {done:,} of {total:,}",
}


def upload_panel(*, first: bool) -> None:
    """Take files, and tell what became of the last ones; `first` when there are none yet."""
    if outcome := st.session_state.pop(_OUTCOME, None):
        _tell(outcome)
    turn = st.session_state.setdefault(_ROUND, 0)
    panel = st.expander("Add sources", icon=":material/upload_file:", expanded=first)
    with panel, st.form(f"upload-{turn}", border=False):
        files = st.file_uploader(
            "Files", accept_multiple_files=True, help=_KINDS, max_upload_size=_largest()
        )
        with st.container(horizontal=True):
            title = st.text_input("Title", help="For one file, where it does not say so itself.")
            author = st.text_input("Author")
            date = st.text_input("Date", width=140)
        sent = st.form_submit_button("Add", type="primary")
    if sent and files:
        with panel:
            _upload(
                [(file.name, file.getvalue()) for file in files],
                {"title": title.strip(), "author": author.strip(), "date": date.strip()},
            )


def removal(source: SourceSummary) -> None:
    """Offer to remove a source, once more asked."""
    with st.popover("Remove", icon=":material/delete:", type="tertiary"):
        st.markdown("It goes with its file. Answers that were kept stay as they are.")
        if st.button("Remove it", key=f"remove-{source.id}", type="primary"):
            with st.spinner("Removing it …"):
                client().remove_source(source.id)
            forget_suggestions()
            st.toast(f"**{plain(source.provenance.title)}** is removed.")
            st.rerun()


def describe(step: Step) -> str:
    """Say how far an upload is.

    Examples
    --------
    >>> describe(Step(Stage.EMBEDDING, "", 40, 1200, "passages", 85.0))
    'Indexing the passages: 40 of 1,200 (85 a second)'
    """
    words = _STAGES[step.stage].format(file=step.file, done=step.done, total=step.total)
    pace = step.stage is Stage.EMBEDDING and step.rate >= 1
    return f"{words} ({step.rate:,.0f} a second)" if pace else words


def _largest() -> int:
    """Return how many megabytes the service takes at once."""
    return max(1, int(os.environ.get(LIMIT_VARIABLE, _DEFAULT_LIMIT)) // 1_000_000)


def _upload(files: list[tuple[str, bytes]], said: dict[str, str]) -> None:
    """Send files and show how far they are; a press of the button ends it, and so does leaving."""
    bar = st.progress(0.0, f"Sending {count(len(files), 'file')} …")
    st.button("Cancel", icon=":material/close:")
    try:
        # What the reader presses meanwhile ends this run here; closing calls the upload off.
        with closing(client().add_events(files, **said)) as events:
            for _, value in events:
                if isinstance(value, Step):
                    share = value.done / value.total if value.total else 0.0
                    bar.progress(min(share, 1.0), plain(describe(value)))
                elif isinstance(value, Added):
                    st.session_state[_OUTCOME] = value
    except OpcitError as error:
        bar.empty()
        st.error(f"**{plain(error.message)}** {plain(error.hint)}", icon=":material/error:")
        return
    st.session_state[_ROUND] += 1
    forget_suggestions()
    st.rerun()


def _tell(outcome: Added) -> None:
    for source in outcome.sources:
        report = source.integrity
        st.success(
            f"**{plain(source.provenance.title)}** is added: "
            f"{count(report.passages, 'paragraph')}, {count(report.notes, 'note')}, "
            f"{report.linked:,} linked to their marks.",
            icon=":material/check_circle:",
        )
    for refusal in outcome.refused:
        st.error(
            f"**{plain(refusal.file)}** was not added. {plain(refusal.error.message)} "
            f"{plain(refusal.error.hint)}",
            icon=":material/error:",
        )
