"""Opcit beside untrained parts, on the same questions about four texts left out of training.

Run it as `python tests/benchmarks/bench_baseline.py [--sample N]`. The untrained parts are the
published MiniLM and BM25, fused by rank, and of the best five paragraphs the nearest sentences.
They are favoured twice: follow-ups are written out for them, and they keep silent below the
cosine that suits these very questions best.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from figures import area_under_curve, best_threshold, decimal, markdown, mean, percent
from measuring import (
    Asked,
    Engines,
    ask,
    evenly,
    holds,
    measuring_data,
    options,
    read_lines,
    save_probabilities,
)
from plain import PlainSearch

from index.encoder import Encoder
from index.minilm import MiniLMEncoder
from qa.evaluation.questions import CHECKED, GoldQuestion, load_questions
from qa.training.texts import make_source

LEFT_OUT = ("john-reed_ten-days", "herodotus_histories", "darwin_beagle", "federalist_papers")

_HEADINGS = ("paragraph in 5", "sentence first", "among three")
_SILENCE = ("silent when it should", "answers when it should", "balanced", "AUC")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went; the first three are None where no sentence is gold."""

    in_five: bool | None
    first: bool | None
    among_three: bool | None
    sure: float
    answered: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The same questions put to Opcit and to the untrained parts."""

    asked: list[Asked]
    opcit: list[Outcome]
    plain: list[Outcome]


def compare(folder: Path, name: str, most: int, engines: Engines, published: Encoder) -> Compared:
    """Ask both about one text."""
    texts = [row["text"] for row in read_lines(folder / "passages" / f"{name}.jsonl")]
    source = make_source(name, texts)
    path = folder / f"{name}.jsonl"
    written_out = [row.get("standalone") or row["question"] for row in read_lines(path)]
    both = zip(load_questions(path), written_out, strict=True)
    questions = evenly([pair for pair in both if pair[0].type not in CHECKED], most)
    with engines.over(source) as engine:
        asked = [ask(engine, gold) for gold, _ in questions]
    search = PlainSearch(source, published)
    plain = [plain_outcome(search, gold, question) for gold, question in questions]
    return Compared(asked, [outcome_of(one) for one in asked], plain)


def outcome_of(asked: Asked) -> Outcome:
    """Say how Opcit did."""
    score, answer = asked.score, asked.answer
    return Outcome(
        score.paragraph_in_five,
        score.chosen_first,
        score.chosen_hit,
        answer.confidence,
        answer.answered,
        asked.gold.answerable,
    )


def plain_outcome(search: PlainSearch, gold: GoldQuestion, question: str) -> Outcome:
    """Say how the untrained parts did, silence set aside."""
    found = search.find(question)
    paragraphs = [holds(text, gold) for text in found.paragraphs]
    sentences = [holds(text, gold) for text in found.sentences]
    judged = bool(gold.evidence)
    return Outcome(
        any(paragraphs) if judged else None,
        sentences[0] if judged else None,
        any(sentences) if judged else None,
        found.cosine,
        True,
        gold.answerable,
    )


def row(name: str, outcomes: Sequence[Outcome], answers: Callable[[Outcome], bool]) -> list[str]:
    """Make a row of figures, with what decides between answer and silence."""
    silent = mean(not answers(one) for one in outcomes if not one.answerable)
    speaks = mean(answers(one) for one in outcomes if one.answerable)
    balanced = None if silent is None or speaks is None else (silent + speaks) / 2
    found = (
        mean(one.in_five for one in outcomes),
        mean(one.first for one in outcomes),
        mean(one.among_three for one in outcomes),
    )
    area = area_under_curve([o.sure for o in outcomes], [o.answerable for o in outcomes])
    shares = map(percent, (*found, silent, speaks, balanced))
    return [name, str(len(outcomes)), *shares, decimal(area)]


def rows(name: str, compared: Compared) -> list[list[str]]:
    """Make both rows of a text."""
    plain = compared.plain
    least = best_threshold([o.sure for o in plain], [o.answerable for o in plain])
    return [
        row(f"{name}: MiniLM + BM25", plain, lambda one: one.sure >= least),
        row(f"{name}: Opcit", compared.opcit, lambda one: one.answered),
    ]


def main(arguments: Sequence[str]) -> None:
    """Compare on each text and on all, and print a table."""
    chosen = options(__doc__, arguments)
    folder = measuring_data("written")
    if folder is None:
        return
    engines, published = Engines(), MiniLMEncoder(tuned=None)
    most = -(-chosen.sample // len(LEFT_OUT))
    texts = {name: compare(folder, name, most, engines, published) for name in LEFT_OUT}
    together = Compared(
        [one for own in texts.values() for one in own.asked],
        [one for own in texts.values() for one in own.opcit],
        [one for own in texts.values() for one in own.plain],
    )
    names = [name for name, own in texts.items() for _ in own.asked]
    save_probabilities(chosen.save, names, together.asked)
    lines = [line for name, own in {**texts, "all": together}.items() for line in rows(name, own)]
    sys.stdout.write(markdown(["", "questions", *_HEADINGS, *_SILENCE], lines))


if __name__ == "__main__":
    main(sys.argv[1:])
