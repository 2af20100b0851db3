"""The HTML of a verdict on a claim or a quotation."""

from collections.abc import Sequence
from html import escape

from qa.model import Check, CheckKind, Difference, PartCheck, Stance
from qa.verdict import verdict_detail, verdict_head

STANCES = {Stance.FOR: "For", Stance.AGAINST: "Against"}


def head(check: Check) -> str:
    """Set the verdict, and what it rests on."""
    detail = verdict_detail(check)
    below = f"<p>{detail}</p>" if detail else ""
    return (
        f'<div class="oc oc-verdict"><p class="oc-refusal" role="heading" aria-level="2">'
        f"{verdict_head(check.kind, check.verdict)}</p>{below}</div>"
    )


def part_head(number: int, part: PartCheck) -> str:
    """Set one part of a compound claim and the verdict on it."""
    return (
        f'<div class="oc"><p class="oc-over">Part {number}</p>'
        f'<p role="heading" aria-level="3"><b>{escape(part.text)}</b></p>'
        f"<p>{verdict_head(CheckKind.CLAIM, part.verdict)}</p></div>"
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
