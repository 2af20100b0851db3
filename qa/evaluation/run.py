"""Asking every question of a file and scoring what comes back."""

import statistics
import time
from collections.abc import Callable
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
    return evaluate(engine, load_questions(path), path.name, progress)


def evaluate(
    engine: Engine,
    questions: list[GoldQuestion],
    name: str,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask questions already read and score the answers."""
    texts = {p.id: p.text for source in engine.sources.values() for p in source.passages}
    scores: list[tuple[GoldQuestion, Score]] = []
    misses: list[Miss] = []
    times: list[float] = []
    for done, gold in enumerate(questions, 1):
        began = time.perf_counter()
        score, got = _put(engine, gold, texts)
        times.append(1000 * (time.perf_counter() - began))
        scores.append((gold, score))
        if _missed(score):
            misses.append(_miss(gold, got))
        if progress:
            progress(done, len(questions))
    kinds = list(dict.fromkeys(gold.type for gold in questions))
    summaries = [summarise("all", [score for _, score in scores])]
    summaries += [summarise(kind, [s for g, s in scores if g.type == kind]) for kind in kinds]
    return Report(name, tuple(summaries), statistics.median(times), tuple(misses))


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
