"""Finding and taking ports."""

import socket
import sys

from qa.errors import PortInUse

_TRIED = 100


def listen(host: str, port: int) -> socket.socket:
    """Take a port, so that nothing else can between now and its use.

    Parameters
    ----------
    host : str
        Name or address to listen on.
    port : int
        0 takes any free one.

    Raises
    ------
    PortInUse
        Something else listens there, or the address is not one of this machine's.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind)
    except OSError as error:
        raise PortInUse(f"“{host}” is no address: {error}.", "Give another --host.") from error
    try:
        if sys.platform != "win32":
            # A port just left by an earlier run can be taken again at once.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen()
    except OSError as error:
        taken.close()
        reason = f"Port {port} on {host} cannot be used ({error.strerror})."
        raise PortInUse(reason, "Give another with --port, or stop what is using it.") from error
    return taken


def is_free(host: str, port: int) -> bool:
    """Tell whether a port could be taken now."""
    try:
        listen(host, port).close()
    except PortInUse:
        return False
    return True


def next_free(host: str, port: int, *, besides: int = 0) -> int:
    """Return the first free port from `port` on, leaving out `besides`.

    Raises
    ------
    PortInUse
        None of the next hundred is free.
    """
    for candidate in range(port, min(port + _TRIED, 65536)):
        if candidate != besides and is_free(host, candidate):
            return candidate
    raise PortInUse(
        f"No port from {port} on is free on {host}.", "Set OPCIT_PORT and OPCIT_UI_PORT."
    )
