"""Measuring answers against a file of questions."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.tools import AsJson, tools_of


def evaluate(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="JSON Lines of questions with gold evidence.", show_default=False)
    ],
    misses: Annotated[bool, typer.Option(help="List the questions that went wrong.")] = False,
    json: AsJson = False,
) -> None:
    """Ask every question of a file and print how good the answers are."""
    from qa.evaluation.run import evaluate_file

    tools = tools_of(context)
    engine = tools.engine()
    with tools.progress("Asking the questions") as progress:
        report = evaluate_file(engine, file, progress)
    if json:
        tools.json(report)
    else:
        report.render(tools.out, misses=misses)
