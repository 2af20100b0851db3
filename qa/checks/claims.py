"""Judging claims: supported, contradicted, or not in the source."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.checks.refuted import refutes
from qa.evidence.claim_reader import ClaimReader, Weigher
from qa.evidence.pairs import Shown
from qa.evidence.ranking import ScoredSentence
from qa.model import Stance, Verdict

VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCE)
"""What each column of a weighing stands for."""

WEIGHED = 5
"""Sentences a claim is read with."""
_WORTH_SHOWING = 0.25
"""Share of the best sentence's score below which another one is not shown."""


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """What the sentences found say of a claim.

    Attributes
    ----------
    verdict : Verdict
        The likeliest.
    confidence : float
        How likely, in [0, 1].
    evidence : tuple of (ScoredSentence, Stance)
        The sentences that bear on it, the deciding one first; none when it is not in the source.
    """

    verdict: Verdict
    confidence: float
    evidence: tuple[tuple[ScoredSentence, Stance], ...]


class ClaimJudge:
    """Judges claims by the sentences ranked for them.

    Parameters
    ----------
    reader : Weigher, optional
        Reads the claim with each of the best sentences; the one that comes with Opcit by default.
    """

    def __init__(self, reader: Weigher | None = None) -> None:
        self._reader = reader or ClaimReader()

    def judge(self, claim: str, ranked: Sequence[ScoredSentence]) -> ClaimFinding:
        """Judge one claim.

        Parameters
        ----------
        claim : str
            Without its framing, as `parse_statement` gives it.
        ranked : sequence of ScoredSentence
            As `SentenceRanker.rank` gave them for the claim, best first.
        """
        best = ranked[:WEIGHED]
        if not best:
            return ClaimFinding(Verdict.NOT_IN_SOURCE, 1.0, ())
        said = self._reader.weigh(claim, [_shown(scored) for scored in best])
        refuting = np.array([refutes(scored.text, claim) for scored in best])
        said[refuting, :2] = np.sort(said[refuting, :2])
        chances = weigh_up(said)
        verdict = VERDICTS[int(chances.argmax())]
        return ClaimFinding(verdict, float(chances.max()), _evidence(verdict, best, said))


def weigh_up(said: NDArray[np.float32]) -> NDArray[np.float32]:
    """Tell from what each sentence says how likely each verdict is.

    A claim is borne out, or contradicted, as surely as by the sentence that does so most; it is in
    none of them as surely as in the one that is nearest to telling.

    Parameters
    ----------
    said : ndarray of float32, shape (n, 3)
        Probabilities of each sentence bearing it out, contradicting it, and neither; n at least 1.

    Returns
    -------
    ndarray of float32, shape (3,)
        Adding up to 1.

    Examples
    --------
    >>> weigh_up(np.array([[0.1, 0.1, 0.8], [0.6, 0.2, 0.2]], np.float32)).round(2).tolist()
    [0.6000000238418579, 0.20000000298023224, 0.20000000298023224]
    """
    most = np.array([said[:, 0].max(), said[:, 1].max(), said[:, 2].min()], np.float32)
    return np.asarray(most / most.sum(), np.float32)


def _shown(scored: ScoredSentence) -> Shown:
    """Show a sentence with the one before it in its passage."""
    text, sentences = scored.passage.text, scored.passage.sentences
    place = sentences.index(scored.sentence)
    before = sentences[place - 1] if place else None
    return Shown(scored.text, text[before.start : before.end] if before else "")


def _evidence(
    verdict: Verdict, ranked: Sequence[ScoredSentence], said: NDArray[np.float32]
) -> tuple[tuple[ScoredSentence, Stance], ...]:
    """Take the sentences that bear on a claim, the one that decides first."""
    if verdict is Verdict.NOT_IN_SOURCE:
        return ()
    first = int(said[:, VERDICTS.index(verdict)].argmax())
    stances = {Verdict.SUPPORTED: Stance.FOR, Verdict.CONTRADICTED: Stance.AGAINST}
    found = [(ranked[first], stances[verdict])]
    for number, scored in enumerate(ranked):
        stance = stances.get(VERDICTS[int(said[number].argmax())])
        shown = scored.score >= _WORTH_SHOWING * ranked[0].score
        if number != first and stance and shown:
            found.append((scored, stance))
    return tuple(found)
