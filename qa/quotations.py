"""Checking quotations: are these the source's words, and are they that person's?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from corpus.model import Source
from qa.alignment import Edit, Place, SourceWords, fold, words_of
from qa.authorship import Authorship, authorship
from qa.checking import Statement
from qa.model import Difference, Verdict

_PRESENT = 0.5
_SPLICE_WORDS = 4
_SPLICE_COVER = 0.85
_GAP_PASSAGES = 1
_PLACES = 40
_CUT = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.(?:\s?\.)?)(?:\s*\])?\s*|\[[^\]]*\]")
_NEGATION = frozenset("not no never none nor neither without cannot nothing nobody hardly".split())

SpanOf = tuple[str, str, int, int]


class QuotationDetail(StrEnum):
    """How a quotation stands to the source."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ALTERED = "altered"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"


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
    return min(0.98, 0.5 + abs(found.cover - _PRESENT))


def _best_found(
    quotation: str, attributed_to: str | None, library: Sequence[SourceWords]
) -> _Found | None:
    """Return the best of what the sources hold for one quotation, None where none holds it."""
    candidates = []
    for words in library:
        found = _locate(quotation, attributed_to, words)
        if found is not None:
            candidates.append(found)
    return min(candidates, key=lambda f: (_SEVERITY.index(f.detail), -f.cover), default=None)


def _locate(quotation: str, attributed_to: str | None, words: SourceWords) -> _Found | None:
    """Find one quotation in one source."""
    parts = [list(words_of(part)) for part in _CUT.split(quotation)]
    parts = [part for part in parts if part]
    if not parts or not len(words):
        return None
    ids = [words.lookup([word for word, _, _ in part]) for part in parts]
    whole = np.concatenate(ids)
    standing = _standing(words, ids)
    if standing:
        exact = [places for places in standing if _verbatim(quotation, words, places)]
        detail = QuotationDetail.EXACT if exact else QuotationDetail.TYPOGRAPHIC
        return _attributed(_Found(detail, words, (exact or standing)[0], (), 1.0), standing, attributed_to)
    return _changed(quotation, attributed_to, words, ids, whole)


def _standing(words: SourceWords, ids: list[NDArray[np.int64]]) -> list[tuple[Place, ...]]:
    """Return where all parts of a quotation stand word for word, in order and close by."""
    runs = [words.runs(part) for part in ids]
    if any(not len(run) for run in runs):
        return []
    found = []
    for start in runs[0][:_PLACES]:
        chain = [int(start)]
        for before, run in zip(ids, runs[1:], strict=False):
            low = chain[-1] + len(before)
            later = run[run >= low]
            if not len(later) or not _near(words, low - 1, int(later[0])):
                break
            chain.append(int(later[0]))
        if len(chain) == len(ids) and _honest(words, chain, ids):
            found.append(tuple(_whole(at, len(part)) for at, part in zip(chain, ids, strict=True)))
    return found


def _near(words: SourceWords, left: int, right: int) -> bool:
    """Whether what an ellipsis leaves out lies within a passage, or between neighbours."""
    numbers = words.passage_numbers
    return int(numbers[right] - numbers[left]) <= _GAP_PASSAGES


def _honest(words: SourceWords, chain: list[int], ids: list[NDArray[np.int64]]) -> bool:
    """Whether no ellipsis hides just a negation."""
    for at, following, part in zip(chain, chain[1:], ids, strict=False):
        hidden = words.folded(at + len(part), following)
        if 0 < len(hidden) <= 2 and _NEGATION & set(hidden):
            return False
    return True


def _whole(start: int, length: int) -> Place:
    return Place(start, start + length, (), np.ones(length, np.bool_), 0.0)


def _verbatim(quotation: str, words: SourceWords, places: tuple[Place, ...]) -> bool:
    """Whether a quotation stands character for character where its words stand."""
    if len(places) > 1:
        return False
    pieces = list(_pieces(words, places[0]))
    bare = quotation.strip().strip(".,;:!?—–- ").strip()
    return any(bare in words.source.passages[number].text for number, _, _ in pieces)


