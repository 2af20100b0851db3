"""Run every benchmark, one after the other: `make bench`, or `python tests/benchmarks/run.py`."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each bench_*.py in a process of its own; the exit code is the worst of theirs."""
    shared = Path(os.environ.get("OPCIT_SHARED", HERE.parents[2] / "shared"))
    environment = os.environ | {"OPCIT_SHARED": str(shared)}
    codes = []
    for script in sorted(HERE.glob("bench_*.py")):
        sys.stdout.write(f"\n== {script.stem}\n")
        sys.stdout.flush()
        codes.append(subprocess.run([sys.executable, str(script)], env=environment).returncode)
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
