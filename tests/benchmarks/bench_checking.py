"""Measure how well claims and quotations are checked.

Run as ``python tests/benchmarks/bench_checking.py [FOLDER]``; the folder of question sets is also
read from OPCIT_SHARED.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checking_data import question_sets

from qa.checks.parsing import parse_statement
from qa.checks.quotations import QuotationChecker
from qa.model import CheckKind


def quotations(shared: Path) -> None:
    """Print verdict accuracy on quotations, by verdict, text and how long it takes."""
    checker = QuotationChecker()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    times = []
    for source, rows in question_sets(shared, "quote"):
        checker.prepare(source)
        for row in rows:
            statement = parse_statement(row["question"])
            began = time.perf_counter()
            finding = checker.check(statement, [source])
            times.append(1000 * (time.perf_counter() - began))
            good = finding.verdict == row["verdict"]
            kind = f"  {row['quote_kind']}" if "quote_kind" in row else ""
            for key in filter(None, ("all", row["verdict"], source.id, kind)):
                total[key] += 1
                right[key] += good
    times.sort()
    _table("Quotations", right, total)
    print(f"median {times[len(times) // 2]:.2f} ms, slowest {times[-1]:.1f} ms\n")  # noqa: T201


def claims(shared: Path) -> None:
    """Print verdict accuracy on the claims about the bundled source, which trained nothing."""
    from index.build import build_index
    from index.minilm import MiniLMEncoder
    from index.store import open_index
    from qa.checks.claims import ClaimJudge
    from qa.evidence.ranking import SentenceRanker

    encoder, ranker, judge = MiniLMEncoder(), SentenceRanker(for_claims=True), ClaimJudge()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    source, rows = list(question_sets(shared, "claim"))[-1]
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        for row in rows:
            claim = parse_statement(row["question"], kind=CheckKind.CLAIM).claim
            encoded = encoder.encode_question(claim)
            hits = index.search(claim, k=60, encoded=encoded)
            finding = judge.judge(claim, ranker.rank(claim, encoded, hits, index))
            for key in ("all", row["verdict"]):
                total[key] += 1
                right[key] += finding.verdict == row["verdict"]
    _table(f"Claims, {source.id}", right, total)


def _table(title: str, right: Counter[str], total: Counter[str]) -> None:
    print(f"{title:32} right  of  share")  # noqa: T201
    for key, count in total.items():
        print(f"{key:32} {right[key]:5} {count:3}  {right[key] / count:.3f}")  # noqa: T201


if __name__ == "__main__":
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("OPCIT_SHARED", "../shared")
    quotations(Path(folder))
    claims(Path(folder))
