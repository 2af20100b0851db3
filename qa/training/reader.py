"""Train the reader: MiniLM's upper layers, so that a question's words find what answers them.

``python -m qa.training.reader --data FOLDER --out FOLDER`` trains the layers and the half of a
token's state that finds sentences; `qa.training.judge` goes on from there with the other half.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from index.minilm import PROJECTION
from index.minilm_network import LAYERS
from qa.training.annotated import ANNOTATIONS, read_training
from qa.training.artefacts import list_hash
from qa.training.reader_loop import Step, Trainer, listwise, open_plain_tokenizer
from qa.training.reader_model import ReaderModel, published
from qa.training.reader_text import prepare

TYPES = {"factoid": 1.0, "why_how": 1.3, "followup": 1.0, "asked": 1.0, "claim": 0.5}
"""Kinds of question trained on, and how much each weighs."""
FROZEN = 2
"""Layers left as published, which need not be shipped."""
RATE, VECTOR_WEIGHT, VECTOR_SCALE = 5e-5, 0.3, 20.0
CHECKPOINT, WEIGHTS, HEAD = "reader.pt", "reader.safetensors", "head.safetensors"


def order_loss(model: ReaderModel, step: Step) -> Tensor:
    """Return what is wrong with the order of sentences, and of passages by vector alone."""
    weights = torch.tensor([TYPES[kind] for kind in step.types])
    vectors = listwise(VECTOR_SCALE * step.near, step.right)
    losses = listwise(step.scores, step.gold) + VECTOR_WEIGHT * vectors
    return (losses * weights).sum() / weights.sum()


def save(model: ReaderModel, folder: Path) -> None:
    """Write what the encoder needs beside the published weights, and the rest apart."""
    tensors = model.trained() | {PROJECTION: model.projection.weight.detach().half()}
    write(tensors, folder / WEIGHTS)
    head = {"importance": model.importance.weight.detach()[0], "power": model.power.detach()[None]}
    write(head, folder / HEAD)


def write(tensors: dict[str, Tensor], path: Path) -> None:
    """Write weights and list their hash."""
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    path.chmod(0o644)
    list_hash(path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--out", type=Path, required=True, help="folder of weights and checkpoint")
    parser.add_argument("--leave-out", nargs="*", default=[], help="texts not to train on")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = open_plain_tokenizer()
    texts = []
    for text in read_training(options.data, options.annotations, options.leave_out):
        usable = tuple(e for e in text.examples if e.gold and e.type in TYPES)
        texts.append(prepare(replace(text, examples=usable), tokenizer))
    torch.manual_seed(options.seed)
    model = ReaderModel(published(), FROZEN, LAYERS)
    sample = [model.lower(pieces) for text in texts for pieces in text.pieces[::4]]
    model.start_projection(torch.cat(sample).float())
    trainer = Trainer(model, order_loss, texts, epochs=options.epochs, rate=RATE, seed=options.seed)
    trainer.run(options.out / CHECKPOINT)
    save(model, options.out)


if __name__ == "__main__":
    main()
