"""The verdict on a compound claim, from its own and from those on its parts."""

from collections.abc import Sequence
from dataclasses import replace

from qa.model import Evidence, PartCheck, Verdict

_SURE = 0.6
"""How sure the verdicts on all parts must be to bear out a whole that no sentence does."""


def whole_of(undivided: PartCheck, parts: Sequence[PartCheck], most: int) -> PartCheck:
    """Judge a compound claim.

    Where a sentence bears on the whole of it, that decides; where none does, the parts do: one that
    is contradicted, or all of them surely supported. Otherwise the source does not say.

    Parameters
    ----------
    undivided : PartCheck
        What was found for the claim as it stands.
    parts : sequence of PartCheck
        What was found for its parts; none where it isn't compound.
    most : int
        Most quotations.
    """
    if not parts or undivided.verdict is not Verdict.NOT_IN_SOURCE:
        return undivided
    against = [part for part in parts if part.verdict is Verdict.CONTRADICTED]
    if against:
        surest = max(against, key=lambda part: part.confidence)
        return replace(surest, text=undivided.text)
    if any(p.verdict is not Verdict.SUPPORTED or p.confidence < _SURE for p in parts):
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
