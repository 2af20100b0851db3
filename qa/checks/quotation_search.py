"""Finding a quotation in a source: word for word, changed, or joined from several places."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from qa.checks.alignment import Edit, Place, SourceWords, fold, words_of
from qa.checks.interrupted import across_tag, of_one_voice, pieces
from qa.model import Difference

PRESENT = 0.5
"""Share of a quotation's telling words that must stand in one place for it to be altered rather
than absent: on quotations people checked, altered ones had 0.56 or more, invented ones 0.39 or
less."""

_SPLICE_WORDS = 4
_SPLICE_COVER = 0.85
_GAP_PASSAGES = 1
_PLACES = 40
_CUT = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.(?:\s?\.)?)(?:\s*\])?\s*|\[[^\]]*\]")
_NEGATION = frozenset("not no never none nor neither without cannot nothing nobody hardly".split())


class QuotationDetail(StrEnum):
    """How a quotation stands to the source."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ALTERED = "altered"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation found in one source.

    Attributes
    ----------
    detail : QuotationDetail
        Exact, typographic, altered or spliced.
    words : SourceWords
        The source.
    readings : tuple of tuple of Place
        Where it stands, each a place for every part of it; the first is the one to show.
    differences : tuple of Difference
        Where the wording parts.
    cover : float
        Share of its telling words that stand there, in [0, 1].
    """

    detail: QuotationDetail
    words: SourceWords
    readings: tuple[tuple[Place, ...], ...]
    differences: tuple[Difference, ...]
    cover: float


def locate(quotation: str, words: SourceWords) -> Located | None:
    """Find one quotation in one source, None where the source does not hold it.

    Parameters
    ----------
    quotation : str
        Its words, without the marks around it; "…" and "[...]" stand for words left out.
    words : SourceWords
        Where to look.
    """
    parts = [list(words_of(part)) for part in _CUT.split(quotation)]
    parts = [part for part in parts if part]
    if not parts or not len(words):
        return None
    ids = [words.lookup([word for word, _, _ in part]) for part in parts]
    standing = _standing(words, ids)
    if not standing:
        return _changed(quotation, words, ids)
    of_one = [places for places in standing if of_one_voice(words, places)]
    if not of_one:
        return Located(QuotationDetail.SPLICED, words, tuple(standing), (), 1.0)
    standing = of_one
    exact = [places for places in standing if _verbatim(quotation, words, places)]
    detail = QuotationDetail.EXACT if exact else QuotationDetail.TYPOGRAPHIC
    rest = [places for places in standing if places not in exact]
    return Located(detail, words, (*exact, *rest), (), 1.0)


def _standing(words: SourceWords, ids: list[NDArray[np.int64]]) -> list[tuple[Place, ...]]:
    """Return where all parts of a quotation stand word for word, in order and close by."""
    runs = [words.runs(part) for part in ids]
    if any(not len(run) for run in runs):
        return []
    tightest: dict[int, list[int]] = {}
    for start in runs[0]:
        chain = [int(start)]
        for before, run in zip(ids, runs[1:], strict=False):
            low = chain[-1] + len(before)
            later = run[run >= low]
            if not len(later) or not _near(words, low - 1, int(later[0])):
                break
            chain.append(int(later[0]))
        if len(chain) == len(ids):
            tightest[chain[-1]] = chain
    honest = [chain for chain in tightest.values() if _honest(words, chain, ids)][:_PLACES]
    return [
        tuple(_whole(at, len(part)) for at, part in zip(chain, ids, strict=True))
        for chain in honest
    ]


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
    bare = quotation.strip().strip(".,;:!?—–- ").strip()
    return any(
        bare in words.source.passages[number].text for number, _, _ in pieces(words, places[0])
    )


def _changed(quotation: str, words: SourceWords, ids: list[NDArray[np.int64]]) -> Located | None:
    """Find a quotation that doesn't stand word for word: altered, spliced, or absent."""
    whole = np.concatenate(ids)
    weights = words.weights(whole)
    cuts = set(np.cumsum([len(part) for part in ids])[:-1].tolist())
    surfaces = [surface for part in _CUT.split(quotation) for surface in _surfaces(part)]
    candidates = [
        (place, [e for e in place.edits if not _excused(e, cuts, surfaces, words)])
        for place in words.nearest(whole)
    ]
    best = min(candidates, key=lambda c: (bool(c[1]), c[0].cost), default=None)
    cover = float(weights[best[0].matched].sum() / weights.sum()) if best else 0.0
    if best and not best[1] and cover >= PRESENT:
        place = _without_tags(best[0], surfaces, words)
        return Located(QuotationDetail.TYPOGRAPHIC, words, ((place,),), (), 1.0)
    joined = _spliced(words, whole, best[0] if best else None)
    if joined:
        return Located(QuotationDetail.SPLICED, words, (tuple(joined),), (), 1.0)
    if best is None or cover < PRESENT:
        return None
    differences = tuple(_difference(edit, surfaces, words) for edit in best[1])
    return Located(QuotationDetail.ALTERED, words, ((best[0],),), differences, cover)


def _without_tags(place: Place, surfaces: list[str], words: SourceWords) -> Place:
    """Leave out the tag beyond which the first or last words of a quotation stand."""
    for edit in place.edits:
        claimed = "".join(fold(s) for s in surfaces[edit.start : edit.end])
        if not claimed or not across_tag(words, edit, claimed):
            continue
        if edit.start == 0:
            place = replace(place, start=edit.source_end)
        elif edit.end == len(surfaces):
            place = replace(place, end=edit.source_start)
    return place


def _surfaces(text: str) -> list[str]:
    return [text[start:end] for _, start, end in words_of(text)]


def _excused(edit: Edit, cuts: set[int], surfaces: list[str], words: SourceWords) -> bool:
    """Whether a difference is no change of wording."""
    claimed = "".join(fold(s) for s in surfaces[edit.start : edit.end])
    hidden = words.folded(edit.source_start, edit.source_end)
    if claimed:
        return claimed == "".join(hidden) or across_tag(words, edit, claimed)
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
    stretches = [
        words.source.passages[number].text[start:end]
        for number, start, end in pieces(words, _range(edit.source_start, edit.source_end))
    ]
    return Difference(claimed, " ".join(stretches))


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
