"""The command line as a whole: its commands, and what becomes of their errors."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import OpcitError
from qa.cli import (
    adding,
    asking,
    checking,
    diagnosing,
    evaluating,
    indexing,
    reading,
    searching,
    serving,
)
from qa.cli.tools import Tools

if TYPE_CHECKING:
    from qa.assembly import Assembly

COMMANDS: dict[str, Callable[..., None]] = {
    "run": serving.run,
    "serve": serving.serve,
    "ui": serving.ui,
    "add": adding.add,
    "sources": reading.sources,
    "remove": adding.remove,
    "index": indexing.index,
    "ask": asking.ask,
    "chat": asking.chat,
    "search": searching.search,
    "check": checking.check,
    "notes": reading.notes,
    "evaluate": evaluating.evaluate,
    "doctor": diagnosing.doctor,
}

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


def make_app() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="opcit",
        help="Answers questions about a source in the source's own words, with its footnotes.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, command in COMMANDS.items():
        app.command(name)(command)
    app.callback()(_whole)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from qa.version import version

        sys.stdout.write(f"opcit {version()}\n")
        raise typer.Exit


def _whole(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Hold what goes before a command."""


def run(arguments: Sequence[str], assembly: "Assembly | None" = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        The command and what follows it.
    assembly : Assembly, optional
        What the command works with; made from the environment when left out.

    Returns
    -------
    int
        Exit code: 0, 1 for a failure, 2 for a mistake of the user's, 130 when interrupted.
    """
    tools = Tools(assembly)
    try:
        result = make_app()(list(arguments), standalone_mode=False, prog_name="opcit", obj=tools)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except OpcitError as error:
        _complain(str(error), error)
        return MISUSED if error.by_user else FAILED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # What reads our output has gone: nothing is left to say, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except typer.TyperException as error:
        return _misused(error)
    except Exception as error:
        _complain(f"Something unforeseen happened ({type(error).__name__}: {error}).", error)
        return FAILED


def _misused(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    message = " ".join(getattr(error, "format_message", lambda: str(error))().split())
    if not message:  # The help has been shown in place of an error.
        return MISUSED
    command = context.command_path if context is not None else "opcit"
    _complain(f"{message} See `{command} --help`.", error)
    return MISUSED


def _complain(message: str, error: Exception) -> None:
    sys.stderr.write(f"opcit: {' '.join(message.split())}\n")
    if os.environ.get("OPCIT_LOG_LEVEL") == "debug":
        logging.getLogger(__name__).error("Traceback:", exc_info=error)
