"""What is looked at when deciding whether the best sentences hold what is asked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evidence.features import FEATURES
from qa.evidence.ranking import Reading
from qa.evidence.sentence_words import SIGNED

_LOOKED_AT = 10
_FEW, _MANY = 0.3, 0.5
"""Shares of the question's words: where questions tempt, sharing many is no sign of an answer, but
what holds there must not be carried on to questions that are put in the source's own words."""
_HEAVIEST = 4
_SIGNS = tuple(f"sign_{sign.value}" for sign in SIGNED)
_OF_BEST = (
    "late",
    "late_passage",
    "late_even",
    "late_heaviest",
    "gain_before",
    "gain_after",
    "resemblance",
    "shared",
    "shared_passage",
    "names",
    "names_passage",
    "dense",
    "found",
    "length",
    "note",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The best sentences of a reading.

    Attributes
    ----------
    rows : ndarray of int
        Best first, ten at most.
    passages : ndarray of int
        Their passages.
    """

    rows: NDArray[np.int64]
    passages: NDArray[np.int64]


def answer_features(reading: Reading) -> dict[str, float]:
    """Describe the best sentences beside the question.

    Nothing here looks at the question alone: a feature that did would learn how unanswerable
    questions are put, not whether this source answers.

    Returns
    -------
    dict of str to float
        By name, always the same names in the same order.
    """
    rows = np.argsort(-reading.logits, kind="stable")[:_LOOKED_AT]
    best = _Best(rows, reading.pool.owners[rows])
    return {
        **_standing(reading, best),
        **_of_the_best(reading, best),
        **_nearness(reading, best),
        **_words_held(reading, best),
        **_kind_held(reading, best),
    }


def _standing(reading: Reading, best: _Best) -> dict[str, float]:
    """How far the best sentence stands out from the others."""
    logits = np.full(_LOOKED_AT, reading.logits[best.rows[-1]], np.float32)
    logits[: len(best.rows)] = reading.logits[best.rows]
    shares = np.exp(logits - logits[0])
    shares /= shares.sum()
    return {
        "excess": reading.excess,
        "logit": float(logits[0]),
        "lead_second": float(logits[0] - logits[1]),
        "lead_third": float(logits[0] - logits[2]),
        "lead_tenth": float(logits[0] - logits[-1]),
        "share": float(shares[0]),
        "share_three": float(shares[:3].sum()),
        "spread": float(-(shares * np.log(shares + 1e-9)).sum()),
        "together": float(np.mean(best.passages[:5] == best.passages[0])),
    }


def _of_the_best(reading: Reading, best: _Best) -> dict[str, float]:
    """Take what put sentences in order: of the best one, and the greatest found."""
    columns = reading.features[:, [FEATURES.index(name) for name in _OF_BEST]]
    own = dict(zip(_OF_BEST, columns[best.rows[0]].tolist(), strict=True))
    most = dict(zip(_OF_BEST, columns.max(axis=0).tolist(), strict=True))
    return {
        **{f"best_{name}": value for name, value in own.items()},
        **{f"most_{name}": most[name] for name in ("late", "late_passage", "shared", "dense")},
        "some_shared": min(most["shared"], _MANY),
    }


def _nearness(reading: Reading, best: _Best) -> dict[str, float]:
    """How near to each word of the question the best sentences come."""
    asked, first = reading.asked, best.rows[0]
    sizes = np.maximum(asked.word_tokens.sum(axis=1), 1)
    weights = asked.idf / max(float(asked.idf.sum()), 1e-9)
    places = {
        "sentence": reading.match.near[:, first],
        "passage": reading.match.near_passage[:, first],
        "three": reading.match.near[:, best.rows[:3]].max(axis=1),
    }
    found: dict[str, float] = {}
    for place, near in places.items():
        words = asked.word_tokens @ near / sizes
        found[f"near_{place}"] = float(weights @ words)
        found[f"near_{place}_least"] = float(words.min(initial=1))
        found[f"near_{place}_lacking"] = float(weights @ np.maximum(0.7 - words, 0))
        if place != "three":
            heavy = np.full(_HEAVIEST, words.mean() if len(words) else 0, np.float32)
            heavy[: min(len(words), _HEAVIEST)] = words[:_HEAVIEST]
            found |= {f"near_{place}_{i}": float(value) for i, value in enumerate(heavy, 1)}
    return found


def _words_held(reading: Reading, best: _Best) -> dict[str, float]:
    """Which of the question's words stand there, by their weight."""
    asked, held = reading.asked, reading.match.held
    weights = asked.idf / max(float(asked.idf.sum()), 1e-9)
    named = asked.idf * asked.names
    names = named / max(float(named.sum()), 1e-9)
    anywhere = held.any(axis=1)
    three = held[:, best.rows[:3]].any(axis=1)
    passage = reading.match.held_passage[:, best.rows[0]]
    return {
        "held_sentence": float(weights @ held[:, best.rows[0]]),
        "held_passage": float(weights @ passage),
        "held_three": float(weights @ three),
        "held_heaviest": float(passage[:1].any()),
        "held_nowhere": float(weights @ ~anywhere),
        "some_nowhere": min(float(weights @ ~anywhere), _FEW),
        "names_missing": float(names @ ~passage),
        "names_nowhere": float(names @ ~anywhere),
    }


def _kind_held(reading: Reading, best: _Best) -> dict[str, float]:
    """Whether something of the kind asked for stands there."""
    signs = reading.features[:, [FEATURES.index(name) for name in _SIGNS]].sum(axis=1)
    return {
        "kind_sentence": float(signs[best.rows[0]]),
        "kind_three": float(signs[best.rows[:3]].max()),
        "kind_unsigned": float(reading.asked.expectation.type not in SIGNED),
    }
