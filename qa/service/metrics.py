"""Counting what the service does, in a registry of its own app."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Counts requests, how long they took, and how many questions were answered."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "opcit_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "opcit_request_seconds",
            "Seconds from request to end of response, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._questions = Counter(
            "opcit_questions",
            "Questions by outcome: answered or abstained.",
            ("outcome",),
            registry=self._registry,
        )
        for outcome in ("answered", "abstained"):
            self._questions.labels(outcome)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def question(self, *, answered: bool) -> None:
        """Count a question."""
        self._questions.labels("answered" if answered else "abstained").inc()

    def text(self) -> str:
        """Write all counts in the Prometheus text format."""
        return generate_latest(self._registry).decode()


class Counting:
    """Middleware that counts every request under its route's pattern.

    Parameters
    ----------
    app : ASGI application
        What is counted.
    metrics : Metrics
        Where.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            # A path of an unknown route would make a new series for every guess.
            route = getattr(scope.get("route"), "path", "unmatched")
            self._metrics.request(scope["method"], route, status, time.perf_counter() - start)
