"""Asking in the terminal: once, or in a conversation."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.tools import AsJson, Count, SourceIds, Tools, tools_of

if TYPE_CHECKING:
    from qa.asking import Desk
    from qa.model import Answer

_HELP = "Ask a question. :new begins a new conversation, :quit or Ctrl-D ends."

Going = Annotated[
    str | None,
    typer.Option("--conversation", "-c", metavar="ID", help="Go on with this conversation."),
]


def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question.", show_default=False)],
    conversation: Going = None,
    source: SourceIds = None,
    k: Count = None,
    keep: Annotated[
        bool, typer.Option(help="Keep the question and its answer as a conversation.")
    ] = True,
    json: AsJson = False,
) -> None:
    """Answer a question with the sources' own words, or say that they do not answer it."""
    from qa.asking import Desk
    from qa.cli.answers import show_answer

    tools = tools_of(context)
    engine = tools.engine()
    with tools.conversations() as kept:
        desk = Desk(engine, kept, hits=tools.settings.hits)
        inquiry = desk.inquire(
            " ".join(question),
            conversation_id=conversation,
            history=None if keep or conversation else (),
            source_ids=source,
            k=k,
        )
        answer = desk.ask(inquiry)
    if json:
        tools.json(answer)
    else:
        show_answer(tools.out, answer)


def chat(context: typer.Context, conversation: Going = None, source: SourceIds = None) -> None:
    """Ask one question after another; each is understood with those before it."""
    from qa.asking import Desk

    tools = tools_of(context)
    engine = tools.engine()
    with tools.conversations() as kept:
        if conversation is not None:
            kept.history(conversation)
        desk = Desk(engine, kept, hits=tools.settings.hits)
        _converse(tools, desk, conversation, source)


def _converse(
    tools: Tools, desk: "Desk", conversation: str | None, sources: list[str] | None
) -> None:
    from corpus.errors import OpcitError
    from qa.cli.answers import clean, show_answer

    if sys.stdin.isatty():
        tools.say(_HELP)
    while (line := _next_line()) is not None:
        if line == ":quit":
            return
        if line == ":new":
            conversation = None
            tools.say("A new conversation begins.")
        elif line.startswith(":"):
            tools.say(_HELP)
        elif line:
            try:
                answer = _answer(desk, line, conversation, sources)
            except OpcitError as error:
                tools.say(str(error))
                continue
            conversation = answer.conversation_id
            if not sys.stdin.isatty():  # Nobody has seen the question being typed.
                tools.out.print(f"\n? {clean(line)}", soft_wrap=True)
            show_answer(tools.out, answer)


def _answer(
    desk: "Desk", question: str, conversation: str | None, sources: list[str] | None
) -> "Answer":
    inquiry = desk.inquire(question, conversation_id=conversation, source_ids=sources)
    return desk.ask(inquiry)


def _next_line() -> str | None:
    """Read a line; None at the end of the input."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else None
    import readline  # noqa: F401 - gives `input` its line editing

    try:
        return input("\n? ").strip()
    except (EOFError, KeyboardInterrupt):
        return None
