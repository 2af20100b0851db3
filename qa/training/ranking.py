"""Train the weights that put sentences in order.

``python -m qa.training.ranking --data FOLDER`` reads the written questions with the pipeline as it
stands and fits a listwise linear model, by far the smallest that helps; see the model card.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from index.minilm import TUNED, MiniLMEncoder
from qa.artefacts import WEIGHTS, write_names
from qa.evidence.excess import JudgeHead
from qa.evidence.features import FEATURES
from qa.evidence.ranking import RANKING, RankingWeights, SentenceRanker
from qa.training.artefacts import save_weights
from qa.training.reading import Read, read_all
from qa.training.regression import fit_listwise
from qa.training.scores import Order, order_scores, table
from qa.training.texts import read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "claim"})
DECAY = 0.005


def fit(reads: Sequence[Read]) -> NDArray[np.float32]:
    """Fit the weights of the features."""
    return fit_listwise([(r.reading.features, _right(r)) for r in reads if r.gold], DECAY)


def leave_one_out(reads: Sequence[Read]) -> list[Order]:
    """Order each text's sentences by weights fitted on the others."""
    orders = []
    for text in sorted({r.text for r in reads}):
        weights = fit([r for r in reads if r.text != text])
        orders += [Order(r, r.reading.features @ weights) for r in reads if r.text == text]
    return orders


def _right(read: Read) -> NDArray[np.bool_]:
    return np.isin(np.arange(len(read.reading.features)), list(read.gold))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure with each text left out in turn, and save."""
    parser = argparse.ArgumentParser(description="Train the weights that order sentences.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder of weights")
    parser.add_argument("--encoder", type=Path, default=TUNED, help="weights of the reader")
    parser.add_argument("--texts", nargs="*", help="texts the reader was not trained on")
    parser.add_argument(
        "--head", type=Path, required=True, help="head.safetensors, as training left it"
    )
    options = parser.parse_args(arguments)
    head = load_file(options.head)
    blank = RankingWeights(
        names=FEATURES,
        linear=np.zeros(len(FEATURES), np.float32),
        importance=head["importance"],
        power=float(head["power"][0]),
        judge=JudgeHead(
            importance=head["judge_importance"],
            power=float(head["judge_power"][0]),
            parts=head["parts"],
            null=head["null"],
        ),
    )
    texts = read_texts(options.data, options.texts)
    encoder = MiniLMEncoder(tuned=options.encoder)
    reads = list(read_all(texts, encoder, SentenceRanker(blank), TYPES))
    sys.stdout.write(table(order_scores(leave_one_out(reads))))
    save_weights(
        options.out / RANKING, head | {"names": write_names(FEATURES), "linear": fit(reads)}
    )


if __name__ == "__main__":
    main()
