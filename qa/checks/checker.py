"""Judging statements: a quotation by its wording and its speaker, a claim by the evidence."""

from collections.abc import Iterable, Sequence

from index.search import Index
from qa.checks.beside import Beside
from qa.checks.claims import ClaimFinding, ClaimJudge, same_words
from qa.checks.compare import Aspect
from qa.checks.differing import Told, differing
from qa.checks.explaining import explained
from qa.checks.overturning import overturning
from qa.checks.parsing import Statement, parse_statement
from qa.checks.parts import parts_of
from qa.checks.played import only_open
from qa.checks.quotation_search import QuotationDetail
from qa.checks.quotations import QuotationChecker, QuotationFinding
from qa.checks.voiced import given_to_author
from qa.checks.whole import whole_of
from qa.evidence.ranking import ScoredSentence, SentenceRanker
from qa.model import Check, CheckKind, Difference, Evidence, PartCheck, Stance, Verdict
from qa.quoting import make_evidence

_DEPTH = 60
_MOST_EVIDENCE = 3


class StatementChecker:
    """Judges claims and quotations over an index.

    Parameters
    ----------
    index : Index
        Where evidence is found.
    ranker : SentenceRanker
        Orders sentences.
    judge : ClaimJudge
        Tells what they say of a claim.
    """

    def __init__(self, index: Index, ranker: SentenceRanker, judge: ClaimJudge) -> None:
        self._index = index
        self._ranker = ranker
        self._judge = judge
        self._quotations = QuotationChecker()

    def check(
        self,
        text: str,
        kind: CheckKind | None = None,
        attributed_to: str | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> Check:
        """Judge one statement.

        Parameters
        ----------
        text : str
            A claim, a quotation, or a question about either.
        kind : CheckKind, optional
            Which it is; None lets the text decide.
        attributed_to : str, optional
            Whom a quotation is given to; None lets the text say.
        source_ids : sequence of str, optional
            The sources to look in; all by default.
        """
        statement = parse_statement(text, kind=kind, attributed_to=attributed_to)
        if statement.kind is CheckKind.QUOTE:
            return self._check_quotation(statement, source_ids)
        return self._check_claim(statement, source_ids)

    def _check_quotation(self, statement: Statement, source_ids: Sequence[str] | None) -> Check:
        asked = self._index.sources if source_ids is None else source_ids
        sources = [self._index.sources[source_id] for source_id in asked]
        finding = self._quotations.check(statement, sources)
        aspect = Aspect.SPEAKER if finding.detail is QuotationDetail.MISATTRIBUTED else None
        return Check(
            kind=CheckKind.QUOTE,
            verdict=finding.verdict,
            detail=finding.detail.value,
            confidence=finding.confidence,
            evidence=tuple(self._quoted(finding)),
            differences=tuple(explained(aspect, each) for each in finding.differences),
            parts=tuple(self._judged(claim, source_ids) for claim in statement.beside),
        )

    def _quoted(self, finding: QuotationFinding) -> Iterable[Evidence]:
        stance = Stance.FOR if finding.verdict is Verdict.SUPPORTED else Stance.AGAINST
        for number, span in enumerate(finding.spans[:_MOST_EVIDENCE], 1):
            source_id, passage_id, start, end = span
            yield make_evidence(
                self._index.sources[source_id],
                self._index.passage(passage_id),
                start,
                end,
                number=number,
                score=finding.confidence,
                stance=stance,
            )

    def _check_claim(self, statement: Statement, source_ids: Sequence[str] | None) -> Check:
        texts = parts_of(statement.claim)
        parts = tuple(self._judged(text, source_ids) for text in texts) if len(texts) > 1 else ()
        whole = whole_of(self._judged(statement.claim, source_ids), parts, _MOST_EVIDENCE)
        return Check(
            kind=CheckKind.CLAIM,
            verdict=whole.verdict,
            detail=whole.detail,
            confidence=whole.confidence,
            evidence=whole.evidence,
            differences=whole.differences,
            parts=parts,
        )

    def _judged(self, claim: str, source_ids: Sequence[str] | None) -> PartCheck:
        """Judge a claim, or a part of one, undivided."""
        index = self._index
        encoded = index.encoder.encode_question(claim)
        hits = index.search(claim, k=_DEPTH, source_ids=source_ids, encoded=encoded)
        ranked = self._ranker.rank(claim, encoded, hits, index)
        finding = self._judge.judge(claim, ranked)
        detail = "absent" if finding.verdict is Verdict.NOT_IN_SOURCE else "paraphrase"
        evidence = finding.evidence[:_MOST_EVIDENCE]
        differences: tuple[Difference, ...] = ()
        if evidence and same_words(claim, evidence[0][0].text):
            detail = QuotationDetail.EXACT.value
        if finding.verdict is Verdict.CONTRADICTED:
            against = [pair for pair in evidence if pair[1] is Stance.AGAINST]
            told = [Told(scored.text, scored.sentence.speaker) for scored, _ in against]
            apart = differing(claim, told)
            detail, differences = apart.detail, apart.differences
            # The sentence that says otherwise is read first.
            evidence = tuple(sorted(evidence, key=lambda pair: pair != against[apart.at]))
        verdict = finding.verdict
        if verdict is Verdict.SUPPORTED and (wrong := self._overturns(claim, finding)):
            scored, apart_by = wrong
            verdict, detail, differences = Verdict.CONTRADICTED, apart_by.aspect, (apart_by,)
            evidence = ((scored, Stance.AGAINST),)
        elif verdict is Verdict.SUPPORTED and any(_leaves_open(claim, s) for s in finding.deciding):
            verdict, detail, evidence = Verdict.NOT_IN_SOURCE, "absent", ()
        return PartCheck(
            text=claim,
            verdict=verdict,
            detail=detail,
            confidence=finding.confidence,
            evidence=tuple(self._bearing(evidence)),
            differences=differences,
        )

    def _overturns(
        self, claim: str, finding: ClaimFinding
    ) -> tuple[ScoredSentence, Difference] | None:
        """Tell what a rule sees that the reader does not, in the sentences it goes by."""
        another = self._of_another(claim, finding.evidence[0][0])
        if another:
            return finding.evidence[0][0], another
        for scored in finding.deciding:
            told = Told(scored.text, scored.sentence.speaker)
            found = overturning(claim, told, scored.passage.text)
            if found:
                return scored, found
        return None

    def _of_another(self, claim: str, scored: ScoredSentence) -> Difference | None:
        """Tell whose words bear a claim out that gives them to the author."""
        sentence = scored.sentence
        source = self._index.sources[scored.passage.source_id]
        author = given_to_author(claim, sentence, source)
        if not author:
            return None
        return explained(Aspect.SPEAKER, Difference(author, sentence.speaker or ""))

    def _bearing(self, evidence: Iterable[tuple[ScoredSentence, Stance]]) -> Iterable[Evidence]:
        for number, (scored, stance) in enumerate(evidence, 1):
            yield make_evidence(
                self._index.sources[scored.passage.source_id],
                scored.passage,
                scored.sentence.start,
                scored.sentence.end,
                number=number,
                score=scored.score,
                stance=stance,
            )


def _leaves_open(claim: str, scored: ScoredSentence) -> bool:
    return only_open(Beside(claim, scored.text))
