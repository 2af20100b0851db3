"""What is looked at when a claim is judged by the sentences that bear on it."""

import re
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from qa.checks.compare import Aspect, Comparison, compare
from qa.evidence.answer_features import answer_features
from qa.evidence.ranking import Reading

LOOKED_AT = 3
"""Sentences a claim is held against."""

_HELD = frozenset({"best", "most", "near", "held", "names", "kind"})
_ASPECTS = {
    "figure": (Aspect.NUMBER, Aspect.DATE),
    "name": (Aspect.NAME,),
    "polarity": (Aspect.POLARITY,),
}
_EXCLUSIVE = re.compile(
    r"\b(?:only|solely|all|every|none|always|never|nobody|entirely|exclusively|alone|both|each"
    r"|whole|nothing|everyone|everything)\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:more|less|fewer|most|least|than|better|worse|rather|\w+er than|as \w+ as)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|perhaps|possibly|probably|sometimes|often|usually|some|several"
    r"|almost|nearly|about|roughly)\b",
    re.IGNORECASE,
)


def claim_features(claim: str, reading: Reading, texts: Sequence[str]) -> dict[str, float]:
    """Describe a claim beside its best sentences.

    Parameters
    ----------
    claim : str
        Without its framing.
    reading : Reading
        The claim held against all sentences found for it.
    texts : sequence of str
        The best of them, best first, at least one; `LOOKED_AT` are looked at.
    """
    texts = texts[:LOOKED_AT]
    compared = [compare(claim, text) for text in texts]
    return {
        **held_features(answer_features(reading)),
        **_wording(claim, texts[0]),
        **_beside(compared),
    }


def held_features(answering: Mapping[str, float]) -> dict[str, float]:
    """Keep what says whether the sentences hold the claim's words.

    How far the best one stands out is left out: that is a matter of how sentences are put in order,
    and would tie these weights to those.
    """
    return {
        f"answer_{name}": value
        for name, value in answering.items()
        if name.partition("_")[0] in _HELD
    }


def _wording(claim: str, sentence: str) -> Mapping[str, float]:
    """Describe how sweeping, comparing or hedging both are."""
    features = {
        "length": log(1 + len(claim.split())),
        "length_source": log(1 + len(sentence.split())),
    }
    for name, pattern in (("all", _EXCLUSIVE), ("compares", _COMPARING), ("hedges", _HEDGE)):
        mine, theirs = len(pattern.findall(claim)), len(pattern.findall(sentence))
        features[name] = float(mine)
        features[f"{name}_alone"] = float(mine > 0 and theirs == 0)
        features[f"{name}_left_out"] = float(theirs > 0 and mine == 0)
    return features


def _beside(compared: Sequence[Comparison]) -> Mapping[str, float]:
    """Describe what the sentences say differently: the best one, and all that were looked at."""
    first = compared[0]
    features = {
        "figures_shared": float(first.figures_shared),
        "figures_missing": float(first.figures_missing),
        "names_shared": float(first.names_shared),
        "names_missing": float(first.names_missing),
        "figures_nowhere": float(min(c.figures_missing for c in compared)),
        "names_nowhere": float(min(c.names_missing for c in compared)),
        "negations": float(min(2, first.negations)),
        "negations_source": float(min(2, first.source_negations)),
        "negated_alone": float(first.negations > 0 and first.source_negations == 0),
        "negated_source": float(first.negations == 0 and first.source_negations > 0),
        "negated_apart": float(first.negations % 2 != first.source_negations % 2),
    }
    flips = first.count(Aspect.POLARITY) + abs(first.negations - first.source_negations)
    features["turned"] = float(flips % 2)
    features["turned_twice"] = float(flips > 0 and flips % 2 == 0)
    features["untouched"] = float(not first.partings and flips == 0)
    for name, aspects in _ASPECTS.items():
        counts = [sum(c.count(aspect) for aspect in aspects) for c in compared]
        features[f"apart_{name}"] = float(min(2, counts[0]))
        features[f"apart_{name}_mean"] = float(np.mean(np.minimum(2, counts)))
    return features
