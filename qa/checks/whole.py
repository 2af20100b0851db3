"""The verdict on a compound claim, from its own and from those on its parts."""

from collections.abc import Sequence
from dataclasses import replace

from qa.model import Evidence, PartCheck, Verdict

_SURE = 0.6
"""How sure the verdicts on all parts must be to bear out a whole that no sentence does."""
_SURE_FOR, _SURE_AGAINST = 0.5, 0.5
"""How sure they must be where a sentence contradicts the whole; and one, where one bears it out."""


def whole_of(undivided: PartCheck, parts: Sequence[PartCheck], most: int) -> PartCheck:
    """Judge a compound claim.

    Where a sentence bears on the whole of it, that decides, unless the parts surely say otherwise:
    a reader loses its way in long claims. Where none does, the parts decide: one that is
    contradicted, or all of them surely supported. Otherwise the source does not say.

    Parameters
    ----------
    undivided : PartCheck
        What was found for the claim as it stands.
    parts : sequence of PartCheck
        What was found for its parts; none where it isn't compound.
    most : int
        Most quotations.
    """
    if not parts:
        return undivided
    against = [part for part in parts if part.verdict is Verdict.CONTRADICTED]
    surest = max(against, key=lambda part: part.confidence, default=None)
    untold = undivided.verdict is Verdict.NOT_IN_SOURCE
    if surest and (
        untold or undivided.verdict is Verdict.SUPPORTED and surest.confidence >= _SURE_AGAINST
    ):
        return replace(surest, text=undivided.text)
    least = _SURE if untold else _SURE_FOR
    if undivided.verdict is Verdict.SUPPORTED or any(
        p.verdict is not Verdict.SUPPORTED or p.confidence < least for p in parts
    ):
        return undivided
    return PartCheck(
        text=undivided.text,
        verdict=Verdict.SUPPORTED,
        detail="paraphrase",
        confidence=min(part.confidence for part in parts),
        evidence=_first_of_each(parts, most),
        differences=(),
    )


def _first_of_each(parts: Sequence[PartCheck], most: int) -> tuple[Evidence, ...]:
    """Take the best quotation of each part, each once, numbered anew."""
    firsts = {(e.passage_id, e.start): e for part in parts for e in part.evidence[:1]}
    kept = list(firsts.values())[:most]
    return tuple(replace(each, number=number) for number, each in enumerate(kept, 1))
