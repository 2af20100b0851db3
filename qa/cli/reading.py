"""The sources and their notes in the terminal; no model is needed for them."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.tools import AsJson, Tools, tools_of

if TYPE_CHECKING:
    from corpus.model import Note, Source
    from corpus.report import Integrity


def sources(context: typer.Context, json: AsJson = False) -> None:
    """List the sources with their provenance, counts and integrity report."""
    from qa.service.shapes import SourceSummary

    tools = tools_of(context)
    read = tools.assembly.sources()
    for each in tools.assembly.damaged():
        tools.say(f"“{each.id}” is left out: {each.message}")
    if json:
        added = tools.assembly.added()
        summaries = [SourceSummary.of(s, added=s.id in added) for s in read.values()]
        tools.json(summaries, list[SourceSummary])
        return
    for source in read.values():
        show_source(tools, source)


def notes(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Argument(help="The source; may be left out if there is only one.")
    ] = None,
    label: Annotated[
        str | None, typer.Option("--note", "-n", metavar="LABEL", help="Only this note.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Show the notes of a source, where they hang, and what they refer to."""
    from corpus.model import Note
    from qa.library import labelled

    tools = tools_of(context)
    chosen = _chosen(tools, source)
    found = list(chosen.notes) if label is None else labelled(chosen, label)
    if json:
        tools.json(found, list[Note])
        return
    for note in found:
        _show_note(tools, note)


def _chosen(tools: Tools, source_id: str | None) -> "Source":
    from corpus.errors import UnknownSource
    from qa.library import find_source

    read = tools.assembly.sources()
    if source_id is not None:
        return find_source(read, source_id)
    if len(read) == 1:
        return next(iter(read.values()))
    names = ", ".join(read) or "none"
    raise UnknownSource("It is not clear which source is meant.", f"Name one of: {names}.")


def show_source(tools: Tools, source: "Source") -> None:
    """Print a source's provenance, counts and what is odd about it."""
    from rich.text import Text

    from qa.cli.answers import clean

    about, report = source.provenance, source.integrity
    said = ", ".join(clean(part) for part in (about.author, about.title, about.date) if part)
    head = Text(source.id, style="bold").append(f"  {said}", style="not bold")
    tools.out.print(head, soft_wrap=True)
    for line in (clean(about.publication), clean(about.rights), *_counts(report)):
        if line:
            tools.out.print(Text(f"  {line}"), soft_wrap=True)
    for warning in report.warnings:
        place = f"line {warning.line}: " if warning.line else ""
        tools.out.print(Text(f"  {place}{clean(warning.message)}"), soft_wrap=True)


def _counts(report: "Integrity") -> tuple[str, ...]:
    lost = ", ".join(mark.label for mark in report.lost_marks)
    return (
        f"{report.passages} passages, {report.sentences} sentences, {report.notes} notes",
        f"{report.linked} notes linked to their marks; {report.resolved} of "
        f"{report.back_references} back-references resolved, {report.ambiguous} ambiguous",
        f"marks lost: {lost}" if lost else "",
    )


def _show_note(tools: Tools, note: "Note") -> None:
    from rich.text import Text

    from corpus.model import NoteRef
    from qa.cli.answers import clean, show_notes

    position = note.anchor.position if note.anchor else 0
    show_notes(tools.out, [NoteRef(note.id, note.label, note.text, position, note.resolved)], "")
    indent = " " * (len(note.label) + 2)
    place = f"{indent}on: …{clean(note.anchor.before)}" if note.anchor else f"{indent}mark lost"
    tools.out.print(Text(place, style="dim"), soft_wrap=True)
