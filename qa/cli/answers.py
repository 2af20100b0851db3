"""Answers, checks and hits as a terminal shows them, and as plain text in a pipe."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from corpus.model import NoteRef, Passage, PassageKind, Resolution
from index.hit import Hit
from qa.model import (
    Answer,
    Check,
    CheckKind,
    Difference,
    Evidence,
    Quote,
    ShortAnswer,
    Stance,
    Verdict,
)
from qa.verdict import part_label, verdict_detail, verdict_head, verdict_sentence

_EXCERPT = 280
"""Most characters of a passage shown where it is not quoted."""

_STYLES = {
    Verdict.SUPPORTED: "bold green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.NOT_IN_SOURCE: "bold yellow",
}


def show_answer(out: Console, answer: Answer) -> None:
    """Print an answer: quotations set off, each with its citation and notes under it."""
    if answer.standalone_question != answer.question:
        _line(out, f"Understood as: {clean(answer.standalone_question)}", "italic dim")
    if not answer.answered:
        _line(out, clean(answer.answer), "bold")
        if answer.nearest:
            _line(out, "The nearest passages:", "dim")
        for hit in answer.nearest:
            show_hit(out, hit)
        return
    if answer.check is not None:
        _line(out, clean(verdict_sentence(answer.check)), "bold")
    if answer.told:
        _line(out, clean(answer.told), "bold")
    short = answer.short_answer
    if short is not None:
        _line(out, f"{clean(short.text)} [{short.quote}]", "bold")
    asked = answer.parts or ((short,) if short else ())
    for quote in answer.quotes:
        out.print()
        _show_quote(out, quote, asked)


def show_check(out: Console, check: Check) -> None:
    """Print a verdict, what differs, the evidence, and the same for each part."""
    said = f"{verdict_head(check.kind, check.verdict, check.confidence)} {verdict_detail(check)}"
    _line(out, said.rstrip(), _STYLES[check.verdict])
    _show_differences(out, check.differences)
    for evidence in check.evidence:
        out.print()
        _line(out, _stance(evidence), "dim")
        _show_quote(out, evidence)
    for number, part in enumerate(check.parts, 1):
        out.print()
        _line(out, f"{part_label(check.kind, number)}: {clean(part.text)}", "bold")
        _line(
            out,
            f"  {verdict_head(CheckKind.CLAIM, part.verdict, part.confidence)}",
            _STYLES[part.verdict],
        )
        _show_differences(out, part.differences)
        for evidence in part.evidence[:1]:
            _show_quote(out, evidence)


def _show_differences(out: Console, differences: Sequence[Difference]) -> None:
    for each in differences:
        stated, source = (clean(words) or "(nothing)" for words in (each.claimed, each.source))
        _line(out, f"  {clean(each.explanation) or f'stated: {stated}; source: {source}'}", "")


def show_hit(out: Console, hit: Hit) -> None:
    """Print a passage found, where it stands, and why it was found."""
    passage = hit.passage
    out.print()
    head = Text(f"{hit.rank:>2}  ", style="bold").append(_place(passage), style="cyan")
    words = ", ".join(clean(word) for word in hit.why.words[:6])
    head.append(f"  {hit.score:.2f}" + (f"  ({words})" if words else ""), style="dim")
    out.print(head, soft_wrap=True)
    _quoted(out, Text(shorten(clean(passage.text))))


def show_notes(out: Console, notes: Sequence[NoteRef], indent: str = "    ") -> None:
    """Print notes with what their back-references refer to."""
    width = max((len(note.label) for note in notes), default=0)
    for note in notes:
        label = clean(note.label).ljust(width)
        _hanging(out, Text(f"{indent}{label}  ", style="bold").append(clean(note.text), "not bold"))
        for found in note.resolved:
            _hanging(out, Text(f"{indent}{' ' * width}  {resolution(found)}", style="dim"))


def resolution(found: Resolution) -> str:
    """Say what a back-reference refers to."""
    if not found.reference:
        return f"{clean(found.surface)}: not resolved"
    doubt = " (or another work: more than one fits)" if found.ambiguous else ""
    return f"{clean(found.surface)} = {clean(found.reference)}{doubt}"


def clean(text: str) -> str:
    """Put a text on one line and take out what a terminal would obey."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "�", " ".join(text.split()))


def shorten(text: str) -> str:
    """Cut a text at a word, if it is long."""
    if len(text) <= _EXCERPT:
        return text
    return text[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _show_quote(out: Console, quote: Quote, asked: Sequence[ShortAnswer] = ()) -> None:
    words = Text(quote.text)
    for short in asked:
        if short.quote == quote.number:
            words.stylize("bold underline yellow", short.start, short.end)
    _quoted(out, words)
    _hanging(out, Text(f"  — {clean(quote.citation)}", style="cyan"))
    show_notes(out, quote.notes)


def _quoted(out: Console, words: Text) -> None:
    """Print words behind a bar; in a pipe on one line, as Markdown quotes."""
    plain = Text(style=words.style, spans=words.spans)
    plain.append(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", words.plain))
    plain.spans = words.spans
    if not out.is_terminal:
        out.print(Text("> ").append_text(plain), soft_wrap=True)
        return
    for line in plain.wrap(out, max(20, min(out.width, 100) - 4)):
        out.print(Text("  ┃ ", style="blue").append_text(line))


def _hanging(out: Console, text: Text) -> None:
    if not out.is_terminal:
        out.print(text, soft_wrap=True)
        return
    indent = len(text.plain) - len(text.plain.lstrip())
    for number, line in enumerate(text.wrap(out, max(20, min(out.width, 100) - indent))):
        out.print(Text(" " * (indent + 4 if number else 0)).append_text(line), soft_wrap=True)


def _line(out: Console, text: str, style: str) -> None:
    out.print(Text(text, style=style), soft_wrap=not out.is_terminal)


def _place(passage: Passage) -> str:
    section = clean(passage.section)
    if passage.kind is PassageKind.NOTE:
        number = passage.id.rpartition(":n")[2]
        return f"{passage.source_id}, note {number}" + (f", “{section}”" if section else "")
    where = f", “{section}”" if section else ""
    return f"{passage.source_id}{where}, ¶{passage.paragraph}"


def _stance(evidence: Evidence) -> str:
    return "For:" if evidence.stance is Stance.FOR else "Against:"
