"""Sentences ordered by all that is known of a follow-up: two wordings, and what was said last."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa.evidence.ranking import ScoredSentence
from qa.followups.standing import Place, names_held

_FLOOR: Final = 1e-6
_NEAR: Final = 1.0
"""What standing near the last answer is worth, as a logit; fitted on follow-ups over nine texts."""

_OF_OTHERS: Final = 4.0
"""What is taken from the logit of a sentence whose passage lacks a name that is new in the talk."""

Key = tuple[str, int]


def agreed(
    ranked: Sequence[ScoredSentence],
    beside: Sequence[ScoredSentence] | None,
    place: Place | None,
    names: Sequence[frozenset[str]] = (),
) -> list[ScoredSentence]:
    """Order sentences by the scores that two wordings of one question give them.

    The question written out repeats what the turn before was about, and so draws what answered
    then; as it was asked it holds only what is new. What both like is what is meant.

    Parameters
    ----------
    ranked : sequence of ScoredSentence
        Sentences for the question as understood.
    beside : sequence of ScoredSentence or None
        Sentences for the question as asked, over the same passages; None where it is the same.
    place : Place or None
        Where the conversation stands.
    names : sequence of frozenset of str
        Stems of each name that the question brings into the conversation.

    Returns
    -------
    list of ScoredSentence
        Those of `ranked` with new scores, which add up to 1, best first.
    """
    others = {_key(scored): scored.score for scored in beside or ()}
    of_others = {s.passage.id for s in ranked if not names_held(s.passage, names)} if names else ()
    logits = [
        _joint(scored, others if beside else None)
        + (-_OF_OTHERS if scored.passage.id in of_others else _NEAR * _nearness(scored, place))
        for scored in ranked
    ]
    most = max(logits, default=0.0)
    powers = [math.exp(logit - most) for logit in logits]
    total = sum(powers)
    order = sorted(range(len(ranked)), key=lambda at: -logits[at])
    return [replace(ranked[at], score=powers[at] / total) for at in order]


def _joint(scored: ScoredSentence, others: dict[Key, float] | None) -> float:
    own = math.log(scored.score + _FLOOR)
    if others is None:
        return own
    return (own + math.log(others.get(_key(scored), 0.0) + _FLOOR)) / 2


def _key(scored: ScoredSentence) -> Key:
    return scored.passage.id, scored.sentence.start


def _nearness(scored: ScoredSentence, place: Place | None) -> float:
    return place.nearness(scored.passage, scored.sentence) if place else 0.0
