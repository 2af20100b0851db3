"""Judging claims: supported, contradicted, or not in the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qa.checks.decades import dated
from qa.checks.refuted import refutes
from qa.evidence.claim_reader import ClaimReader, Weigher
from qa.evidence.pairs import Shown
from qa.evidence.ranking import ScoredSentence
from qa.model import Stance, Verdict

VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCE)
"""What each column of a weighing stands for."""

WEIGHED, PAIRED = 5, 1
"""Sentences a claim is read with one by one, and pairs of them that are read as one."""
UNTOLD_WEIGHT = 2.0
"""How much the chance counts that no sentence tells; fitted on left-out texts."""
_WORD = re.compile(r"\w+")
_TELLS_NOTHING = 0.8
"""How surely a sentence tells nothing by itself for it not to be shown with another."""
_WORTH_SHOWING = 0.25
"""Share of the best sentence's score below which another one is not shown."""

Together = tuple[ScoredSentence, ...]
"""Sentences of one passage, read as one."""


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
    decided_by : int
        How many of them decide together, as one.
    """

    verdict: Verdict
    confidence: float
    evidence: tuple[tuple[ScoredSentence, Stance], ...]
    decided_by: int = 1

    @property
    def deciding(self) -> list[ScoredSentence]:
        """The sentences that decide."""
        return [scored for scored, _ in self.evidence[: self.decided_by]]


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
        read = _worth_reading(ranked)
        if not read:
            return ClaimFinding(Verdict.NOT_IN_SOURCE, 1.0, ())
        exact = dated(claim, (one.text for together in read for one in together))
        said = self._reader.weigh(exact, [_shown(together) for together in read])
        refuting = [any(_is_refuted(claim, one) for one in together) for together in read]
        said[refuting, :2] = np.sort(said[refuting, :2])
        same = [same_words(claim, " ".join(one.text for one in together)) for together in read]
        said[same] = (1, 0, 0)
        chances = weigh_up(said[same] if any(same) else said)
        verdict = VERDICTS[int(chances.argmax())]
        evidence, decided_by = _evidence(verdict, read, said)
        return ClaimFinding(verdict, float(chances.max()), evidence, decided_by)


def weigh_up(said: NDArray[np.float32]) -> NDArray[np.float32]:
    """Tell from what each sentence says how likely each verdict is.

    A claim is borne out, or contradicted, as surely as by the sentence that does so most; it is in
    none of them as surely as in the one that is nearest to telling, which counts double: among
    several sentences one seems to tell by chance.

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
    [0.5, 0.17000000178813934, 0.33000001311302185]
    """
    nowhere = UNTOLD_WEIGHT * said[:, 2].min()
    most = np.array([said[:, 0].max(), said[:, 1].max(), nowhere], np.float32)
    return np.asarray(most / most.sum(), np.float32)


def same_words(claim: str, told: str) -> bool:
    """Whether a claim is word for word what a sentence says, but for marks and capitals."""
    return _WORD.findall(claim.casefold()) == _WORD.findall(told.casefold())


def _is_refuted(claim: str, scored: ScoredSentence) -> bool:
    """Whether a sentence, or the next one in its passage, gives a claim as an error."""
    text, sentences = scored.passage.text, scored.passage.sentences
    following = sentences[sentences.index(scored.sentence) + 1 :][:1]
    after = "".join(text[one.start : one.end] for one in following)
    return refutes(scored.text, claim, after)


def _worth_reading(ranked: Sequence[ScoredSentence]) -> list[Together]:
    """Take the best sentences one by one, then pairs of them that stand in the same passage."""
    best = ranked[:WEIGHED]
    pairs = [
        (one, other) for one, other in combinations(best, 2) if one.passage.id == other.passage.id
    ]
    in_order = [tuple(sorted(pair, key=lambda s: s.sentence.start)) for pair in pairs[:PAIRED]]
    return [*((one,) for one in best), *in_order]


def _shown(together: Together) -> Shown:
    """Show sentences of a passage as one, with what stands before the first."""
    first = together[0]
    text, sentences = first.passage.text, first.passage.sentences
    place = sentences.index(first.sentence)
    before = sentences[place - 1] if place else None
    own = " ".join(one.text for one in together)
    return Shown(own, text[before.start : before.end] if before else "")


def _evidence(
    verdict: Verdict, read: Sequence[Together], said: NDArray[np.float32]
) -> tuple[tuple[tuple[ScoredSentence, Stance], ...], int]:
    """Take the sentences that bear on a claim, those that decide first, and say how many decide."""
    if verdict is Verdict.NOT_IN_SOURCE:
        return (), 0
    stances = {Verdict.SUPPORTED: Stance.FOR, Verdict.CONTRADICTED: Stance.AGAINST}
    likeliest = read[int(said[:, VERDICTS.index(verdict)].argmax())]
    deciding = _telling(likeliest, read, said)
    found = [(one, stances[verdict]) for one in deciding]
    for (scored, *others), row in zip(read, said, strict=True):
        stance = stances.get(VERDICTS[int(row.argmax())])
        shown = scored.score >= _WORTH_SHOWING * read[0][0].score
        if not others and scored not in deciding and stance and shown:
            found.append((scored, stance))
    return tuple(found), len(deciding)


def _telling(
    deciding: Together, read: Sequence[Together], said: NDArray[np.float32]
) -> Sequence[ScoredSentence]:
    """Order sentences read as one by how much each tells alone; one that tells nothing goes."""
    if len(deciding) == 1:
        return deciding
    alone = [(one, float(row[2])) for (one, *more), row in zip(read, said, strict=True) if not more]
    by_silence = sorted((pair for pair in alone if pair[0] in deciding), key=lambda pair: pair[1])
    least = by_silence[0][1]
    return [one for one, silence in by_silence if silence <= max(_TELLS_NOTHING, least)]
