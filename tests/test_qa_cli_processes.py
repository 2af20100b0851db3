"""Ports, processes and what is imported, with real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.cli.children import Children, ProcessEnded
from qa.cli.ports import is_free, listen, next_free
from qa.cli.waiting import ServiceFailed, ServiceWatch, answers, read_health
from qa.errors import PortInUse

TESTS = Path(__file__).parent

SERVE = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
sys.path.insert(0, sys.argv[1])
from fakes_assembly import FakeAssembly
from qa.cli.program import run
sys.exit(run(["serve", "--port", sys.argv[2]], FakeAssembly(Path(sys.argv[3]))))
"""


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def wait_for(what: object, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"


def test_a_port_in_use_is_refused_and_passed_over(busy: int) -> None:
    assert not is_free("127.0.0.1", busy)
    with pytest.raises(PortInUse, match=str(busy)) as caught:
        listen("127.0.0.1", busy)
    assert "--port" in caught.value.hint
    free = next_free("127.0.0.1", busy)
    assert free > busy and is_free("127.0.0.1", free)
    assert next_free("127.0.0.1", free, besides=free) > free


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(PortInUse, match="no address"):
        listen("no such host", 8000)


def test_a_port_taken_is_held() -> None:
    taken = listen("127.0.0.1", 0)
    assert not is_free("127.0.0.1", taken.getsockname()[1])
    taken.close()


def test_children_are_stopped_with_what_they_started(tmp_path: Path) -> None:
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit())\n"
        "print(subprocess.Popen(['sleep', '60']).pid, flush=True)\n"
        "time.sleep(60)"
    )
    with Children(tmp_path / "logs") as children:
        children.start("parent", [sys.executable, "-c", code], {}, tmp_path)
        log = tmp_path / "logs" / "parent.log"
        wait_for(lambda: log.read_text().strip())
        grandchild = int(log.read_text())
        assert alive(grandchild)
        children.check()
    wait_for(lambda: not alive(grandchild))


def test_a_child_that_ends_is_told_with_its_last_words(tmp_path: Path) -> None:
    code = "import os, sys; sys.exit('no ' + os.environ['WHAT'])"
    with Children(tmp_path) as children:
        children.start("service", [sys.executable, "-c", code], {"WHAT": "luck"}, tmp_path)
        with pytest.raises(ProcessEnded, match="The service ended with code 1: no luck"):
            children.wait_until(lambda: False)


def test_serve_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = next_free("127.0.0.1", 18000)
    command = [sys.executable, "-c", SERVE, str(TESTS), str(port), str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: read_health(url).get("status") == "ok")
        seen: list[tuple[int, int]] = []
        assert ServiceWatch(url, lambda done, total: seen.append((done, total)))() and not seen
        with urllib.request.urlopen(f"{url}/v1/sources") as response:
            assert len(json.load(response)) == 1
        again = subprocess.run(command, capture_output=True, text=True, check=False)
        assert again.returncode == 2 and again.stdout == ""
        assert again.stderr.startswith(f"opcit: Port {port} ") and again.stderr.count("\n") == 1
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert out.startswith(f"Opcit's service is at {url}; ") and err == ""
    assert process.returncode == 130
    assert is_free("127.0.0.1", port)


def test_nothing_there_is_no_health(busy: int, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{next_free('127.0.0.1', 18500)}"
    assert read_health(url) == {} and not answers(url)
    assert not ServiceWatch(url, lambda done, total: None)()


def test_a_service_that_cannot_answer_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"status": "unavailable", "detail": "The index is damaged. Run `opcit index`."}
    monkeypatch.setattr("qa.cli.waiting.read_health", lambda url: told)
    with pytest.raises(ServiceFailed, match="Run `opcit index`"):
        ServiceWatch("http://there", lambda done, total: None)()


def test_an_index_being_built_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"status": "starting", "detail": "", "progress": 0.254}
    monkeypatch.setattr("qa.cli.waiting.read_health", lambda url: told)
    seen: list[tuple[int, int]] = []
    assert not ServiceWatch("http://there", lambda done, total: seen.append((done, total)))()
    assert seen == [(25, 100)]


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], {"torch", "faiss", "fastapi", "sqlalchemy", "pydantic", "numpy"}),
        (["sources"], {"torch", "faiss", "fastapi", "sqlalchemy", "streamlit"}),
    ],
)
def test_commands_import_only_what_they_need(arguments: list[str], heavy: set[str]) -> None:
    code = (
        "import sys; from qa.cli.program import run; "
        f"assert run({arguments!r}) == 0; sys.exit(str({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "set()"


def test_the_module_runs_like_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "--version"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and done.stdout.startswith("opcit ") and done.stderr == ""


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{sys.executable}' -m qa.cli sources --json | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""
