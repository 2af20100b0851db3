"""The HTML of the Sources page: provenance, the integrity report, the works cited."""

from collections.abc import Sequence
from html import escape

from corpus.report import LostMark, Work, WorkUse
from qa.service.shapes import SourceSummary
from ui.links import Place, anchor_of
from ui.reading_matter import lost_place
from ui.typeset import link
from ui.wording import count, imprint


def provenance(source: SourceSummary) -> str:
    """Set where a source comes from, what is in it, and its outline."""
    where = source.provenance
    facts = [
        ("Publication", imprint(where)),
        ("Rights", where.rights),
        ("About this copy", where.comment),
        ("Length", _length(source)),
        ("File", f"SHA-256 {source.sha256[:12]}…"),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    author = f'<p class="oc-byline">{escape(where.author)}</p>' if where.author else ""
    return (
        f'<div class="oc oc-source"><h1>{escape(where.title)}</h1>{author}'
        f'<dl class="oc-facts">{rows}</dl>{_outline(source)}</div>'
    )


def integrity(source: SourceSummary) -> str:
    """Set the integrity report: what was linked and resolved, and what was not."""
    report = source.integrity
    unresolved = report.back_references - report.resolved - report.ambiguous
    figures = [
        (f"{report.linked} of {report.notes}", "notes linked to their mark"),
        (f"{report.resolved} of {report.back_references}", "back-references resolved"),
        (f"{report.ambiguous}", "fit more than one work"),
        (f"{unresolved}", "lead nowhere"),
    ]
    cells = "".join(f"<div><b>{figure}</b><span>{words}</span></div>" for figure, words in figures)
    return (
        f'<div class="oc oc-report"><div class="oc-figures">{cells}</div>'
        f"{_lost(source.id, report.lost_marks)}{_warnings(source)}</div>"
    )


def works(source_id: str, cited: Sequence[Work]) -> str:
    """Set the index of works cited, every use a link to its note."""
    if not cited:
        return '<p class="oc">The notes cite no work that could be told apart.</p>'
    items = "".join(
        f"<li><cite>{escape(work.reference)}</cite>"
        f'<p class="oc-uses">{count(len(work.uses), "use")}: {_uses(source_id, work.uses)}</p></li>'
        for work in cited
    )
    return f'<div class="oc oc-works"><ol>{items}</ol></div>'


def _length(source: SourceSummary) -> str:
    counts = [
        (source.passages, "paragraph"),
        (source.sentences, "sentence"),
        (source.notes, "note"),
        (source.characters, "character"),
    ]
    return ", ".join(count(number, noun) for number, noun in counts)


def _outline(source: SourceSummary) -> str:
    items = "".join(
        f"<li>{link(Place(source.id, f'p{each.first_paragraph}'), each.title)}</li>"
        for each in source.sections
        if each.title
    )
    return f"<details><summary>Outline</summary><ol>{items}</ol></details>" if items else ""


def _lost(source_id: str, lost: Sequence[LostMark]) -> str:
    if not lost:
        return "<p>Every note’s mark was found in the text.</p>"
    items = "".join(
        f"<li>{_note_link(source_id, each.note_id, each.label)}, "
        f"{lost_place(each, lambda anchor: Place(source_id, anchor).href) or 'place unknown'}</li>"
        for each in lost
    )
    return (
        "<h3>Lost marks</h3><p>These notes are in the source, but the marks that called them are "
        f"not in this copy of its text. Where each must have stood:</p><ul>{items}</ul>"
    )


def _warnings(source: SourceSummary) -> str:
    items = "".join(
        f"<li>{f'Line {each.line:,}: ' if each.line else ''}{escape(each.message)}</li>"
        for each in source.integrity.warnings
    )
    return f"<h3>Worth knowing</h3><ul>{items}</ul>" if items else ""


def _uses(source_id: str, uses: Sequence[WorkUse]) -> str:
    return ", ".join(
        _note_link(source_id, use.note_id, use.label) + f" “{escape(_brief(use.surface))}”"
        for use in uses
    )


def _note_link(source_id: str, note_id: str, label: str) -> str:
    return link(Place(source_id, anchor_of(note_id)), f"note {label}")


def _brief(surface: str) -> str:
    return surface if len(surface) <= 40 else f"{surface[:40].rstrip()}…"
