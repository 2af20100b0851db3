"""Judging claims: supported, contradicted, or not in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import ModelError
from qa.artefacts import WEIGHTS, load_weights, read_names
from qa.checks.claim_features import LOOKED_AT, claim_features
from qa.checks.compare import Aspect, Comparison, compare
from qa.evidence.ranking import ScoredSentence
from qa.model import Difference, Stance, Verdict

CLAIMS = "claims.safetensors"
VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCE)
"""What each column of the weights stands for."""

_CLIP = 4.0
_WORTH_SHOWING = 0.25
"""Share of the best sentence's score below which another one is not shown."""


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """What the sentences found say of a claim.

    Attributes
    ----------
    verdict : Verdict
        The likeliest.
    detail : str
        "paraphrase" when supported, "absent" when not in the source; of a contradicted claim the
        aspect in which it parts: "number", "date", "name", "polarity", or "paraphrase" where it
        is none of these.
    confidence : float
        Estimated probability of the verdict, in [0, 1].
    probabilities : tuple of float
        Of each verdict, in the order of `VERDICTS`.
    evidence : tuple of (ScoredSentence, Stance)
        The sentences that bear on it; none when it is not in the source.
    differences : tuple of Difference
        Where it parts from the best of them.
    """

    verdict: Verdict
    detail: str
    confidence: float
    probabilities: tuple[float, ...]
    evidence: tuple[tuple[ScoredSentence, Stance], ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimWeights:
    """What training found out about claims.

    Attributes
    ----------
    names : tuple of str, length f
        The features.
    basis : ndarray of float32, shape (d, g)
        Directions in which the vectors of a claim and of its best sentence are compared.
    mean, scale : ndarray of float32, shape (f + g,)
        Means and spreads in training, of the features and of the comparison.
    linear : ndarray of float32, shape (f + g, 3)
        Their weights for each verdict.
    bias : ndarray of float32, shape (3,)
        Added to the weighted sums.
    """

    names: tuple[str, ...]
    basis: Vectors
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    linear: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def read(cls, folder: Path = WEIGHTS) -> "ClaimWeights":
        """Read the weights that come with Opcit.

        Raises
        ------
        ModelError
            They are missing or damaged.
        """
        tensors = load_weights(CLAIMS, folder)
        rest = {name: tensors[name] for name in ("basis", "mean", "scale", "linear", "bias")}
        return cls(names=read_names(tensors), **rest)

    def probabilities(self, features: NDArray[np.float32], apart: Vectors) -> NDArray[np.float32]:
        """Return the probability of each verdict.

        Parameters
        ----------
        features : ndarray of float32, shape (n, f)
            What `claim_features` says of each claim.
        apart : ndarray of float32, shape (n, dimension)
            The claim's vector less its best sentence's; ignored where the encoder's dimension is
            not that of the basis.

        Returns
        -------
        ndarray of float32, shape (n, 3)
        """
        known = apart.shape[1] == len(self.basis)
        width = self.basis.shape[1]
        compared = apart @ self.basis if known else np.tile(self.mean[-width:], (len(apart), 1))
        values = np.concatenate([features, compared], axis=1)
        scaled = np.clip((values - self.mean) / self.scale, -_CLIP, _CLIP)
        logits = scaled @ self.linear + self.bias
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


class ClaimJudge:
    """Judges claims by the sentences ranked for them.

    Parameters
    ----------
    weights : ClaimWeights, optional
        Those that come with Opcit by default.
    """

    def __init__(self, weights: ClaimWeights | None = None) -> None:
        self._weights = weights or ClaimWeights.read()

    def judge(self, claim: str, ranked: Sequence[ScoredSentence], encoder: Encoder) -> ClaimFinding:
        """Judge one claim.

        Parameters
        ----------
        claim : str
            Without its framing, as `parse_statement` gives it.
        ranked : sequence of ScoredSentence
            As `SentenceRanker.rank` gave them for the claim, best first.
        encoder : Encoder
            The model of the index they were found in.

        Raises
        ------
        ModelError
            The weights were made for other features.
        """
        if not ranked:
            return ClaimFinding(Verdict.NOT_IN_SOURCE, "absent", 1.0, (0.0, 0.0, 1.0), (), ())
        texts = [text_of(scored) for scored in ranked[:LOOKED_AT]]
        features = claim_features(claim, ranked[0].reading, texts)
        if not features.keys() >= set(self._weights.names):
            raise ModelError(
                "The weights that judge claims were made for other features.",
                "Train them again: python -m qa.training.claims.",
            )
        values = np.array([features[name] for name in self._weights.names], np.float32)
        apart = encoder.encode_question(claim).vector - encoder.encode_question(texts[0]).vector
        return finding(claim, ranked, self._weights.probabilities(values[None], apart[None])[0])


def text_of(scored: ScoredSentence) -> str:
    """Return the words of a sentence."""
    return scored.passage.text[scored.sentence.start : scored.sentence.end]


def finding(
    claim: str, ranked: Sequence[ScoredSentence], probabilities: NDArray[np.float32]
) -> ClaimFinding:
    """Put a verdict together with its evidence and what differs."""
    best = int(np.argmax(probabilities))
    verdict, chances = VERDICTS[best], tuple(float(p) for p in probabilities)
    if verdict is Verdict.NOT_IN_SOURCE:
        return ClaimFinding(verdict, "absent", chances[best], chances, (), ())
    shown = [s for s in ranked[:LOOKED_AT] if s.score >= _WORTH_SHOWING * ranked[0].score]
    if verdict is Verdict.SUPPORTED:
        evidence = tuple((scored, Stance.FOR) for scored in shown)
        return ClaimFinding(verdict, "paraphrase", chances[best], chances, evidence, ())
    compared = [compare(claim, text_of(scored)) for scored in shown]
    evidence = tuple((scored, Stance.AGAINST) for scored in shown)
    differences = tuple(parting.difference for parting in compared[0].partings)
    return ClaimFinding(verdict, _detail(compared), chances[best], chances, evidence, differences)


def _detail(compared: Sequence[Comparison]) -> str:
    """Name the aspect in which a claim parts from the sentences, the plainest first."""
    for comparison in compared:
        for aspect in (Aspect.NUMBER, Aspect.DATE, Aspect.NAME, Aspect.POLARITY):
            if comparison.count(aspect):
                return aspect.value
        if comparison.negations % 2 != comparison.source_negations % 2:
            return Aspect.POLARITY.value
    return "paraphrase"
