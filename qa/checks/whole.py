"""The verdict on a compound claim, from its own and from those on its parts."""

from collections.abc import Sequence
from dataclasses import replace

from qa.model import Evidence, PartCheck, Verdict

_SURE = 0.6
"""How sure the verdicts on parts must be to tell what no sentence says of the whole."""


def whole_of(undivided: PartCheck, parts: Sequence[PartCheck], most: int) -> PartCheck:
    """Judge a compound claim.

    Where a sentence bears on the whole of it, that decides; where none does, the parts do: one that
    is surely contradicted, or all of them surely supported. Otherwise the source does not say.

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
    sure = [part for part in parts if part.confidence >= _SURE]
    against = [part for part in sure if part.verdict is Verdict.CONTRADICTED]
    if against:
        surest = max(against, key=lambda part: part.confidence)
        return replace(surest, text=undivided.text)
    if len(sure) < len(parts) or any(part.verdict is not Verdict.SUPPORTED for part in sure):
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
