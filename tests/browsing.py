"""A real Chromium before real pages."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
QUIET = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
PATIENCE = 120.0
LOCAL = r"(https?|ws)://(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:"

expect.set_options(timeout=60_000)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; skip the test where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("no Chromium: install Debian's package “chromium” to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, *, phone: bool = False, dark: bool = False
) -> Iterator[tuple[Page, list[str]]]:
    """Open a window; with it comes the list of addresses asked for outside this machine."""
    size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 900}
    context = browser.new_context(
        viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    abroad: list[str] = []
    page.on("request", lambda r: None if re.match(LOCAL, r.url) else abroad.append(r.url))
    page.set_default_timeout(60_000)
    yield page, abroad
    context.close()


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Run service and pages as a reader does, over a library of their own; give the address."""
    command = [sys.executable, "-m", "qa.cli", "run"]
    command += ["--port", str(free_port()), "--ui-port", str(free_port())]
    environment = {**os.environ, "OPCIT_HOME": str(home)}
    with _ending(subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(rb"Opcit is ready: (\S+)", line):
                yield found[1].decode()
                return
        pytest.fail(f"`opcit run` ended before it was ready, with code {process.wait()}")


@contextmanager
def pages_of(service: str) -> Iterator[str]:
    """Run the pages for a service; give their address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "ui/app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = {**os.environ, "OPCIT_SERVICE_URL": service}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with _ending(process):
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[str]:
    """Serve an app from a thread of this process; give its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _wait_for(f"http://127.0.0.1:{port}/health")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


@contextmanager
def _ending(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    with process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)
