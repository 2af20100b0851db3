"""Train the judging half of token states: whether the best of the sentences answers.

``python -m qa.training.judge --data FOLDER --out FOLDER`` goes on from the weights
that `qa.training.reader` left there. A layer of its own, over the states below the token layer,
learns scores that pass a threshold, learned too, where a text answers and fall short of it where
it does not: from the written unanswerable questions and their near misses, and from SQuAD 2.0's.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from index.minilm import JUDGE, JUDGE_PROJECTION, PROJECTION, TOKEN_LAYER
from qa.training.annotated import ANNOTATIONS, read_training
from qa.training.reader import HEAD, WEIGHTS, write
from qa.training.reader_loop import Step, Trainer, listwise, open_plain_tokenizer
from qa.training.reader_model import ReaderModel, published
from qa.training.reader_text import PreparedText, prepare
from qa.training.squad import ANSWERED, HISTORY, SQUAD_FILE, UNANSWERED, read_squad
from qa.training.texts import Example, Text

ORDERED = frozenset({"factoid", "why_how", "followup", "asked", "claim"})
TYPES = dict.fromkeys((*ORDERED, "unanswerable"), 1.0) | {
    "claim": 0.5,
    ANSWERED: 0.7,
    UNANSWERED: 0.7,
}
"""Kinds of question trained on, and how much each weighs."""
RATE, ORDER_WEIGHT = 1e-4, 0.5
SQUAD_QUESTIONS = 160
"""Of an article, evenly spaced."""
CHECKPOINT = "judge.pt"
_KEPT = (0, 1, 3, 4, 5)
"""All parts but the cosine of vectors, which this layer does not make."""


def judge_loss(model: ReaderModel, step: Step) -> Tensor:
    """Return what is wrong with the judgement, and half of what is with the order."""
    answers = step.gold.any(1)
    level = step.scores.mean(1).detach()
    excess = step.scores.logsumexp(1) - model.null[0] - model.null[1] * level
    judged = functional.softplus(torch.where(answers, -excess, excess))
    ordered = answers & torch.tensor([kind in ORDERED for kind in step.types])
    order = torch.where(ordered, listwise(step.scores, step.gold), 0.0)
    weights = torch.tensor([TYPES[kind] for kind in step.types])
    return ((judged + ORDER_WEIGHT * order) * weights).sum() / weights.sum()


def begin(folder: Path) -> tuple[ReaderModel, dict[str, Tensor]]:
    """Make a model that goes on from a trained reader; return that reader's weights too."""
    tensors = load_file(folder / WEIGHTS)
    layers = {n: t.float() for n, t in tensors.items() if n.startswith("layers.")}
    model = ReaderModel(published() | layers, TOKEN_LAYER - 1, TOKEN_LAYER)
    with torch.no_grad():
        model.projection.weight.copy_(tensors[PROJECTION].float())
        model.parts[2] = 0.0
    return model, tensors


def save(model: ReaderModel, tensors: dict[str, Tensor], folder: Path) -> None:
    """Add the judging half to the reader's weights, and its head to the reader's."""
    below = f"layers.{TOKEN_LAYER - 1}."
    kept = {n: t for n, t in tensors.items() if not n.startswith(JUDGE)}
    own = {JUDGE + n.removeprefix(below): t for n, t in model.trained().items()}
    own[JUDGE_PROJECTION] = model.projection.weight.detach().half()
    write(kept | own, folder / WEIGHTS)
    head = load_file(folder / HEAD) | {
        "judge_importance": model.importance.weight.detach()[0],
        "judge_power": model.power.detach()[None],
        "parts": model.parts.detach()[list(_KEPT)],
        "null": model.null.detach(),
    }
    write(head, folder / HEAD)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the judging half of token states.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--out", type=Path, required=True, help="where the reader was trained")
    parser.add_argument("--leave-out", nargs="*", default=[], help="texts not to train on")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    texts = read_training(options.data, options.annotations, options.leave_out)
    texts += read_squad(options.data / SQUAD_FILE, HISTORY, most=SQUAD_QUESTIONS)
    model, tensors = begin(options.out)
    trainer = Trainer(
        model, judge_loss, _prepared(texts), epochs=options.epochs, rate=RATE, seed=options.seed
    )
    trainer.run(options.out / CHECKPOINT)
    save(model, tensors, options.out)


def _prepared(texts: Sequence[Text]) -> list[PreparedText]:
    tokenizer = open_plain_tokenizer()
    return [
        prepare(replace(text, examples=tuple(e for e in text.examples if usable(e))), tokenizer)
        for text in texts
    ]


def usable(example: Example) -> bool:
    """Say whether a question is of a kind trained on, and known to be answerable or not."""
    return example.type in TYPES and bool(example.gold) == example.answerable


if __name__ == "__main__":
    main()
