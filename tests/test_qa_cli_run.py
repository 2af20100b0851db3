"""`opcit run` as a whole: real service, real pages, real index."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from qa.cli.ports import is_free, next_free
from qa.service.client import Client
from qa.service.shapes import Status


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {
        **os.environ,
        "OPCIT_HOME": str(tmp_path),
        "OPCIT_PORT": str(next_free("127.0.0.1", 19000)),
        "OPCIT_UI_PORT": str(next_free("127.0.0.1", 19500)),
    }
    with socket.socket() as busy:  # So that the service has to take the next port.
        busy.bind(("127.0.0.1", int(environment["OPCIT_PORT"])))
        busy.listen()
        process = subprocess.Popen(
            [sys.executable, "-m", "qa.cli", "run"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        yield process
        process.kill()
        process.communicate()


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def ended(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=5)[1]


def test_run_prints_one_url_and_leaves_nothing_behind(running: subprocess.Popen[str]) -> None:
    assert running.stdout is not None
    ready = running.stdout.readline()
    assert ready.startswith("Opcit is ready: http://127.0.0.1:195")
    children = descendants(running)
    commands = {child.pid: child.cmdline() for child in children}
    (serve,) = (line for line in commands.values() if "serve" in line)
    client = Client.at(f"http://127.0.0.1:{serve[-1]}")
    assert client.health().status is Status.OK
    assert client.sources()
    client.close()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=15)
    assert running.returncode == 0 and out == ""
    lines = err.splitlines()
    assert lines[0].endswith(f"is in use; taking {serve[-1]}.") and lines[-1] == "Stopping."
    assert ended(children)
    assert is_free("127.0.0.1", int(serve[-1]))


def test_run_ends_when_one_of_the_two_does(running: subprocess.Popen[str]) -> None:
    while not (found := [c for c in descendants(running) if "streamlit" in c.cmdline()]):
        time.sleep(0.05)
    children = descendants(running)
    found[0].kill()
    out, err = running.communicate(timeout=15)
    assert running.returncode == 1 and out == ""
    assert err.splitlines()[-1].startswith("opcit: The pages ended with code -9: ")
    assert ended(children)
