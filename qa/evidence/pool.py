"""The sentences a question is held against: those of the passages found, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, Sentence
from index.encoder import Vectors
from index.hit import Hit
from index.search import Index


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Sentences and their token states as flat arrays.

    Attributes
    ----------
    passages : tuple of Passage
        Those that have sentences, each once.
    hits : tuple of Hit
        For each passage, the hit it came with.
    sentences : tuple of Sentence, length s
        All their sentences, in order.
    owners : ndarray of int, shape (s,)
        The passage of each sentence, rising.
    firsts : ndarray of int, shape (n_passages,)
        The first sentence of each passage.
    callers : ndarray of int, shape (n_passages,)
        For a note, the sentence its mark hangs on; -1 for others, and where it is not there.
    tokens : ndarray of float32, shape (t, d)
        Token states, unit length.
    token_owners : ndarray of int, shape (t,)
        The sentence of each token, rising.
    """

    passages: tuple[Passage, ...]
    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    owners: NDArray[np.int64]
    firsts: NDArray[np.int64]
    callers: NDArray[np.int64]
    tokens: Vectors
    token_owners: NDArray[np.int64]


def gather(hits: Sequence[Hit], index: Index) -> Pool | None:
    """Collect the sentences of hits and of the passages that call notes.

    Returns
    -------
    Pool or None
        None when there is no sentence.
    """
    found: dict[str, tuple[Passage, Hit]] = {}
    for hit in hits:
        found.setdefault(hit.passage.id, (hit.passage, hit))
    for hit in hits:
        if hit.calling is not None:
            found.setdefault(hit.calling.id, (hit.calling, hit))
    kept = [(passage, hit) for passage, hit in found.values() if passage.sentences]
    if not kept:
        return None
    counts = np.array([len(passage.sentences) for passage, _ in kept])
    firsts = np.cumsum(counts) - counts
    states, owners = [], []
    for first, (passage, _) in zip(firsts.tolist(), kept, strict=True):
        own, offsets = index.tokens(passage.id)
        ends = np.array([sentence.end for sentence in passage.sentences])
        places = np.searchsorted(ends, offsets[:, 0], side="right")
        states.append(own)
        owners.append(first + np.minimum(places, len(ends) - 1))
    return Pool(
        passages=tuple(passage for passage, _ in kept),
        hits=tuple(hit for _, hit in kept),
        sentences=tuple(s for passage, _ in kept for s in passage.sentences),
        owners=np.repeat(np.arange(len(kept)), counts),
        firsts=firsts,
        callers=_callers([passage for passage, _ in kept], firsts),
        tokens=np.concatenate(states),
        token_owners=np.concatenate(owners),
    )


def _callers(passages: Sequence[Passage], firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the sentence each note hangs on: the one its mark stands in or right behind."""
    rows = {passage.id: row for row, passage in enumerate(passages)}
    callers = np.full(len(passages), -1)
    for row, passage in enumerate(passages):
        for note in passage.notes:
            if note.id in rows:
                before = sum(s.start < note.position for s in passage.sentences)
                callers[rows[note.id]] = firsts[row] + max(before - 1, 0)
    return callers
