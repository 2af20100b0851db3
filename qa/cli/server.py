"""The service as a process."""

import logging
import sys

import uvicorn
from rich.console import Console

from qa.assembly import Assembly
from qa.cli.ports import listen
from qa.service.app import create_app
from qa.service.dependencies import Limits
from qa.service.opening import Opening
from qa.settings import reachable


def serve_forever(assembly: Assembly, host: str, port: int, out: Console) -> None:
    """Serve until told to stop.

    Raises
    ------
    PortInUse
        The port is taken.
    ConversationsUnavailable
        The database cannot be opened.
    """
    settings = assembly.settings
    taken = listen(host, port)
    _log_to_stderr(settings.log_level.upper())
    limits = Limits(settings.hits, settings.max_body_bytes, settings.max_upload_bytes)
    opening = Opening(assembly.open_engine, stamp=assembly.index_stamp)
    app = create_app(opening, assembly.conversations(), limits, assembly.librarian())
    config = uvicorn.Config(app, log_config=None, access_log=settings.log_level == "debug")
    url = f"http://{reachable(host)}:{taken.getsockname()[1]}"
    out.print(
        f"Opcit's service is at {url}; its routes are described at {url}/docs", soft_wrap=True
    )
    out.file.flush()
    uvicorn.Server(config).run(sockets=[taken])


def _log_to_stderr(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level)  # Some libraries set their own loggers lower.
    logging.basicConfig(level=level, handlers=[handler])
