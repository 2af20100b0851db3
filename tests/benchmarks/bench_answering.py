"""How fast a question is answered, beside the raw work it is made of, in one run.

Run it as `python tests/benchmarks/bench_answering.py [QUESTIONS.jsonl]`; without a file it asks
the questions Opcit suggests itself.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from qa.assembly import Assembly
from qa.service.app import create_app
from qa.service.opening import Opening
from qa.settings import Settings

ROUNDS = 3
COLD_STARTS = 5


def milliseconds(call: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def percentiles(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def questions_from(path: Path | None, engine_suggestions: list[str]) -> list[str]:
    """Questions to ask: those of a file that stand alone, or the suggestions."""
    if path is None:
        return engine_suggestions * 10
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [r["question"] for r in rows if r["type"] not in ("claim", "quote", "followup")]
    return kept[:60]


def main(path: Path | None) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        assembly = Assembly(settings)
        engine, _ = assembly.open_engine()
        encoder = assembly.encoder()
        questions = questions_from(path, engine.suggestions())
        vectors = np.stack([encoder.encode_question(q).vector for q in questions])
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.random.default_rng(0).standard_normal((185, vectors.shape[1])).astype("f4"))
        table = Table(title=f"{len(questions)} questions over the bundled source, {ROUNDS} rounds")
        for heading in ("what", "p50 ms", "p95 ms"):
            table.add_column(heading, justify="right" if "ms" in heading else "left")
        app = create_app(Opening.ready(engine, encoder.name), assembly.conversations())
        with TestClient(app) as client:
            rows: dict[str, Callable[[int], object]] = {
                "raw encoder call": lambda i: encoder.encode_question(questions[i]),
                "flat FAISS search": lambda i: flat.search(vectors[i : i + 1], 8),
                "POST /v1/ask": lambda i: ask(client, questions[i]),
            }
            for name, call in rows.items():
                call(0)
                times = [
                    milliseconds(lambda i=i, call=call: call(i))
                    for _ in range(ROUNDS)
                    for i in range(len(questions))
                ]
                p50, p95 = percentiles(times)
                table.add_row(name, f"{p50:.2f}", f"{p95:.2f}")
        opcit = Path(sys.executable).with_name("opcit")
        command = [str(opcit), "ask", "--json", questions[0]]
        environment = {"OPCIT_HOME": home, "PATH": "/usr/bin:/bin"}
        cold = [
            milliseconds(
                lambda: subprocess.run(command, env=environment, check=True, capture_output=True)
            )
            for _ in range(COLD_STARTS)
        ]
        table.add_row("opcit ask, cold start", f"{statistics.median(cold):.0f}", f"{max(cold):.0f}")
        Console().print(table)


def ask(client: TestClient, question: str) -> None:
    """Ask over HTTP; nothing is kept."""
    response = client.post("/v1/ask", json={"question": question, "history": []})
    response.raise_for_status()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
