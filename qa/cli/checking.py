"""Checking claims and quotations in the terminal."""

from enum import StrEnum
from typing import Annotated

import typer

from qa.cli.tools import AsJson, SourceIds, tools_of


class Kind(StrEnum):
    """What is checked."""

    AUTO = "auto"
    CLAIM = "claim"
    QUOTE = "quote"


def check(
    context: typer.Context,
    text: Annotated[
        list[str], typer.Argument(help="The claim or the quotation.", show_default=False)
    ],
    kind: Annotated[Kind, typer.Option(help="Which it is; auto lets the text decide.")] = Kind.AUTO,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who is said to have said it.")
    ] = None,
    source: SourceIds = None,
    json: AsJson = False,
) -> None:
    """Say whether the sources bear out a claim or hold a quotation, with the evidence."""
    from qa.cli.answers import show_check
    from qa.model import CheckKind

    tools = tools_of(context)
    found = tools.engine().check(
        " ".join(text),
        kind=None if kind is Kind.AUTO else CheckKind(kind.value),
        attributed_to=by,
        source_ids=source,
    )
    if json:
        tools.json(found)
    else:
        show_check(tools.out, found)