def _changed(
    quotation: str,
    attributed_to: str | None,
    words: SourceWords,
    ids: list[NDArray[np.int64]],
    whole: NDArray[np.int64],
) -> _Found | None:
    """Find a quotation that doesn't stand word for word: altered, spliced, or absent."""
    weights = words.weights(whole)
    cuts = set(np.cumsum([len(part) for part in ids])[:-1].tolist())
    surfaces = [s for part in _CUT.split(quotation) for s in _surfaces(part)]
    best: tuple[float, Place, list[Edit]] | None = None
    for place in words.nearest(whole):
        edits = [e for e in place.edits if not _excused(e, cuts, surfaces, words)]
        cover = float(weights[place.matched].sum() / weights.sum())
        if best is None or (bool(edits), place.cost) < (bool(best[2]), best[1].cost):
            best = (cover, place, edits)
    if best is not None and not best[2] and best[0] >= _PRESENT:
        found = _Found(QuotationDetail.TYPOGRAPHIC, words, (best[1],), (), 1.0)
        return _attributed(found, [(best[1],)], attributed_to)
    spliced = _spliced(words, whole, best[1] if best else None)
    if spliced:
        return _Found(QuotationDetail.SPLICED, words, tuple(spliced), (), 1.0)
    if best is None or best[0] < _PRESENT:
        return None
    differences = tuple(_difference(edit, surfaces, words) for edit in best[2])
    return _Found(QuotationDetail.ALTERED, words, (best[1],), differences, best[0])


def _surfaces(text: str) -> list[str]:
    return [text[start:end] for _, start, end in words_of(text)]


def _excused(edit: Edit, cuts: set[int], surfaces: list[str], words: SourceWords) -> bool:
    """Whether a difference is no change of wording."""
    claimed = "".join(fold(s) for s in surfaces[edit.start : edit.end])
    hidden = words.folded(edit.source_start, edit.source_end)
    if claimed:
        return claimed == "".join(hidden)
    if edit.start in cuts:
        return not (len(hidden) <= 2 and _NEGATION & set(hidden))
    left, right = edit.source_start - 1, edit.source_end
    if left < 0 or right >= len(words):
        return False
    if words.passage_numbers[left] != words.passage_numbers[right]:
        return False
    text = words.source.passages[int(words.passage_numbers[left])].text
    between = text[int(words.spans[left][1]) : int(words.spans[right][0])].strip(" ,.;:!?—–-")
    return bool(re.fullmatch(r"[”’\"'].*[“‘\"']|\[.*\]", between, re.DOTALL))


def _difference(edit: Edit, surfaces: list[str], words: SourceWords) -> Difference:
    """Return a difference in the words of both sides."""
    claimed = " ".join(surfaces[edit.start : edit.end])
    if edit.source_start == edit.source_end:
        return Difference(claimed, "")
    pieces = [
        words.source.passages[number].text[start:end]
        for number, start, end in _pieces(words, _range(edit.source_start, edit.source_end))
    ]
    return Difference(claimed, " ".join(pieces))


def _range(start: int, end: int) -> Place:
    return Place(start, end, (), np.zeros(0, np.bool_), 0.0)


def _spliced(words: SourceWords, ids: NDArray[np.int64], best: Place | None) -> list[Place]:
    """Return the places a quotation is joined from, none where it is of one piece."""
    places, at, covered = [], 0, 0
    while at < len(ids):
        length, start = words.longest_run(ids[at:])
        if length >= _SPLICE_WORDS:
            places.append(_whole(start, length))
            covered += length
        at += max(1, length)
    if len(places) < 2 or covered < _SPLICE_COVER * len(ids):
        return []
    if best is not None and best.matched.sum() >= covered - 1:
        return []
    return places


def _attributed(
    found: _Found, standing: Sequence[tuple[Place, ...]], attributed_to: str | None
) -> _Found:
    """Say whether words that stand in the source are the person's they are given to."""
    if not attributed_to:
        return found
    judged = []
    for places in standing[:_PLACES]:
        number, start, end = next(_pieces(found.words, places[0]))
        judged.append(
            authorship(
                attributed_to,
                found.words.source.passages,
                number,
                (start, end),
                author=found.words.source.provenance.author,
            )
        )
    best = max(range(len(judged)), key=lambda i: (judged[i].agrees, judged[i].confidence))
    verdict = judged[best]
    detail = found.detail if verdict.agrees else QuotationDetail.MISATTRIBUTED
    differences = () if verdict.agrees else (Difference(attributed_to, verdict.speaker or ""),)
    return _Found(detail, found.words, standing[best], differences, found.cover, verdict)


def _pieces(words: SourceWords, place: Place) -> Iterator[tuple[int, int, int]]:
    """Yield the spans a place covers, passage by passage: number, start, end."""
    numbers = words.passage_numbers[place.start : place.end]
    for number in np.unique(numbers):
        inside = np.flatnonzero(numbers == number) + place.start
        yield int(number), int(words.spans[inside[0]][0]), int(words.spans[inside[-1]][1])


def _spans(found: _Found, *, sentences: bool) -> Iterator[SpanOf]:
    """Yield the spans found, or the sentences holding them."""
    source = found.words.source
    for place in found.places:
        for number, start, end in _pieces(found.words, place):
            passage = source.passages[number]
            if sentences:
                held = [s for s in passage.sentences if s.start < end and start < s.end]
                start = min([start, *(s.start for s in held)])
                end = max([end, *(s.end for s in held)])
            yield source.id, passage.id, start, end
