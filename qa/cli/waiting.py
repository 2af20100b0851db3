"""Waiting for what has been started to answer."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

from qa.errors import AnsweringError

# What runs on this machine is not asked through a proxy.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_SECONDS = 1.0


class ServiceFailed(AnsweringError):
    """The service has started, but cannot answer questions."""

    code = "service_failed"
    by_user = False


class ServiceWatch:
    """Tells whether a service is ready; calling it asks once.

    Parameters
    ----------
    url : str
        Address of the service.
    progress : callable
        Told how many hundredths of the index are built, of a hundred.
    """

    def __init__(self, url: str, progress: Callable[[int, int], None]) -> None:
        self._url = url
        self._progress = progress

    def __call__(self) -> bool:
        """Ask once.

        Raises
        ------
        ServiceFailed
            It will not get ready: the error says why and what to do.
        """
        health = read_health(self._url)
        if health.get("status") == "unavailable":
            raise ServiceFailed(str(health.get("detail")))
        share = health.get("progress", 0.0)
        if health.get("status") == "starting" and isinstance(share, float) and share > 0:
            self._progress(round(share * 100), 100)
        return health.get("status") == "ok"


def read_health(url: str) -> dict[str, object]:
    """Return what a service says of itself; empty when nothing of Opcit's answers."""
    try:
        with _OPENER.open(f"{url}/health", timeout=_SECONDS) as response:
            body = response.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    except OSError:
        return {}
    try:
        health = json.loads(body)
    except ValueError:
        return {}
    return health if isinstance(health, dict) and "status" in health else {}


def answers(url: str) -> bool:
    """Tell whether an address answers with success."""
    try:
        with _OPENER.open(url, timeout=_SECONDS):
            return True
    except OSError:
        return False
