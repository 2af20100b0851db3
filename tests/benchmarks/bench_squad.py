"""Short history articles asked the questions of SQuAD 2.0, half of them unanswerable.

Run it as `python tests/benchmarks/bench_squad.py [--sample N]`. No part of Opcit was trained on
these articles. Systems made for SQuAD are handed the paragraph that a question was written about;
Opcit is asked twice: over the whole article, which it is made for, and of that paragraph alone.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import area_under_curve, brier_score, decimal, markdown, mean, percent
from measuring import (
    Asked,
    Engines,
    ask,
    evenly,
    measuring_data,
    options,
    read_json,
    save_probabilities,
)
from squad_measures import exact_match, token_f1

from corpus.model import Passage
from qa.evaluation.questions import GoldQuestion
from qa.model import Answer
from qa.training.squad import HISTORY
from qa.training.texts import make_source

SYSTEMS = {
    "BERT": "v2.0_BERT.json.gz",
    "nlnet": "v2.0_nlnet.json.gz",
    "BiDAF, self-attention, ELMo": "v2.0_BiDAF_plus_Self_Attention_plus_ELMo.json.gz",
}
MOST_SENTENCES = 2
"""Where the answer's words stand in more sentences than these, the right one cannot be told."""

_FINDING = ("paragraph in 5", "sentence first", "among three")
_SILENCE = ("silent when it should", "answers when it should", "balanced", "AUC", "Brier")
_WORDS = ("EM", "F1", "EM, answerable", "F1, answerable")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the article and the number of the paragraph it was written about."""

    article: str
    paragraph: int
    gold: GoldQuestion

    @property
    def accepted(self) -> tuple[str, ...]:
        """The answers accepted."""
        return self.gold.answers


@dataclass(frozen=True, slots=True)
class Given:
    """What a system said: its words, empty for silence; and Opcit's whole answer."""

    question: Question
    words: str
    asked: Asked | None = None


def questions_of(article: dict[str, Any]) -> list[Question]:
    """List the questions of an article."""
    source = make_source(article["title"], [p["context"] for p in article["paragraphs"]])
    return [
        Question(article["title"], number, _gold(question, passage))
        for number, (paragraph, passage) in enumerate(
            zip(article["paragraphs"], source.passages, strict=True)
        )
        for question in paragraph["qas"]
    ]


def _gold(question: dict[str, Any], passage: Passage) -> GoldQuestion:
    answers = tuple(dict.fromkeys(answer["text"] for answer in question["answers"]))
    sentences = [passage.text[s.start : s.end] for s in passage.sentences]
    right = [s for s in sentences if any(answer in s for answer in answers)]
    return GoldQuestion(
        id=question["id"],
        type="answerable" if answers else "unanswerable",
        question=question["question"],
        history=(),
        evidence=tuple((s,) for s in right) if len(right) <= MOST_SENTENCES else (),
        answers=answers,
        notes=frozenset(),
        answerable=not question["is_impossible"],
        verdict="",
    )


def words_of(answer: Answer) -> str:
    """Return the short answer, or the first quotation where none stands out; empty for silence."""
    if not answer.answered:
        return ""
    return answer.short_answer.text if answer.short_answer else answer.quotes[0].text


def over_article(
    engines: Engines, article: dict[str, Any], questions: Sequence[Question]
) -> Iterator[Given]:
    """Ask an article, which is one source."""
    source = make_source(article["title"], [p["context"] for p in article["paragraphs"]])
    with engines.over(source) as engine:
        for question in questions:
            asked = ask(engine, question.gold)
            yield Given(question, words_of(asked.answer), asked)


def over_paragraph(
    engines: Engines, article: dict[str, Any], questions: Sequence[Question]
) -> Iterator[Given]:
    """Ask only the paragraph a question is about: each is a source of its own in one library."""
    sources = [
        make_source(f"{article['title']}-{number}", [paragraph["context"]])
        for number, paragraph in enumerate(article["paragraphs"])
    ]
    with engines.over(*sources) as engine:
        for question in questions:
            asked = ask(engine, question.gold, [sources[question.paragraph].id])
            yield Given(question, words_of(asked.answer), asked)


def row(name: str, given: Sequence[Given], *, finds: bool = False) -> list[str]:
    """Make the row of a system."""
    answerable = [g for g in given if g.question.gold.answerable]
    silent = mean(not g.words for g in given if not g.question.gold.answerable)
    speaks = mean(bool(g.words) for g in answerable)
    balanced = None if silent is None or speaks is None else (silent + speaks) / 2
    asked = [g.asked for g in given if g.asked]
    sure, truth = [a.answer.confidence for a in asked], [a.gold.answerable for a in asked]
    finding = [
        mean(_in_five(g) for g in answerable) if finds else None,
        mean(a.score.chosen_first for a in asked),
        mean(a.score.chosen_hit for a in asked),
    ]
    return [
        name,
        *map(percent, [*finding, silent, speaks, balanced]),
        decimal(area_under_curve(sure, truth)),
        decimal(brier_score(sure, truth) if asked else None, 3),
        *(
            decimal(100 * (mean(measure(g.words, g.question.accepted) for g in some) or 0), 1)
            for some in (given, answerable)
            for measure in (exact_match, token_f1)
        ),
    ]


def _in_five(given: Given) -> bool:
    hits = given.asked.answer.hits[:5] if given.asked else ()
    return any(hit.passage.paragraph == given.question.paragraph + 1 for hit in hits)


def main(arguments: Sequence[str]) -> None:
    """Ask, and print a row for each system."""
    chosen = options(__doc__, arguments)
    folder = measuring_data("squad")
    if folder is None:
        return
    articles = [a for a in read_json(folder / "dev-v2.0.json.gz")["data"] if a["title"] in HISTORY]
    every = evenly([q for article in articles for q in questions_of(article)], chosen.sample)
    engines, found, read = Engines(), [], []
    for article in articles:
        own = [question for question in every if question.article == article["title"]]
        found += over_article(engines, article, own)
        read += over_paragraph(engines, article, own)
    save_probabilities(chosen.save, [g.question.article for g in found], [g.asked for g in found])
    rows = [
        row("Opcit, over the article", found, finds=True),
        row("Opcit, of the paragraph", read),
        *(
            _stored(name, folder / "baseline_predictions" / file, every)
            for name, file in SYSTEMS.items()
        ),
    ]
    unanswerable = sum(not question.gold.answerable for question in every)
    sys.stdout.write(f"{len(every):,} questions, {unanswerable:,} of them unanswerable\n\n")
    sys.stdout.write(markdown(["", *_FINDING, *_SILENCE, *_WORDS], rows))


def _stored(name: str, path: Path, questions: Sequence[Question]) -> list[str]:
    predictions = read_json(path)
    return row(f"{name}, of the paragraph", [Given(q, predictions[q.gold.id]) for q in questions])


if __name__ == "__main__":
    main(sys.argv[1:])
