"""Short and plain questions and claims about the bundled source, as people type them.

`judged/plain_rothstein-1917.*.tsv` holds them, in the form of `qa/training/annotations`: pairs of
questions, one answered by a sentence and one alike that is not, and claims by three. A language
model wrote them while reading the source; nothing was trained on them, but rules for claims were
kept or dropped by them too, and they were looked at when the judge's clipping was chosen.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import Engines

from corpus.bundled import load_bundled
from corpus.model import Source
from qa.engine import Engine
from qa.model import Verdict

JUDGED = Path(__file__).parent / "judged"
SOURCE = "rothstein-1917"
VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCE)


def main() -> None:
    """Print how often the right sentence is first, silence and answers are right, and verdicts."""
    source = next(s for s in load_bundled() if s.id == SOURCE)
    with Engines().over(source) as engine:
        sys.stdout.write(_of_questions(engine, source) + _of_claims(engine))


def _of_questions(engine: Engine, source: Source) -> str:
    first, three, answered, silent = [], [], [], []
    for passage_id, openings, asked, _, unanswered in _rows("questions"):
        gold = _sentences(source, passage_id, openings)
        retrieval = engine.retrieve(asked)
        found = engine.preferred_sentences(retrieval)
        first.append(found[0] in gold)
        three.append(any(sentence in gold for sentence in found))
        answered.append(engine.answer(retrieval).answered)
        silent.append(not engine.ask(unanswered).answered)
    return (
        f"{len(first)} pairs of questions: right sentence first {_share(first)}, among three"
        f" {_share(three)}, answers when it should {_share(answered)}, silent when it should"
        f" {_share(silent)}\n"
    )


def _of_claims(engine: Engine) -> str:
    right: dict[Verdict, list[bool]] = {verdict: [] for verdict in VERDICTS}
    for _, _, *claims in _rows("claims"):
        for claim, verdict in zip(claims, VERDICTS, strict=True):
            right[verdict].append(engine.check(claim).verdict is verdict)
    every = [each for own in right.values() for each in own]
    by = ", ".join(f"{verdict.value} {_share(own)}" for verdict, own in right.items())
    return f"{len(every)} claims: {_share(every)} ({by})\n"


def _sentences(source: Source, passage_id: str, openings: str) -> set[str]:
    """Find the sentences of a passage that begin with the words given."""
    passage = next(p for p in source.passages if p.id == passage_id)
    texts = [passage.text[s.start : s.end] for s in passage.sentences]
    return {text for text in texts if text.startswith(tuple(openings.split(" | ")))}


def _rows(kind: str) -> Iterator[list[str]]:
    with (JUDGED / f"plain_{SOURCE}.{kind}.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.0f}%"


if __name__ == "__main__":
    main()
