"""Starting the service, the pages, or both."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.tools import Tools, tools_of

if TYPE_CHECKING:
    from qa.cli.children import Children

Host = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Address to listen on.", show_default=False)
]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="Port of the service.", show_default=False),
]
UiPort = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Port of the pages.", show_default=False),
]


def serve(context: typer.Context, host: Host = None, port: Port = None) -> None:
    """Start the HTTP service; it builds the index first if it must."""
    from qa.cli.server import serve_forever

    tools = tools_of(context)
    settings = tools.settings
    serve_forever(
        tools.assembly, host or settings.host, settings.port if port is None else port, tools.out
    )


def ui(context: typer.Context, host: Host = None, ui_port: UiPort = None) -> None:
    """Start the pages; they ask the service at OPCIT_SERVICE_URL."""
    from qa.cli.children import Children, stopping_on_signals
    from qa.cli.ports import listen

    tools = tools_of(context)
    at, port = host or tools.settings.host, ui_port or tools.settings.ui_port
    listen(at, port).close()
    with stopping_on_signals(), Children(tools.settings.home / "logs") as children:
        try:
            _start_pages(children, at, port, tools.settings.service)
            _attend(tools, children, at, port)
        except KeyboardInterrupt:
            return


def run(
    context: typer.Context, host: Host = None, port: Port = None, ui_port: UiPort = None
) -> None:
    """Start service and pages together; Ctrl-C stops both."""
    from qa.cli.children import Children, stopping_on_signals

    tools = tools_of(context)
    settings = tools.settings
    at = host or settings.host
    service = _free(tools, at, port or settings.port)
    pages = _free(tools, at, ui_port or settings.ui_port, besides=service)
    with stopping_on_signals(), Children(settings.home / "logs") as children:
        try:
            _start_service(children, at, service)
            _start_pages(children, at, pages, _address(at, service))
            _await_service(tools, children, _address(at, service))
            _attend(tools, children, at, pages)
        except KeyboardInterrupt:
            tools.say("Stopping.")


def _free(tools: Tools, host: str, port: int, *, besides: int = 0) -> int:
    from qa.cli.ports import next_free

    free = next_free(host, port, besides=besides)
    if free != port:
        tools.say(f"Port {port} is in use; taking {free}.")
    return free


def _start_service(children: "Children", host: str, port: int) -> None:
    command = [sys.executable, "-m", "qa.cli", "serve", "--host", host, "--port", str(port)]
    children.start("service", command, {}, Path.cwd())


def _start_pages(children: "Children", host: str, port: int, service: str) -> None:
    spec = find_spec("ui")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package “ui” is not installed")
    entry = Path(spec.origin).with_name("app.py")
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(entry)]
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    # Streamlit looks for its theme beside the folder of the pages.
    children.start("pages", command, {"OPCIT_SERVICE_URL": service}, entry.parents[1])


def _await_service(tools: Tools, children: "Children", url: str) -> None:
    from qa.cli.waiting import ServiceWatch

    with tools.progress("Indexing the passages", "The index must be built first.") as progress:
        children.wait_until(ServiceWatch(url, progress))


def _attend(tools: Tools, children: "Children", host: str, port: int) -> None:
    from qa.cli.waiting import answers

    url = _address(host, port)
    children.wait_until(lambda: answers(f"{url}/_stcore/health"))
    tools.out.print(f"Opcit is ready: {url}", soft_wrap=True)
    tools.out.file.flush()
    children.wait_until(lambda: False)


def _address(host: str, port: int) -> str:
    from qa.settings import reachable

    return f"http://{reachable(host)}:{port}"
