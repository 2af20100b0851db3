"""A passage found."""

from dataclasses import dataclass

from corpus.model import Passage


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage was found.

    Attributes
    ----------
    dense : float
        Cosine similarity of question and passage, in [-1, 1].
    sparse : float
        BM25 score, 0 or greater; 0 when no word is shared.
    dense_rank, sparse_rank : int or None
        Rank in each list, from 1; None when it is not in that list.
    words : tuple of str
        The question's words that stand in the passage, weightiest first.
    named : bool
        Whether the question named this note itself ("note liii").
    late : float or None
        How near the question's words are to those of the best stretch of the passage, word by
        word, in [-1, 1]; None when they were not compared.
    """

    dense: float
    sparse: float
    dense_rank: int | None = None
    sparse_rank: int | None = None
    words: tuple[str, ...] = ()
    named: bool = False
    late: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, best first.

    Attributes
    ----------
    rank : int
        From 1.
    score : float
        Fused score, in [0, 1]; greater is better.
    passage : Passage
        What was found.
    why : Why
        Why it was found.
    calling : Passage or None
        For a note, the passage its mark stands in.
    """

    rank: int
    score: float
    passage: Passage
    why: Why
    calling: Passage | None = None
