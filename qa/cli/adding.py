"""Adding files to the library and removing sources from it, in the terminal."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.tools import AsJson, Tools, tools_of

if TYPE_CHECKING:
    from corpus.model import Provenance
    from qa.cli.steps import StepBar
    from qa.shelf.adding import Adding, Outcome

FAILED, MISUSED = 1, 2

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE...", help="Books, articles, notes.", show_default=False),
]
Title = Annotated[str, typer.Option(help="What it is called, if it does not say.")]
Author = Annotated[str, typer.Option(help="Who wrote it.")]
Date = Annotated[str, typer.Option(help="When it appeared, as printed.")]
Again = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Read this added source again, from FILE if one is given."),
]


def add(
    context: typer.Context,
    files: Files = None,
    title: Title = "",
    author: Author = "",
    date: Date = "",
    again: Again = None,
    json: AsJson = False,
) -> None:
    """Add files of any format to the library; they can be asked at once."""
    from corpus.model import Provenance
    from qa.cli.steps import StepBar

    tools, paths = tools_of(context), files or []
    known = Provenance(title=title.strip(), author=author.strip(), date=date.strip())
    _check_use(paths, again, alone=any((title, author, date)))
    with closing(StepBar(tools.err)) as bar:
        librarian = tools.assembly.librarian()
        with librarian.adding(bar) as adding:
            if again and not paths:
                adding.take(librarian.again(again, known))
            elif again:
                librarian.check_added(again)
            for path in paths:
                _take(tools, adding, path, known, again, bar)
            outcome = adding.finish()
    _report(tools, outcome, json)


def remove(
    context: typer.Context,
    source_id: Annotated[str, typer.Argument(metavar="ID", help="The source.")],
) -> None:
    """Remove a source that was added, with its file."""
    tools = tools_of(context)
    tools.assembly.librarian().remove(source_id)
    tools.out.print(f"“{source_id}” is removed.", soft_wrap=True)


def _check_use(paths: list[Path], again: str | None, *, alone: bool) -> None:
    if not paths and not again:
        raise typer.BadParameter("Name at least one file.")
    if len(paths) > 1 and (alone or again):
        raise typer.BadParameter("Title, author, date and --again go with one file only.")


def _take(
    tools: Tools,
    adding: "Adding",
    path: Path,
    known: "Provenance",
    again: str | None,
    bar: "StepBar",
) -> None:
    from corpus.errors import UnreadableSource
    from qa.shelf.adding import Arrival

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"{path} cannot be read: {error.strerror}."
        adding.refuse(path.name, UnreadableSource(reason, "Check the name of the file."))
        return

    def ask(name: str, suggestion: str) -> str:
        bar.close()
        if sys.stdin.isatty() and sys.stderr.isatty():
            question = f"What is “{name}” called?"
            return str(typer.prompt(question, default=suggestion or None, err=True))
        if suggestion:
            tools.say(f"“{name}” gives no title; it is called “{suggestion}” for now. See --title.")
        return suggestion

    adding.take(Arrival(path.name, data, known, again), ask)


def _report(tools: Tools, outcome: "Outcome", json: bool) -> None:
    from qa.cli.reading import show_source
    from qa.service.shapes import Added, SourceSummary

    alone = len(outcome.sources) + len(outcome.refused) == 1
    if alone and outcome.refused:
        raise outcome.refused[0][1]
    if json:
        tools.json(SourceSummary.of(outcome.sources[0], added=True) if alone else Added.of(outcome))
    else:
        for source in outcome.sources:
            show_source(tools, source)
    for name, error in outcome.refused:
        sys.stderr.write(f"opcit: “{name}” was not added. {' '.join(str(error).split())}\n")
    if outcome.refused:
        raise typer.Exit(MISUSED if all(e.by_user for _, e in outcome.refused) else FAILED)
