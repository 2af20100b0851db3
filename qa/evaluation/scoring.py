"""Scoring one answer, and averaging scores over a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from qa.evaluation.measures import answer_f1, overlaps
from qa.evaluation.questions import CHECKED, GoldQuestion
from qa.model import Answer, Check, Quote


@dataclass(frozen=True, slots=True)
class Score:
    """How one question went; None where a measure does not apply.

    Attributes
    ----------
    paragraph_in_five : bool or None
        A gold sentence stands in one of the first five hits.
    first_hit, quotes_hit : bool or None
        A gold sentence is hit by the first quotation; by any of them.
    chosen_first, chosen_hit : bool or None
        The same over the sentences chosen, abstentions set aside.
    evidence_recall : float or None
        Share of the gold sentences hit.
    note_hit : bool or None
        For footnote questions, the first gold entry (the note itself) is hit.
    answer_f1 : float or None
        Token F1; for unanswerable questions 1 when Opcit abstained.
    abstained, should_abstain : bool or None
        What Opcit did and ought to have done.
    verdict_right : bool or None
        The verdict is the gold one.
    verbatim : bool
        Every quotation is what its passage holds.
    """

    paragraph_in_five: bool | None = None
    first_hit: bool | None = None
    quotes_hit: bool | None = None
    chosen_first: bool | None = None
    chosen_hit: bool | None = None
    evidence_recall: float | None = None
    note_hit: bool | None = None
    answer_f1: float | None = None
    abstained: bool | None = None
    should_abstain: bool | None = None
    verdict_right: bool | None = None
    verbatim: bool = True


def score_answer(
    gold: GoldQuestion, answer: Answer, chosen: Sequence[str], verbatim: bool
) -> Score:
    """Score an answer.

    Parameters
    ----------
    gold : GoldQuestion
        The question.
    answer : Answer
        What was answered.
    chosen : sequence of str
        The sentences chosen whether or not Opcit abstained, best first.
    verbatim : bool
        Whether every quotation was found in its passage.
    """
    quotes = [quote.text for quote in answer.quotes]
    found = [_hits(gold, text) for text in quotes]
    preferred = [_hits(gold, text) for text in chosen]
    passages = [hit.passage.text for hit in answer.hits[:5]]
    judged = bool(gold.evidence)
    return Score(
        paragraph_in_five=any(any(_hits(gold, p)) for p in passages) if judged else None,
        first_hit=any(found[0]) if judged and found else False if judged else None,
        quotes_hit=any(map(any, found)) if judged else None,
        chosen_first=any(preferred[0]) if judged and preferred else False if judged else None,
        chosen_hit=any(map(any, preferred)) if judged else None,
        evidence_recall=_recall(gold, found) if judged else None,
        note_hit=any(f[0] for f in found) if judged and gold.type == "footnote" else None,
        answer_f1=_answer_f1(gold, answer),
        abstained=not answer.answered,
        should_abstain=not gold.answerable,
        verbatim=verbatim,
    )


def score_check(gold: GoldQuestion, check: Check, verbatim: bool) -> Score:
    """Score a verdict and its evidence."""
    found = [_hits(gold, evidence.text) for evidence in check.evidence]
    judged = bool(gold.evidence)
    return Score(
        first_hit=any(found[0]) if judged and found else False if judged else None,
        quotes_hit=any(map(any, found)) if judged else None,
        evidence_recall=_recall(gold, found) if judged else None,
        verdict_right=check.verdict.value == gold.verdict,
        verbatim=verbatim,
    )


def _hits(gold: GoldQuestion, text: str) -> list[bool]:
    return [any(overlaps(text, form) for form in forms) for forms in gold.evidence]


def _recall(gold: GoldQuestion, found: Sequence[Sequence[bool]]) -> float:
    return sum(any(f[i] for f in found) for i in range(len(gold.evidence))) / len(gold.evidence)


def _answer_f1(gold: GoldQuestion, answer: Answer) -> float | None:
    if gold.type in CHECKED:
        return None
    if not gold.answerable:
        return float(not answer.answered)
    if not answer.answered:
        return 0.0
    given = answer.short_answer.text if answer.short_answer else answer.quotes[0].text
    return answer_f1(given, gold.answers)


@dataclass(frozen=True, slots=True)
class Summary:
    """Averages over questions of one type, or of all.

    Every figure is a share in [0, 1], or None where no question counts; `count` is the number of
    questions. `balanced_abstention` is the mean of the two recalls: abstaining when it should,
    answering when it should.
    """

    type: str
    count: int
    paragraph_in_five: float | None
    chosen_first: float | None
    chosen_hit: float | None
    first_hit: float | None
    quotes_hit: float | None
    evidence_recall: float | None
    note_hit: float | None
    answer_f1: float | None
    right_silence: float | None
    right_answer: float | None
    balanced_abstention: float | None
    verdict_right: float | None
    verbatim: float | None


def summarise(kind: str, scores: Sequence[Score]) -> Summary:
    """Average the scores of one type of question."""
    silent = _mean(s.abstained for s in scores if s.should_abstain)
    spoken = _mean(not s.abstained for s in scores if s.should_abstain is False)
    both = None if silent is None or spoken is None else (silent + spoken) / 2
    averaged = {
        f.name: _mean(getattr(s, f.name) for s in scores)
        for f in fields(Score)
        if f.name not in ("abstained", "should_abstain")
    }
    return Summary(
        type=kind,
        count=len(scores),
        right_silence=silent,
        right_answer=spoken,
        balanced_abstention=both,
        **averaged,
    )


def quoted_verbatim(quotes: Iterable[Quote], texts: dict[str, str]) -> bool:
    """Whether every quotation is the span of its passage that it says it is.

    Parameters
    ----------
    quotes : iterable of Quote
        What was quoted.
    texts : dict of str to str
        Text of every passage by id.
    """
    return all(texts.get(q.passage_id, "")[q.start : q.end] == q.text != "" for q in quotes)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None
