"""An answer on the page: evidence cards, or the card that says the source does not answer."""

from collections.abc import Sequence

import streamlit as st

from corpus.model import NoteRef, Passage
from index.hit import Hit
from qa.model import Answer, Quote, ShortAnswer
from qa.verdict import verdict_sentence
from ui.links import Place, place_of_passage, place_of_quote
from ui.pane import read_button
from ui.quotation import evidence, nearest, refusal, short_answer, verdict
from ui.service import client, reading, several_sources
from ui.typeset import note_popup
from ui.wording import confidence, plain

_NEAREST = 3
_TO_TRY = """
<div class="oc oc-try"><p>What to try:</p><ul>
<li>name the person, place or date as the source might;</li>
<li>ask for one thing at a time;</li>
<li>open a passage above: it may hold what you need in other words.</li></ul></div>
"""


def answer_card(answer: Answer, key: str) -> None:
    """Show an answer.

    Parameters
    ----------
    answer : Answer
        What to show.
    key : str
        Tells its widgets from those of other answers.
    """
    _understood(answer, key)
    if not answer.answered:
        _abstention(answer, key)
        return
    if answer.check is not None:
        st.html(verdict(verdict_sentence(answer.check)))
    if answer.told:
        st.html(verdict(answer.told))
    short = answer.short_answer
    for quote in answer.quotes:
        if short and short.quote == quote.number:
            st.html(short_answer(short, quote, _card(f"{key}-{quote.number}")))
    asked = answer.parts or ((short,) if short else ())
    for quote in answer.quotes:
        evidence_card(quote, _passage_of(quote, answer), f"{key}-{quote.number}", asked)
    st.caption(plain(confidence(answer.confidence)))


def ask_next(question: str) -> None:
    """Have a question asked on the next run."""
    st.session_state["ask"] = question


def take_question() -> str | None:
    """Return the question to be asked on this run, once."""
    question: str | None = st.session_state.pop("ask", None)
    return question


def _understood(answer: Answer, key: str) -> None:
    asked, understood = answer.question.strip(), answer.standalone_question.strip()
    if asked.casefold() == understood.casefold():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Understood as: *{plain(understood)}*", width="content")
        with st.popover("Edit", type="tertiary", icon=":material/edit:"):
            with st.form(f"again-{key}", border=False):
                st.text_area("Ask this instead", understood, key=f"edit-{key}")
                st.form_submit_button(
                    "Ask again", type="primary", on_click=_ask_edited, args=[f"edit-{key}"]
                )


def _ask_edited(key: str) -> None:
    ask_next(st.session_state[key])


def evidence_card(
    quote: Quote, passage: Passage, key: str, asked: Sequence[ShortAnswer] = ()
) -> None:
    """Show a quotation within its paragraph, with its notes, citation and a way to its place.

    Parameters
    ----------
    quote : Quote
        The quotation.
    passage : Passage
        The passage it stands in.
    key : str
        Tells its widgets from those of other cards.
    asked : sequence of ShortAnswer
        The words asked for, to be underlined.
    """
    read = reading(quote.source_id)
    with st.container(border=True, key=f"evidence-{key}", gap="small"):
        st.html(evidence(quote, passage, read, _card(key), asked, titled=several_sources()))
        with st.container(horizontal=True, gap="small"):
            for note in quote.notes:
                _note_popover(note, read.labels, f"note-{key}-{note.label}")
            with st.popover("Cite", type="tertiary", icon=":material/format_quote:"):
                st.caption("The citation")
                st.code(quote.citation, language=None, wrap_lines=True)
                st.caption("With the quotation")
                st.code(f"{quote.text}\n\n{quote.citation}", language=None, wrap_lines=True)
            read_button(place_of_quote(quote), f"read-{key}")


def _note_popover(note: NoteRef, labels: dict[str, str], key: str) -> None:
    with st.popover(f"Note {plain(note.label)}", type="tertiary", icon=":material/notes:", key=key):
        st.html(note_popup(note, labels))
        source_id = note.id.rpartition(":")[0]
        read_button(Place(source_id, f"n{_number(note.id)}"), f"go-{key}", "Open among the notes")


def _abstention(answer: Answer, key: str) -> None:
    with st.container(border=True, key=f"abstention-{key}"):
        st.html(refusal(answer.answer))
        if not answer.nearest:
            return
        st.caption(f"Estimated chance of an answer after all: {answer.confidence:.0%}")
        st.html('<p class="oc oc-over">The nearest passages</p>')
        for hit in answer.nearest[:_NEAREST]:
            _nearest_card(hit, f"{key}-{hit.rank}")
        st.html(_TO_TRY)


def _nearest_card(hit: Hit, key: str) -> None:
    with st.container(key=f"nearest-{key}", gap="xsmall"):
        st.html(nearest(hit, reading(hit.passage.source_id), titled=several_sources()))
        read_button(place_of_passage(hit.passage), f"read-near-{key}")


def _passage_of(quote: Quote, answer: Answer) -> Passage:
    found = [hit.passage for hit in answer.hits] + [
        hit.calling for hit in answer.hits if hit.calling
    ]
    held = next((each for each in found if each.id == quote.passage_id), None)
    return held or client().passage(quote.passage_id)


def _card(key: str) -> str:
    return f"card-{key}"


def _number(note_id: str) -> str:
    return note_id.rpartition(":n")[2]
