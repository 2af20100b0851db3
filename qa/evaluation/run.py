"""Asking every question of a file and scoring what comes back."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.engine import Engine
from qa.evaluation.questions import CHECKED, GoldQuestion, load_questions
from qa.evaluation.report import Miss, Report
from qa.evaluation.scoring import (
    Score,
    quoted_verbatim,
    score_answer,
    score_check,
    summarise,
)
from qa.model import Answer, Check, Exchange


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went.

    Attributes
    ----------
    gold : GoldQuestion
        The question.
    score : Score
        Its measures.
    miss : Miss or None
        What went wrong, if anything did.
    milliseconds : float
        How long it took.
    """

    gold: GoldQuestion
    score: Score
    miss: Miss | None
    milliseconds: float


def evaluate_file(
    engine: Engine,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask every question of a file and score the answers.

    Parameters
    ----------
    engine : Engine
        What answers.
    path : Path
        JSON Lines file of questions with gold evidence.
    progress : callable, optional
        Told the number of questions done and in all.

    Returns
    -------
    Report
        Figures over the whole file and by type.

    Raises
    ------
    BadEvaluationFile
        The file is missing or malformed.
    """
    return report(path.name, ask_all(engine, load_questions(path), progress))


def ask_all(
    engine: Engine,
    questions: Sequence[GoldQuestion],
    progress: Callable[[int, int], None] | None = None,
) -> list[Outcome]:
    """Ask questions and score what comes back, in order."""
    texts = {p.id: p.text for source in engine.sources.values() for p in source.passages}
    outcomes = []
    for done, gold in enumerate(questions, 1):
        began = time.perf_counter()
        score, got = _put(engine, gold, texts)
        took = 1000 * (time.perf_counter() - began)
        outcomes.append(Outcome(gold, score, _miss(gold, got) if _missed(score) else None, took))
        if progress:
            progress(done, len(questions))
    return outcomes


def report(name: str, outcomes: Sequence[Outcome]) -> Report:
    """Average outcomes over all questions and by type."""
    kinds = dict.fromkeys(outcome.gold.type for outcome in outcomes)
    summaries = [summarise("all", [outcome.score for outcome in outcomes])]
    summaries += [
        summarise(kind, [outcome.score for outcome in outcomes if outcome.gold.type == kind])
        for kind in kinds
    ]
    return Report(
        file=name,
        summaries=tuple(summaries),
        median_ms=statistics.median(outcome.milliseconds for outcome in outcomes),
        misses=tuple(outcome.miss for outcome in outcomes if outcome.miss),
    )


def _put(engine: Engine, gold: GoldQuestion, texts: dict[str, str]) -> tuple[Score, Answer | Check]:
    if gold.type in CHECKED:
        check = engine.check(gold.question)
        return score_check(gold, check, quoted_verbatim(check.evidence, texts)), check
    history = [Exchange(turn.question, turn.answer) for turn in gold.history]
    retrieval = engine.retrieve(gold.question, history=history)
    answer = engine.answer(retrieval)
    chosen = engine.preferred_sentences(retrieval)
    return score_answer(gold, answer, chosen, quoted_verbatim(answer.quotes, texts)), answer


def _missed(score: Score) -> bool:
    return (
        score.quotes_hit is False
        or score.verdict_right is False
        or (score.abstained is not None and score.abstained != score.should_abstain)
    )


def _miss(gold: GoldQuestion, got: Answer | Check) -> Miss:
    if isinstance(got, Check):
        said = f"{got.verdict} ({got.detail}) " + " | ".join(e.text for e in got.evidence)
        wanted = gold.verdict
    else:
        said = f"[{got.confidence:.2f}] {got.answer}" if got.answered else f"[{got.confidence:.2f}]"
        wanted = ""
    wanted = " | ".join(filter(None, [wanted, *(forms[0] for forms in gold.evidence)]))
    return Miss(gold.id, gold.type, gold.question, wanted or "silence", said)
