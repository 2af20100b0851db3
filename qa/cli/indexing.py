"""Building the index from the terminal."""

import typer

from qa.cli.tools import AsJson, tools_of


def index(context: typer.Context, json: AsJson = False) -> None:
    """Bring the index up to date; only what changed is read again."""
    tools = tools_of(context)
    with tools.progress("Indexing the passages") as progress:
        report = tools.assembly.build(progress)
    if json:
        tools.json(report)
        return
    tools.out.print(
        f"The index is up to date: {report.embedded} passages encoded, {report.reused} kept, "
        f"{report.removed} removed, in {report.seconds:.1f} s.",
        soft_wrap=True,
    )
