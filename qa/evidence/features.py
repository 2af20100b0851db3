"""What is looked at when the sentences of a pool are put in order."""

import numpy as np
from numpy.typing import NDArray

from corpus.model import PassageKind
from qa.evidence.asked import Asked
from qa.evidence.matching import Match
from qa.evidence.pool import Pool
from qa.evidence.sentence_words import SIGNED, SentenceWords
from qa.question import AnswerType

Column = NDArray[np.float32]
Matrix = NDArray[np.float32]


FEATURES = (
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
    *(f"sign_{sign.value}" for sign in SIGNED),
    "length",
    "length_explaining",
    "short",
    "asks",
    "first",
    "note",
    "note_sought",
)
"""What each column of `sentence_features` holds."""


def sentence_features(asked: Asked, pool: Pool, words: list[SentenceWords], match: Match) -> Matrix:
    """Describe every sentence of a pool beside the question.

    Returns
    -------
    ndarray of float32, shape (s, len(FEATURES))
        All of the order of 1.
    """
    columns = {
        **_late(asked, pool, match),
        **_lexical(asked, match),
        **_retrieval(pool),
        **_answer_type(asked, words),
        **_shape(asked, pool, words),
    }
    return np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32)


def _late(asked: Asked, pool: Pool, match: Match) -> dict[str, Column]:
    """Late interaction of the sentence, its passage, and it together with its neighbours."""
    near = asked.weights @ match.near
    even = match.near.mean(axis=0)
    before = _shifted(match.near, pool, 1)
    called = pool.callers >= 0
    before[:, pool.firsts[called]] = match.near[:, pool.callers[called]]
    after = _shifted(match.near, pool, -1)
    heaviest = np.argsort(-asked.weights)[:4]
    return {
        "late": near,
        "late_passage": asked.weights @ match.near_passage,
        "late_even": even,
        "late_heaviest": match.near[heaviest].mean(axis=0),
        "gain_before": asked.weights @ np.maximum(match.near, before) - near,
        "gain_after": asked.weights @ np.maximum(match.near, after) - near,
        "resemblance": match.resemblance,
    }


def _shifted(near: Matrix, pool: Pool, step: int) -> Matrix:
    """Move columns along by one, within passages; -1 where there is no neighbour."""
    moved = np.roll(near, step, axis=1)
    alone = np.roll(pool.owners, step) != pool.owners
    alone[0 if step > 0 else -1] = True
    moved[:, alone] = -1
    return moved


def _lexical(asked: Asked, match: Match) -> dict[str, Column]:
    """Words shared, and names and figures among them."""
    named = asked.idf * asked.names
    share = (named / max(float(named.sum()), 1e-9))[:, None]
    return {
        "shared": match.shared,
        "shared_passage": match.shared_passage,
        "names": (share * match.held).sum(axis=0),
        "names_passage": (share * match.held_passage).sum(axis=0),
    }


def _retrieval(pool: Pool) -> dict[str, Column]:
    """How the passage was found."""
    found = np.array([(hit.why.dense, hit.score) for hit in pool.hits], np.float32)
    return {"dense": found[pool.owners, 0], "found": found[pool.owners, 1]}


def _answer_type(asked: Asked, words: list[SentenceWords]) -> dict[str, Column]:
    """Whether the sentence holds something of the kind asked for, by kind."""
    signs = np.concatenate([w.signs for w in words]).astype(np.float32)
    kind = asked.expectation.type
    return {
        f"sign_{sign.value}": signs[:, number] * float(kind is sign)
        for number, sign in enumerate(SIGNED)
    }


def _shape(asked: Asked, pool: Pool, words: list[SentenceWords]) -> dict[str, Column]:
    """Length, place and kind of the sentence."""
    lengths = np.concatenate([w.lengths for w in words]).astype(np.float32)
    note = np.array([p.kind is PassageKind.NOTE for p in pool.passages], np.float32)[pool.owners]
    explains = asked.expectation.type in (AnswerType.REASON, AnswerType.MANNER)
    first = np.zeros(len(pool.sentences), np.float32)
    first[pool.firsts] = 1
    scaled: Column = (np.log1p(lengths) / 4).astype(np.float32)
    nothing = np.zeros_like(scaled)
    return {
        "length": scaled,
        "length_explaining": scaled if explains else nothing,
        "short": (lengths < 5).astype(np.float32),
        "asks": np.concatenate([w.asks for w in words]).astype(np.float32),
        "first": first,
        "note": note,
        "note_sought": note if asked.expectation.type is AnswerType.REFERENCE else nothing,
    }
