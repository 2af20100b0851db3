"""Real search questions beside one passage that answers, or only looks as if it did (CLAPnq).

Run it as `python tests/benchmarks/bench_clapnq.py [--sample N]`. Each question is put twice: to
its passage as the only source there is, and to a library of all the passages. For the answerable
half, annotators chose the sentences that an answer needs.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from figures import area_under_curve, brier_score, decimal, markdown, mean, percent
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

from corpus.model import Source
from qa.evaluation.questions import GoldQuestion
from qa.training.texts import make_source

_PRINTED = (
    (re.compile(r"``\s*"), "“"),
    (re.compile(r"\s*''"), "”"),
    (re.compile(r"\s+([,.;:?!%)\]])"), r"\1"),
    (re.compile(r"([(\[$])\s+"), r"\1"),
    (re.compile(r"\s+('\w+|n't)\b"), r"\1"),
    (re.compile(r"(\w) - (\w)"), r"\1-\2"),
    (re.compile(r"\s+"), " "),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the passage it is put to."""

    gold: GoldQuestion
    source: Source


def as_printed(text: str) -> str:
    """Undo the spaces and signs that a tokeniser left.

    Examples
    --------
    >>> as_printed("`` Who ? '' is ( 1971 ) the group 's twenty - first")
    '“Who?” is (1971) the group's twenty-first'
    """
    for pattern, instead in _PRINTED:
        text = pattern.sub(instead, text)
    return text.strip()


def question_from(row: dict[str, Any]) -> Question:
    """Make a question of a row; the sentences that any annotator chose are gold."""
    passage = row["passages"][0]
    outputs = row["output"]
    chosen = dict.fromkeys(s for output in outputs for s in output["selected_sentences"])
    gold = GoldQuestion(
        id=row["id"],
        type="answerable" if chosen else "unanswerable",
        question=row["input"],
        history=(),
        evidence=tuple((as_printed(sentence),) for sentence in chosen),
        answers=(),
        notes=frozenset(),
        answerable=bool(chosen),
        verdict="",
    )
    return Question(gold, make_source(f"clapnq-{row['id']}", [as_printed(passage["text"])]))


def put_alone(engines: Engines, question: Question) -> Asked:
    """Index the passage by itself and ask."""
    with engines.over(question.source) as engine:
        return ask(engine, question.gold)


def quoted_share(asked: Asked) -> float | None:
    """Share of the quotations that are gold sentences; None where there is none to judge."""
    if not asked.gold.answerable or not asked.answer.quotes:
        return None
    return mean(holds(quote.text, asked.gold) for quote in asked.answer.quotes)


def row(name: str, asked: Sequence[Asked]) -> list[str]:
    """Make a row of figures."""
    sure, truth = [a.answer.confidence for a in asked], [a.gold.answerable for a in asked]
    silent = mean(not a.answer.answered for a in asked if not a.gold.answerable)
    speaks = mean(a.answer.answered for a in asked if a.gold.answerable)
    balanced = None if silent is None or speaks is None else (silent + speaks) / 2
    return [
        name,
        *map(percent, [silent, speaks, balanced]),
        decimal(area_under_curve(sure, truth)),
        decimal(brier_score(sure, truth), 3),
        percent(mean(a.score.chosen_first for a in asked)),
        percent(mean(a.score.chosen_hit for a in asked)),
        percent(mean(map(quoted_share, asked))),
    ]


def main(arguments: Sequence[str]) -> None:
    """Ask, and print a table."""
    chosen = options(__doc__, arguments)
    folder = measuring_data("clapnq")
    if folder is None:
        return
    kinds = [
        [question_from(line) for line in read_lines(folder / f"clapnq_dev_{kind}.jsonl.gz")]
        for kind in ("answerable", "unanswerable")
    ]
    questions = [q for kind in kinds for q in evenly(kind, (chosen.sample + 1) // 2)]
    engines = Engines()
    alone = [put_alone(engines, question) for question in questions]
    with engines.over(*(question.source for kind in kinds for question in kind)) as engine:
        together = [ask(engine, question.gold) for question in questions]
    save_probabilities(chosen.save, ["clapnq"] * len(together), together)
    answerable = sum(q.gold.answerable for q in questions)
    sys.stdout.write(
        f"{answerable} questions with an answer, {len(questions) - answerable} without\n\n"
    )
    headings = ("silent when it should", "answers when it should", "balanced", "AUC", "Brier")
    quoting = ("gold sentence first", "gold among three", "quotations that are gold")
    rows = [row("Opcit, of the passage alone", alone), row("Opcit, over all passages", together)]
    sys.stdout.write(markdown(["", *headings, *quoting], rows))


if __name__ == "__main__":
    main(sys.argv[1:])
