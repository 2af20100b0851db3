"""Write down how sure Opcit is of each question about texts that taught it nothing.

Run it as `python tests/benchmarks/left_out.py FILE`. The readers were not trained on the four
texts; the regressions that make a probability of what they find are fitted, for each text, on the
other three. `plot_abstention.py` draws what is written.
"""

import json
import sys
from pathlib import Path

from bench_baseline import LEFT_OUT
from measuring import measuring_data

from qa.training.abstention import leave_one_out, read_judged


def main(path: Path) -> None:
    """Read the questions, judge each text by the others, and write."""
    folder = measuring_data("written")
    if folder is None:
        return
    judged = read_judged(folder.parent, LEFT_OUT)
    sure = leave_one_out(judged)
    rows = (
        {"text": j.text, "probability": float(p), "answerable": j.answerable}
        for j, p in zip(judged, sure, strict=True)
        if not (j.removed or j.foreign or j.plain)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
