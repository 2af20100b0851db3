"""Draw how far Opcit's probabilities can be trusted, as one SVG of two panels.

Run it as `python tests/benchmarks/plot_abstention.py FILE [FILE ...] [--out PICTURE]`. A file holds
a JSON object a line, with `probability` and `answerable`, as `left_out.py FILE` and the benchmarks'
`--save FILE` write them; its name, with spaces for underscores, names the line in the picture.
"""

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from curves import Judged, at_threshold, reliability, risk_coverage
from drawing import COLOURS, GREY, Panel, picture
from measuring import read_lines

from qa.evidence.abstention import AbstentionWeights

PICTURE = Path(__file__).parents[2] / "ui" / "assets" / "reliability.svg"
WIDTH, HEIGHT = 820, 380
_DASHED = 'stroke-dasharray="4 4"'
_LARGEST_DOT = 8.0

Series = Mapping[str, Sequence[Judged]]


def draw(series: Series, threshold: float) -> str:
    """Draw both panels."""
    description = "Reliability of the probability that a source answers; risk against coverage"
    return picture(WIDTH, HEIGHT, description, [reliabilities(series), risks(series, threshold)])


def reliabilities(series: Series) -> Panel:
    """Draw the share that could be answered against the probability given."""
    panel = Panel(56, 70, 310, 240)
    panel.axes("Reliability", "probability given", "could be answered, at even odds")
    panel.line([(0, 0), (1, 1)], GREY, _DASHED)
    most = max(b.count for judged in series.values() for b in reliability(judged))
    for colour, judged in zip(COLOURS, series.values(), strict=False):
        bins = reliability(judged)
        for own in bins:
            panel.line([(own.probability, own.low), (own.probability, own.high)], colour)
        panel.line([(own.probability, own.share) for own in bins], colour, 'stroke-opacity="0.5"')
        for own in bins:
            radius = max(2.0, _LARGEST_DOT * math.sqrt(own.count / most))
            panel.dot((own.probability, own.share), colour, radius)
    return panel


def risks(series: Series, threshold: float) -> Panel:
    """Draw what is answered in vain against how much is answered."""
    lines = {name: list(risk_coverage(judged)) for name, judged in series.items()}
    most = max(risk for line in lines.values() for _, risk in line)
    panel = Panel(466, 70, 310, 240, most=math.ceil(10 * most + 0.2) / 10)
    panel.axes("Risk and coverage", "questions answered, surest first", "answered in vain")
    for number, (colour, (name, line)) in enumerate(zip(COLOURS, lines.items(), strict=False)):
        base = line[-1][1]
        panel.line([(0, base), (1, base)], colour, _DASHED + ' stroke-opacity="0.7"')
        panel.line(line, colour, width=2)
        panel.dot(at_threshold(series[name], threshold), colour, 5)
        label = f"{name.replace('_', ' ')} ({len(series[name]):,})"
        panel.write(56 + 200 * number, HEIGHT - 8, f"● {label}", colour=colour, weight=600)
    x = panel.left + panel.width
    panel.write(x, HEIGHT - 8, "dot: as shipped · dashed: answering all", "end")
    return panel


def read_judged(path: Path) -> list[Judged]:
    """Read the probabilities of a file."""
    return [(float(row["probability"]), bool(row["answerable"])) for row in read_lines(path)]


def main(arguments: Sequence[str]) -> None:
    """Draw the files named."""
    parser = argparse.ArgumentParser(description="Draw reliability, and risk against coverage.")
    parser.add_argument("files", nargs="+", type=Path, help=f"at most {len(COLOURS)}")
    parser.add_argument("--out", type=Path, default=PICTURE, help="where to put the picture")
    chosen = parser.parse_args(arguments)
    if len(chosen.files) > len(COLOURS):
        parser.error(f"at most {len(COLOURS)} files can be told apart in one picture")
    series = {path.stem: read_judged(path) for path in chosen.files}
    chosen.out.write_text(draw(series, AbstentionWeights.read().threshold), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
