"""The HTML of a verdict on a claim or a quotation."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from qa.model import Check, CheckKind, Difference, PartCheck, Stance
from qa.verdict import part_label, verdict_detail, verdict_head

STANCES = {Stance.FOR: "For", Stance.AGAINST: "Against"}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Heads of two columns, and what an empty field of them reads."""

    stated: str
    source: str
    none: str


_BESIDE = {
    "": _Columns("As stated", "In the source", "nothing"),
    "speaker": _Columns("Named by you", "Named by the source", "not said"),
}
"""The aspects that are set side by side; that of a quotation's words has no name."""


def head(check: Check) -> str:
    """Set the verdict, and what it rests on."""
    detail = verdict_detail(check)
    below = f"<p>{detail}</p>" if detail else ""
    return (
        f'<div class="oc oc-verdict"><p class="oc-refusal" role="heading" aria-level="2">'
        f"{verdict_head(check.kind, check.verdict, check.confidence)}</p>{below}</div>"
    )


def part_head(kind: CheckKind, number: int, part: PartCheck) -> str:
    """Set one part of what is checked, of such a kind, and the verdict on it."""
    return (
        f'<div class="oc"><p class="oc-over">{part_label(kind, number)}</p>'
        f'<p role="heading" aria-level="3"><b>{escape(part.text)}</b></p>'
        f"<p>{verdict_head(CheckKind.CLAIM, part.verdict, part.confidence)}</p></div>"
    )


def differences(found: Sequence[Difference]) -> str:
    """Say what differs: words and speakers side by side, the rest of a claim in sentences."""
    told = "".join(
        f"<p>{escape(each.explanation)}</p>" for each in found if each.aspect not in _BESIDE
    )
    tables = "".join(
        _table(columns, [each for each in found if each.aspect == aspect])
        for aspect, columns in _BESIDE.items()
    )
    return f'<div class="oc oc-differences">{told}{tables}</div>' if found else ""


def _table(columns: _Columns, found: Sequence[Difference]) -> str:
    none = columns.none
    rows = "".join(
        f"<tr><td>{_words(each.claimed, none)}</td><td>{_words(each.source, none)}</td></tr>"
        for each in found
    )
    heads = f'<tr><th scope="col">{columns.stated}</th><th scope="col">{columns.source}</th></tr>'
    return f"<table>{heads}{rows}</table>" if rows else ""


def _words(text: str, none: str) -> str:
    return escape(text) if text else f'<span class="oc-over">{none}</span>'
