"""Verdicts on claims beside those of people who had the same evidence (WiCE, ExpertQA).

Run it as `python tests/benchmarks/bench_claims.py [--sample N]`. The evidence of a claim is its
only source. People called a claim supported wholly, partly or not at all; what is measured is
whether it is supported wholly, which is what Opcit means by "supported". The baseline says so from
a cosine on that suits the development half best: of the claim and the nearest sentence, by the
published MiniLM.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claim_data import Claim, ClaimSet, expert_claims, wice_chunks, wice_pages
from figures import balanced_accuracy, best_threshold, markdown, mean, percent
from measuring import Engines, evenly, measuring_data, options
from plain import vectors

from index.encoder import Encoder
from index.minilm import MiniLMEncoder
from qa.model import CheckKind, Verdict

SETS = (("wice", wice_pages), ("wice", wice_chunks), ("expertqa", expert_claims))

_HEADINGS = ("claims", "supported", "by", "balanced", "right", "supported found", "others found")


@dataclass(frozen=True, slots=True)
class Judged:
    """The claims of a test half, and what was said of each."""

    name: str
    claims: list[Claim]
    verdicts: list[Verdict]
    nearest: list[bool]


def judge(claims: ClaimSet, most: int, engines: Engines, published: Encoder) -> Judged:
    """Have the claims of the test half judged, by Opcit and by the nearest sentence."""
    dev, test = evenly(claims.dev, most), evenly(claims.test, most)
    fitted = best_threshold(
        [nearest_cosine(claim, published) for claim in dev], [claim.supported for claim in dev]
    )
    nearest = [nearest_cosine(claim, published) >= fitted for claim in test]
    return Judged(claims.name, test, [verdict(engines, claim) for claim in test], nearest)


def verdict(engines: Engines, claim: Claim) -> Verdict:
    """Check a claim against each of its sources; one that supports it is enough."""
    verdicts = []
    for source in claim.evidence:
        with engines.over(source) as engine:
            verdicts.append(engine.check(claim.text, kind=CheckKind.CLAIM).verdict)
        if verdicts[-1] is Verdict.SUPPORTED:
            return Verdict.SUPPORTED
    return verdicts[0]


def nearest_cosine(claim: Claim, encoder: Encoder) -> float:
    """Cosine of a claim and the nearest sentence of its evidence."""
    sentences = dict.fromkeys(
        passage.text[sentence.start : sentence.end]
        for source in claim.evidence
        for passage in source.passages
        for sentence in passage.sentences
    )
    return float((vectors(encoder, list(sentences)) @ vectors(encoder, [claim.text])[0]).max())


def rows(judged: Judged) -> list[list[str]]:
    """Make the rows of a set: the commoner answer, the baseline, Opcit."""
    truth = [claim.supported for claim in judged.claims]
    commoner = sum(truth) * 2 >= len(truth)
    said = {
        "the commoner answer": [commoner] * len(truth),
        "MiniLM's cosine": judged.nearest,
        "Opcit": [verdict is Verdict.SUPPORTED for verdict in judged.verdicts],
    }
    return [
        [judged.name, str(len(truth)), percent(mean(truth)), name, *_figures(answers, truth)]
        for name, answers in said.items()
    ]


def _figures(said: Sequence[bool], truth: Sequence[bool]) -> list[str]:
    pairs = list(zip(said, truth, strict=True))
    figures = (
        balanced_accuracy(said, truth),
        mean(s == t for s, t in pairs),
        mean(s for s, t in pairs if t),
        mean(not s for s, t in pairs if not t),
    )
    return list(map(percent, figures))


def verdicts_by_label(judged: Judged) -> list[list[str]]:
    """Count the verdicts on the claims of each label."""
    counts = Counter(zip((c.label for c in judged.claims), judged.verdicts, strict=True))
    labels = dict.fromkeys(claim.label for claim in judged.claims)
    return [
        [judged.name, label.replace("_", " ").lower(), *(str(counts[label, v]) for v in Verdict)]
        for label in sorted(labels)
    ]


def main(arguments: Sequence[str]) -> None:
    """Judge each set, and print two tables."""
    chosen = options(__doc__, arguments)
    engines, published = Engines(), MiniLMEncoder(tuned=None)
    found = [
        judge(read(folder), chosen.sample, engines, published)
        for name, read in SETS
        if (folder := measuring_data(name))
    ]
    if not found:
        return
    sys.stdout.write(markdown(["", *_HEADINGS], [row for one in found for row in rows(one)]))
    verdicts = [verdict.value.replace("_", " ") for verdict in Verdict]
    counted = [row for one in found for row in verdicts_by_label(one)]
    sys.stdout.write("\n" + markdown(["Opcit's verdicts", "label", *verdicts], counted))


if __name__ == "__main__":
    main(sys.argv[1:])
