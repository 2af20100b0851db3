"""The HTML of a verdict on a claim or a quotation."""

from collections.abc import Sequence
from html import escape

from qa.model import Check, CheckKind, Difference, Stance, Verdict

_HEADS = {
    (CheckKind.CLAIM, Verdict.SUPPORTED): "The source supports this.",
    (CheckKind.CLAIM, Verdict.CONTRADICTED): "The source contradicts this.",
    (CheckKind.CLAIM, Verdict.NOT_IN_SOURCE): "The source doesn’t say.",
    (CheckKind.QUOTE, Verdict.SUPPORTED): "The quotation stands in the source.",
    (CheckKind.QUOTE, Verdict.CONTRADICTED): "The source has it otherwise.",
    (CheckKind.QUOTE, Verdict.NOT_IN_SOURCE): "The quotation is not in the source.",
}
_DETAILS = {
    "exact": "Word for word.",
    "typographic": "Only typography differs.",
    "altered": "Words have been altered.",
    "spliced": "It joins words from separate places.",
    "misattributed": "The words are someone else’s.",
    "paraphrase": "In other words.",
    "number": "A number differs.",
    "name": "A name differs.",
    "date": "A date differs.",
    "polarity": "The source says the opposite.",
}
STANCES = {Stance.FOR: "For", Stance.AGAINST: "Against"}


def head(check: Check) -> str:
    """Set the verdict, and what it rests on."""
    detail = _DETAILS.get(check.detail, "")
    return (
        f'<div class="oc"><p class="oc-refusal" role="heading" aria-level="2">'
        f"{_HEADS[check.kind, check.verdict]}</p><p>{detail}</p></div>"
    )


def differences(found: Sequence[Difference]) -> str:
    """Set what the statement says beside what the source says; nothing if they agree."""
    rows = "".join(
        f"<tr><td>{_words(each.claimed)}</td><td>{_words(each.source)}</td></tr>" for each in found
    )
    heads = '<tr><th scope="col">As stated</th><th scope="col">In the source</th></tr>'
    return f'<div class="oc oc-differences"><table>{heads}{rows}</table></div>' if rows else ""


def _words(text: str) -> str:
    return escape(text) if text else '<span class="oc-over">nothing</span>'
