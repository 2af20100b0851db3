"""Searching in the terminal."""

from typing import Annotated

import typer

from corpus.model import PassageKind, Voice
from qa.cli.tools import AsJson, Count, SourceIds, tools_of


def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(help="Words or a question.", show_default=False)],
    source: SourceIds = None,
    k: Count = None,
    kind: Annotated[
        list[PassageKind] | None, typer.Option(help="Only this kind; may be repeated.")
    ] = None,
    voice: Annotated[
        list[Voice] | None,
        typer.Option(help="Only passages with a sentence in this voice; may be repeated."),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only passages that hold this person's words."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Find passages and notes, best first, each with why it was found."""
    from qa.cli.answers import show_hit
    from qa.service.shapes import Hits

    tools = tools_of(context)
    engine = tools.engine()
    hits = engine.search(
        " ".join(query),
        k=k or tools.settings.hits,
        source_ids=source,
        kinds=kind,
        voices=voice,
        speaker=speaker,
    )
    if json:
        tools.json(Hits(tuple(hits)))
        return
    for hit in hits:
        show_hit(tools.out, hit)
