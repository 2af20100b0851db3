"""The HTML of a verdict on a claim or a quotation."""

from collections.abc import Sequence
from html import escape

from qa.model import Check, CheckKind, Difference, PartCheck, Stance, Verdict

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
    "quantity": "How much or how many differs.",
    "comparison": "The comparison goes another way.",
    "order": "The two have changed places.",
    "speaker": "Someone else says it.",
    "cause": "The source gives another cause.",
    "wording": "The source has something else in its place.",
}
STANCES = {Stance.FOR: "For", Stance.AGAINST: "Against"}


def head(check: Check) -> str:
    """Set the verdict, and what it rests on."""
    contradicted = check.verdict is Verdict.CONTRADICTED
    plain = contradicted and check.detail == "paraphrase"
    detail = "" if plain else _DETAILS.get(check.detail, "")
    return (
        f'<div class="oc oc-verdict"><p class="oc-refusal" role="heading" aria-level="2">'
        f"{_HEADS[check.kind, check.verdict]}</p><p>{detail}</p></div>"
    )


def part_head(number: int, part: PartCheck) -> str:
    """Set one part of a compound claim and the verdict on it."""
    return (
        f'<div class="oc"><p class="oc-over">Part {number}</p>'
        f'<p role="heading" aria-level="3"><b>{escape(part.text)}</b></p>'
        f"<p>{_HEADS[CheckKind.CLAIM, part.verdict]}</p></div>"
    )


def differences(found: Sequence[Difference]) -> str:
    """Say what differs: a claim's in sentences, a quotation's words side by side."""
    told = "".join(f"<p>{escape(each.explanation)}</p>" for each in found if each.aspect)
    rows = "".join(
        f"<tr><td>{_words(each.claimed)}</td><td>{_words(each.source)}</td></tr>"
        for each in found
        if not each.aspect
    )
    heads = '<tr><th scope="col">As stated</th><th scope="col">In the source</th></tr>'
    table = f"<table>{heads}{rows}</table>" if rows else ""
    return f'<div class="oc oc-differences">{told}{table}</div>' if found else ""


def _words(text: str) -> str:
    return escape(text) if text else '<span class="oc-over">nothing</span>'
