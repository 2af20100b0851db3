"""Checking quotations: whether these are the words of the source, and of that person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Source
from qa.checks.alignment import Place, SourceWords
from qa.checks.authorship import Authorship, authorship
from qa.checks.interrupted import pieces
from qa.checks.parsing import Statement
from qa.checks.quotation_search import PRESENT, Located, QuotationDetail, locate
from qa.model import Difference, Verdict

_PLACES = 40

SpanOf = tuple[str, str, int, int]
"""Source id, passage id, start, end in the passage's text."""

_VERDICTS = {
    QuotationDetail.EXACT: Verdict.SUPPORTED,
    QuotationDetail.TYPOGRAPHIC: Verdict.SUPPORTED,
    QuotationDetail.ALTERED: Verdict.CONTRADICTED,
    QuotationDetail.SPLICED: Verdict.CONTRADICTED,
    QuotationDetail.MISATTRIBUTED: Verdict.CONTRADICTED,
    QuotationDetail.ABSENT: Verdict.NOT_IN_SOURCE,
}
_SEVERITY = list(QuotationDetail)


@dataclass(frozen=True, slots=True)
class QuotationFinding:
    """What was found for a quotation.

    Attributes
    ----------
    detail : QuotationDetail
        How it stands to the source.
    verdict : Verdict
        What follows from that.
    spans : tuple of (source id, passage id, start, end)
        The sentences of the source it was found in, each a span of the passage's text.
    matches : tuple of (source id, passage id, start, end)
        The very words, inside `spans`.
    differences : tuple of Difference
        Where the wording parts.
    confidence : float
        In [0, 1].
    speaker_found : str or None
        Whose words they are, where that was asked.
    """

    detail: QuotationDetail
    verdict: Verdict
    spans: tuple[SpanOf, ...]
    matches: tuple[SpanOf, ...]
    differences: tuple[Difference, ...]
    confidence: float
    speaker_found: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """One quotation found in one source."""

    detail: QuotationDetail
    words: SourceWords
    places: tuple[Place, ...]
    differences: tuple[Difference, ...]
    cover: float
    authorship: Authorship | None = None


class QuotationChecker:
    """Checks quotations against sources, keeping each source's prepared words.

    Safe to share by threads; a source is prepared when it is first asked for.
    """

    def __init__(self) -> None:
        self._prepared: dict[tuple[str, str], SourceWords] = {}

    def prepare(self, source: Source) -> SourceWords:
        """Return the words of a source, made on the first call."""
        key = (source.id, source.sha256)
        words = self._prepared.get(key)
        if words is None:
            words = self._prepared[key] = SourceWords(source)
        return words

    def check(self, statement: Statement, sources: Sequence[Source]) -> QuotationFinding:
        """Find each quotation of a statement; the worst one decides.

        Parameters
        ----------
        statement : Statement
            With one quotation or more.
        sources : sequence of Source
            Where to look.
        """
        library = [self.prepare(source) for source in sources]
        found = [
            _best_found(quotation, statement.attributed_to, library)
            for quotation in statement.quotations
        ]
        return _finding(found)


def check_quotation(statement: Statement, sources: Sequence[Source]) -> QuotationFinding:
    """Check the quotations of a statement, preparing the sources for this one call.

    Raises nothing; a statement without words is absent.
    """
    return QuotationChecker().check(statement, sources)


def _finding(found: Sequence[_Found | None]) -> QuotationFinding:
    """Put the findings of a statement's quotations together."""
    present = [one for one in found if one is not None]
    if len(present) < len(found) or not found:
        detail = QuotationDetail.ABSENT
    else:
        detail = max((one.detail for one in present), key=_SEVERITY.index)
    confidence = min((_confidence(one) for one in present), default=0.9)
    spans = [span for one in present for span in _spans(one, sentences=True)]
    matches = [span for one in present for span in _spans(one, sentences=False)]
    speakers = [one.authorship.speaker for one in present if one.authorship]
    return QuotationFinding(
        detail,
        _VERDICTS[detail],
        tuple(dict.fromkeys(spans)),
        tuple(dict.fromkeys(matches)),
        tuple(difference for one in present for difference in one.differences),
        confidence,
        next((speaker for speaker in speakers if speaker), None),
    )


def _confidence(found: _Found) -> float:
    """How sure a finding is: by the share of telling words found, and by who was named."""
    if found.authorship is not None and found.detail is not QuotationDetail.ALTERED:
        return found.authorship.confidence
    if found.detail in (QuotationDetail.EXACT, QuotationDetail.TYPOGRAPHIC):
        return 0.99
    return min(0.98, 0.5 + abs(found.cover - PRESENT))


def _best_found(
    quotation: str, attributed_to: str | None, library: Sequence[SourceWords]
) -> _Found | None:
    """Return the best of what the sources hold for one quotation, None where none holds it."""
    candidates = []
    for words in library:
        located = locate(quotation, words)
        if located is not None:
            candidates.append(_attributed(located, attributed_to))
    return min(candidates, key=lambda f: (_SEVERITY.index(f.detail), -f.cover), default=None)


def _attributed(located: Located, attributed_to: str | None) -> _Found:
    """Say whether words that stand in the source are the person's they are given to."""
    plain = _Found(
        located.detail, located.words, located.readings[0], located.differences, located.cover
    )
    if not attributed_to or _VERDICTS[located.detail] is not Verdict.SUPPORTED:
        return plain
    readings = located.readings[:_PLACES]
    judged = [_authorship(located.words, places[0], attributed_to) for places in readings]
    best = max(range(len(judged)), key=lambda i: (judged[i].agrees, judged[i].confidence))
    who = judged[best]
    return replace(
        plain,
        detail=located.detail if who.agrees else QuotationDetail.MISATTRIBUTED,
        places=readings[best],
        differences=() if who.agrees else (Difference(attributed_to, _named(who.speaker)),),
        authorship=who,
    )


def _named(speaker: str | None) -> str:
    """Leave out the full stop of the sentence that a name ends."""
    return re.sub(r"(?<=[^\W\d_]{3})\.$", "", speaker or "")


def _authorship(words: SourceWords, place: Place, attributed_to: str) -> Authorship:
    """Judge whose words stand at a place."""
    number, start, end = next(pieces(words, place))
    source = words.source
    return authorship(
        attributed_to,
        source.passages,
        number,
        (start, end),
        author=source.provenance.author,
        title=source.provenance.title,
        held=words,
    )


def _spans(found: _Found, *, sentences: bool) -> Iterator[SpanOf]:
    """Yield the spans found, or the sentences holding them."""
    source = found.words.source
    for place in found.places:
        for number, start, end in pieces(found.words, place):
            passage = source.passages[number]
            if sentences:
                held = [s for s in passage.sentences if s.start < end and start < s.end]
                start = min([start, *(s.start for s in held)])
                end = max([end, *(s.end for s in held)])
            yield source.id, passage.id, start, end
