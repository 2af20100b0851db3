"""The engine: from a question to a quoted answer."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.model import PassageKind, Source, Voice
from index.hit import Hit, Why
from index.search import Index
from qa.answer_parts import answer_parts
from qa.choosing import Chosen, choose, choose_imprints
from qa.errors import BadQuestion
from qa.evidence.ranking import ScoredSentence
from qa.finding import Finder, Judge, Ranker, best_first
from qa.followups.asides import put_alone
from qa.imprint import Facet, asks_of_source, imprint_text
from qa.lookups.looking_up import look_up
from qa.lookups.mentions import asks_for_mentions
from qa.lookups.works import Cited, works_sought
from qa.model import Answer, Check, CheckKind, Exchange, Quote, Verdict
from qa.prose import answer_text
from qa.quoting import make_quote
from qa.short_answer import find_short_answer
from qa.silence.explaining import explain_silence
from qa.spelling import SourceNames
from qa.statements import statement_in, with_evidence
from qa.suggestions import suggest_questions
from qa.verdict import verdict_sentence, worth_saying

_NEAREST = 3


class Checker(Protocol):
    """Judges claims and quotations."""

    def check(
        self,
        text: str,
        kind: CheckKind | None,
        attributed_to: str | None,
        source_ids: Sequence[str] | None,
    ) -> Check:
        """Judge one statement."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A question as understood, and what was found for it.

    Attributes
    ----------
    question : str
        As asked.
    standalone_question : str
        As understood.
    source_ids : tuple of str or None
        The sources asked; None for all.
    hits : tuple of Hit
        The best passages, best first.
    pool : tuple of Hit
        All passages whose sentences were read, best first.
    ranked : tuple of ScoredSentence
        The sentences of the passages found, best first.
    confidence : float
        Probability in [0, 1] that the source answers.
    facet : Facet or None
        What is asked of a source itself, if that is what is asked.
    cited : Cited or None
        What the notes cite, if that is what is asked.
    timing_ms : dict of str to float
        Milliseconds of each stage so far.
    """

    question: str
    standalone_question: str
    source_ids: tuple[str, ...] | None
    hits: tuple[Hit, ...]
    pool: tuple[Hit, ...]
    ranked: tuple[ScoredSentence, ...]
    confidence: float
    facet: Facet | None
    cited: Cited | None
    timing_ms: dict[str, float]


class Engine:
    """Answers questions over an index; safe to share by threads.

    It keeps nothing between calls but the questions it has found to suggest.

    Parameters
    ----------
    index : Index
        Where passages are found.
    ranker : Ranker
        Orders sentences.
    judge : Judge
        Decides between answer and silence.
    checker : Checker
        Judges claims and quotations.
    max_quotes : int
        Most quotations in an answer.
    max_question_length : int
        Longest question read, in code points.
    """

    def __init__(
        self,
        index: Index,
        *,
        ranker: Ranker,
        judge: Judge,
        checker: Checker,
        max_quotes: int = 3,
        max_question_length: int = 2000,
    ) -> None:
        self._index = index
        self._finder = Finder(index, ranker, judge)
        self._judge = judge
        self._checker = checker
        self._max_quotes = max_quotes
        self._max_question_length = max_question_length
        self._names = SourceNames(index.sources.values(), index)
        self._suggested: dict[tuple[str, ...], list[str]] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self._index.sources

    def retrieve(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Retrieval:
        """Understand a question and find its passages.

        Parameters
        ----------
        question : str
            As asked.
        history : sequence of Exchange
            Earlier turns, oldest first.
        source_ids : sequence of str, optional
            The sources to ask; all by default.
        k : int
            Most passages to return.

        Raises
        ------
        BadQuestion
            It is empty or too long.
        UnknownSource
            A source id is not known.
        """
        began = time.perf_counter()
        question = self._checked(question)
        found = self._finder.find(self._names.put_right(question), history, source_ids)
        pool = tuple(best_first(found.hits, found.ranked))
        return Retrieval(
            question=question,
            standalone_question=found.reading.text,
            source_ids=tuple(source_ids) if source_ids is not None else None,
            hits=pool[:k],
            pool=pool,
            ranked=tuple(found.ranked),
            confidence=found.confidence,
            facet=asks_of_source(found.reading.text, follows=bool(history)),
            cited=works_sought(found.reading.text, self._index, source_ids),
            timing_ms={"retrieve": 1000 * (time.perf_counter() - began)},
        )

    def answer(self, retrieval: Retrieval) -> Answer:
        """Choose the sentences that answer, or say that none does.

        Raises
        ------
        UnfaithfulQuotation
            A quotation does not match its source.
        """
        began = time.perf_counter()
        check = self._check_asked(retrieval)
        chosen = self._choose(retrieval, check)
        answered, confidence = self._answered(retrieval, chosen, check)
        quotes = self._quotes(chosen) if answered else ()
        told = retrieval.cited.told if retrieval.cited else ""
        short = None
        if retrieval.cited is None:
            short = find_short_answer(retrieval.standalone_question, quotes, retrieval.ranked)
        answer = Answer(
            question=retrieval.question,
            standalone_question=retrieval.standalone_question,
            answered=answered,
            answer=answer_text(quotes, self.sources, verdict_sentence(check) if check else told)
            if answered
            else self._silence(retrieval, check),
            short_answer=short,
            confidence=confidence,
            quotes=quotes,
            nearest=() if answered or retrieval.facet else retrieval.hits[:_NEAREST],
            hits=_quoted_first(retrieval, chosen) if answered else retrieval.hits,
            told=told if answered else "",
            check=check,
            parts=answer_parts(retrieval.standalone_question, quotes, short),
        )
        timing = retrieval.timing_ms | {"answer": 1000 * (time.perf_counter() - began)}
        return replace(answer, timing_ms=timing | {"total": sum(timing.values())})

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Answer:
        """Retrieve, then answer."""
        return self.answer(self.retrieve(question, history=history, source_ids=source_ids, k=k))

    def preferred_sentences(self, retrieval: Retrieval) -> list[str]:
        """List what would be quoted if the source were taken to answer, best first."""
        chosen = self._choose(retrieval, self._check_asked(retrieval))
        return [span.passage.text[span.start : span.end] for span in chosen]

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        source_ids: Sequence[str] | None = None,
        kinds: Sequence[PassageKind] | None = None,
        voices: Sequence[Voice] | None = None,
        speaker: str | None = None,
    ) -> list[Hit]:
        """Find passages, best first.

        Raises
        ------
        BadQuestion
            The query is empty or too long.
        UnknownSource
            A source id is not known.
        """
        return self._index.search(
            self._checked(query),
            k=k,
            source_ids=source_ids,
            kinds=kinds,
            voices=voices,
            speaker=speaker,
        )

    def check(
        self,
        text: str,
        *,
        kind: CheckKind | None = None,
        attributed_to: str | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> Check:
        """Judge a claim or a quotation; None lets the text decide which it is.

        Raises
        ------
        BadQuestion
            The text is empty or too long.
        UnknownSource
            A source id is not known.
        """
        statement = self._checked(text, "statement")
        return self._checker.check(statement, kind, attributed_to, source_ids)

    def suggestions(self, source_ids: Sequence[str] | None = None) -> list[str]:
        """Up to three questions the sources are known to answer."""
        wanted = tuple(i for i in source_ids or self.sources if i in self.sources)
        if wanted not in self._suggested:
            sources = [self.sources[i] for i in wanted]
            self._suggested[wanted] = suggest_questions(sources, self._answers_with)
        return self._suggested[wanted]

    def _checked(self, text: str, what: str = "question") -> str:
        text = " ".join(text.split())
        if not any(character.isalnum() for character in text):
            raise BadQuestion(f"The {what} is empty.", "Put it in words.")
        if len(text) > self._max_question_length:
            raise BadQuestion(
                f"The {what} has {len(text):,} characters; "
                f"at most {self._max_question_length:,} are read.",
                "Take one thing at a time.",
            )
        return text

    def _check_asked(self, retrieval: Retrieval) -> Check | None:
        """Judge what the question puts to the sources; words that no source has decide nothing."""
        asked = put_alone(retrieval.question, retrieval.standalone_question)
        statement = statement_in(asked)
        if statement is None:
            return None
        check = self._checker.check(statement.text, statement.kind, None, retrieval.source_ids)
        told = (statement.decides or check.evidence) and worth_saying(check)
        return check if told else None

    def _choose(self, retrieval: Retrieval, check: Check | None) -> list[Chosen]:
        question, limit = retrieval.standalone_question, self._max_quotes
        if retrieval.facet is not None:
            return choose_imprints(
                retrieval.facet, self._index, limit=limit, source_ids=retrieval.source_ids
            )
        if retrieval.cited is not None:
            return list(retrieval.cited.spans[:limit])
        chosen = choose(
            question,
            retrieval.hits,
            retrieval.ranked,
            self._index,
            limit=limit,
            source_ids=retrieval.source_ids,
        )
        unsure = retrieval.confidence < self._judge.threshold
        noted = any(span.looked_up for span in chosen)
        asked, sources = put_alone(retrieval.question, question), retrieval.source_ids
        found = look_up(asked, retrieval.ranked, self._index, sources, noted=noted, unsure=unsure)
        # What speaks of something is all that tells of it.
        chosen = found[:limit] or ([] if asks_for_mentions(asked) and not noted else chosen)
        if check is None or check.verdict is Verdict.NOT_IN_SOURCE:
            return chosen
        return with_evidence(question, check, chosen, self._index, limit=limit)

    def _answered(
        self, retrieval: Retrieval, chosen: Sequence[Chosen], check: Check | None
    ) -> tuple[bool, float]:
        """Tell whether what was chosen answers, and how sure that is."""
        threshold, confidence = self._judge.threshold, retrieval.confidence
        if check is not None and check.verdict is Verdict.NOT_IN_SOURCE:
            return False, min(confidence, 1 - check.confidence)
        if retrieval.cited is not None:
            return bool(chosen), float(bool(chosen))
        if any(span.looked_up for span in chosen):
            return True, max(confidence, threshold)
        if retrieval.facet is not None:
            return False, 0.0
        return bool(chosen) and confidence >= threshold, confidence

    def _quotes(self, chosen: Iterable[Chosen]) -> tuple[Quote, ...]:
        return tuple(
            make_quote(
                self.sources[span.passage.source_id],
                span.passage,
                span.start,
                span.end,
                number=number,
                score=span.score,
            )
            for number, span in enumerate(chosen, 1)
        )

    def _answers_with(self, question: str, passage_id: str) -> float:
        """Confidence that a question is answered from a passage; 0 when it is not."""
        answer = self.ask(question)
        found = answer.answered and any(q.passage_id == passage_id for q in answer.quotes[:1])
        return answer.confidence if found else 0.0

    def _silence(self, retrieval: Retrieval, check: Check | None) -> str:
        if check is not None and check.kind is CheckKind.QUOTE:
            return verdict_sentence(check)
        if retrieval.cited is not None:
            return retrieval.cited.told
        sources = [self.sources[i] for i in retrieval.source_ids or self.sources]
        if retrieval.facet is not None:
            return imprint_text(sources, retrieval.facet)
        return explain_silence(
            retrieval.standalone_question,
            retrieval.hits[:_NEAREST],
            retrieval.ranked,
            self._index,
            sources,
        )


def _quoted_first(retrieval: Retrieval, chosen: Sequence[Chosen]) -> tuple[Hit, ...]:
    """Put the passages quoted before the others; a note looked up by its mark joins them."""
    found = {hit.passage.id: hit for hit in retrieval.pool}
    spans = {span.passage.id: span for span in reversed(chosen)}
    quoted = [
        found.get(span.passage.id) or Hit(0, span.score, span.passage, Why(0.0, 0.0))
        for span in dict.fromkeys(spans[span.passage.id] for span in chosen)
    ]
    others = [hit for hit in retrieval.hits if hit.passage.id not in spans]
    hits = (quoted + others)[: max(len(retrieval.hits), len(quoted))]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))
