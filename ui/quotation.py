"""The HTML of a quotation as evidence: numbered, placed, marked within its paragraph."""

import re
from collections.abc import Sequence
from html import escape

from corpus.model import Passage
from index.hit import Hit
from qa.model import Quote, ShortAnswer
from ui.reading import Reading
from ui.typeset import resolutions, running_text
from ui.wording import place, whose

_CONTEXT = 160
_SHORT = 700
_SNIPPET = 320
_FIRST_SENTENCE = re.compile(r"(?:“[^”]*”|[^“])*?\.(?= [A-Z])")
"""As far as the first full stop outside of quotation marks that another sentence follows."""


def short_answer(answer: ShortAnswer, quote: Quote, card: str) -> str:
    """Set the words asked for; their number shows the quotation, and leads to its card."""
    number = (
        f'<a class="oc-chip" href="#{escape(card)}" target="_self" title="{escape(quote.text)}" '
        f'aria-label="Quotation {answer.quote}">{answer.quote}</a>'
    )
    return f'<p class="oc oc-short">{escape(answer.text)} {number}</p>'


def evidence(
    quote: Quote,
    passage: Passage,
    read: Reading,
    card: str,
    asked: Sequence[ShortAnswer] = (),
    *,
    titled: bool = False,
) -> str:
    """Set a quotation within its paragraph: its own words marked, the rest quieter.

    Of a long paragraph only the words nearby are shown at first; of a note, also what its
    back-references refer to.

    Parameters
    ----------
    quote : Quote
        The quotation.
    passage : Passage
        The passage it stands in.
    read : Reading
        The source.
    card : str
        Anchor of the card.
    asked : sequence of ShortAnswer
        The words asked for, those of other quotations among them; they are underlined.
    titled : bool
        Whether to name the source: there are others.
    """
    note = read.note(passage.id)
    below = resolutions(note.resolved, read.labels) if note else ""
    return (
        f'<div class="oc oc-evidence" id="{escape(card)}"><p class="oc-head">'
        f'<span class="oc-chip" aria-label="Quotation {quote.number}">{quote.number}</span>'
        f'<span class="oc-place">{_where(passage, read, titled)}</span><span class="oc-voice">'
        f"{escape(whose(quote, read.source.provenance.author))}</span></p>"
        f'<blockquote class="oc-quotation">{_in_paragraph(quote, passage, asked)}</blockquote>'
        f"{below}</div>"
    )


def refusal(words: str) -> str:
    """Set what says that the source does not answer: its first sentence as a heading."""
    said = words or "The source does not answer this question."
    first = _FIRST_SENTENCE.match(said)
    rest = said[first.end() :].strip() if first else ""
    head = escape(said.removesuffix(rest).strip())
    more = f'<p class="oc oc-more">{escape(rest)}</p>' if rest else ""
    return f'<p class="oc oc-refusal" role="heading" aria-level="3">{head}</p>{more}'


def verdict(words: str) -> str:
    """Set the sentence that says how words or a claim stand to the source."""
    return f'<p class="oc oc-refusal" role="heading" aria-level="3">{escape(words)}</p>'


def nearest(hit: Hit, read: Reading, *, titled: bool = False) -> str:
    """Set a passage that came near to answering, with its source's title if there are others."""
    passage = hit.passage
    last = _word_end(passage.text, _SNIPPET)
    text = running_text(passage.text, passage.notes, within=(0, last))
    return (
        f'<div class="oc oc-nearest"><p class="oc-head"><span class="oc-place">'
        f"{_where(passage, read, titled)}</span></p>"
        f"<p>{text}{'' if last == len(passage.text) else ' …'}</p></div>"
    )


def _where(passage: Passage, read: Reading, titled: bool) -> str:
    note = read.note(passage.id)
    label = f"Note {note.label} · " if note else ""
    title = f"<cite>{escape(read.source.provenance.title)}</cite> · " if titled else ""
    return title + escape(label + place(passage.section, passage.paragraph))


def _in_paragraph(quote: Quote, passage: Passage, asked: Sequence[ShortAnswer]) -> str:
    said = (quote.start, quote.end)
    own = [each for each in asked if each.quote == quote.number]
    words = sorted((quote.start + each.start, quote.start + each.end) for each in own)
    whole = f"<p>{running_text(passage.text, passage.notes, said, asked=words)}</p>"
    if len(passage.text) <= _SHORT:
        return whole
    first = _word_start(passage.text, max(0, quote.start - _CONTEXT))
    last = _word_end(passage.text, min(len(passage.text), quote.end + _CONTEXT))
    if first == 0 and last == len(passage.text):
        return whole
    nearby = running_text(passage.text, passage.notes, said, within=(first, last), asked=words)
    return (
        f'<p class="oc-nearby">{"… " if first else ""}{nearby}'
        f"{' …' if last < len(passage.text) else ''}</p>"
        f"<details><summary>The whole paragraph</summary>{whole}</details>"
    )


def _word_start(text: str, at: int) -> int:
    found = re.compile(r"\s+").search(text, at) if at else None
    return found.end() if found else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at
