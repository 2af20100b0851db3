"""Train the judge of claims.

``python -m qa.training.claims --data FOLDER`` reads the written claims with the pipeline as it
stands and fits a multinomial logistic regression over what `claim_features` says of each.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoder import Encoder
from index.minilm import MiniLMEncoder
from qa.artefacts import WEIGHTS, write_names
from qa.checks.claim_features import LOOKED_AT, claim_features
from qa.checks.claims import CLAIMS, VERDICTS, ClaimWeights
from qa.checks.parsing import claim_of
from qa.evidence.ranking import Reading, SentenceRanker
from qa.model import Verdict
from qa.training.artefacts import save_weights
from qa.training.reading import Read, read_all
from qa.training.texts import read_texts

DECAY = 0.1
DIRECTIONS = 32
CLIP = 4
ROUNDS = 200

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]


def describe(reads: Sequence[Read]) -> tuple[tuple[str, ...], Matrix]:
    """Return the features' names and their values for each claim."""
    described = [
        claim_features(claim_of(read.example.question), read.reading, best_texts(read.reading))
        for read in reads
    ]
    return tuple(described[0]), np.array([list(d.values()) for d in described], np.float32)


def best_texts(reading: Reading) -> list[str]:
    """Return the words of the best sentences of a reading, best first."""
    pool = reading.pool
    rows = np.argsort(-reading.logits, kind="stable")[:LOOKED_AT].tolist()
    return [
        pool.passages[pool.owners[row]].text[pool.sentences[row].start : pool.sentences[row].end]
        for row in rows
    ]


def apart(claims: Sequence[str], sentences: Sequence[str], encoder: Encoder) -> Matrix:
    """Return the vector of each claim less that of its best sentence."""
    vectors = [encoded.vector for encoded in encoder.encode([*claims, *sentences])]
    return np.stack(vectors[: len(claims)]) - np.stack(vectors[len(claims) :])


def fit(
    names: tuple[str, ...], features: Matrix, differences: Matrix, verdicts: Labels
) -> ClaimWeights:
    """Fit the regression; every claim weighs the same.

    The vectors are compared along their differences' principal directions.
    """
    centred = differences - differences.mean(axis=0)
    basis = np.linalg.svd(centred, full_matrices=False)[2][:DIRECTIONS].T.astype(np.float32)
    values = np.concatenate([features, differences @ basis], axis=1)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    scale = np.where(spread > 1e-6, spread, np.float32(1))
    x = torch.from_numpy(np.clip((values - mean) / scale, -CLIP, CLIP))
    y = torch.from_numpy(verdicts)
    linear = torch.zeros(x.shape[1], len(VERDICTS), requires_grad=True)
    bias = torch.zeros(len(VERDICTS), requires_grad=True)
    optimiser = torch.optim.LBFGS([linear, bias], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ linear + bias, y)
        loss = loss + DECAY * linear.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(step)  # type: ignore[no-untyped-call]
    return ClaimWeights(names, basis, mean, scale, linear.detach().numpy(), bias.detach().numpy())


def leave_one_out(
    texts: Sequence[str],
    names: tuple[str, ...],
    features: Matrix,
    differences: Matrix,
    verdicts: Labels,
) -> Matrix:
    """Judge each text's claims by a regression fitted on the others."""
    owners = np.array(texts)
    judged = np.zeros((len(texts), len(VERDICTS)), np.float32)
    for name in sorted(set(texts)):
        own = owners == name
        fitted = fit(names, features[~own], differences[~own], verdicts[~own])
        judged[own] = fitted.probabilities(features[own], differences[own])
    return judged


def report(judged: Matrix, verdicts: Labels) -> str:
    """Say how often each verdict is right."""
    chosen = judged.argmax(axis=1)
    lines = [f"all {np.mean(chosen == verdicts):.3f} of {len(verdicts)}"]
    for number, verdict in enumerate(VERDICTS):
        own = verdicts == number
        lines.append(f"{verdict.value} {np.mean(chosen[own] == number):.3f} of {own.sum()}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure with each text left out in turn, and save."""
    parser = argparse.ArgumentParser(description="Train the judge of claims.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of weights")
    options = parser.parse_args(arguments)
    torch.manual_seed(0)
    encoder = MiniLMEncoder()
    texts = read_texts(options.data)
    reads = list(read_all(texts, encoder, SentenceRanker(), frozenset({"claim"})))
    claims = [claim_of(read.example.question) for read in reads]
    names, features = describe(reads)
    differences = apart(claims, [best_texts(read.reading)[0] for read in reads], encoder)
    verdicts = np.array([VERDICTS.index(Verdict(read.example.verdict)) for read in reads])
    judged = leave_one_out([r.text for r in reads], names, features, differences, verdicts)
    sys.stdout.write(report(judged, verdicts))
    save(options.out, fit(names, features, differences, verdicts))


def save(folder: Path, weights: ClaimWeights) -> None:
    """Write the artefact."""
    kept = ("basis", "mean", "scale", "linear", "bias")
    tensors = {name: getattr(weights, name) for name in kept}
    save_weights(folder / CLAIMS, tensors | {"names": write_names(weights.names)})


if __name__ == "__main__":
    main()
