"""Measure what each data set teaches the close reader and the reader of claims.

Run it as `python tests/benchmarks/bench_mixing.py questions` or `claims`. From the published MiniLM
the same number of steps is gone through with each set alone, then with all of them in equal parts;
the readers so made, and the shipped one, are tried on texts left out of training. A question is
right when the sentence that answers scores above four that only look like it; the area tells
answered questions from those beside which only tempting sentences stand. A claim is right when the
verdict on its sentence is.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import replace

import torch
from bench_baseline import LEFT_OUT
from figures import area_under_curve, balanced_accuracy, decimal, markdown, mean, percent
from measuring import measuring_data
from safetensors.torch import load_file
from torch.optim.lr_scheduler import LambdaLR

from qa.artefacts import WEIGHTS
from qa.evidence.close_network import CloseNetwork
from qa.evidence.packing import unpack
from qa.training.annotated import ANNOTATIONS, WRITTEN, read_annotated
from qa.training.close_pairs import Group, PairMaker, draw
from qa.training.close_reader import (
    BATCH,
    NAMES,
    TYPES,
    begin,
    make_batch,
    open_optimiser,
    read,
    read_material,
    train_step,
)
from qa.training.reader_loop import LEAST, WARM_UP, open_plain_tokenizer
from qa.training.texts import read_texts

SETS = {
    "questions": ("written", "annotated", "plain", "mixed", "swapped", "squad", "fairytales"),
    "claims": ("written", "annotated", "plain", "mixed", "stated", "edited"),
}
HEADINGS = {
    "questions": ("written: first", "area", "annotated: first", "area"),
    "claims": ("written: verdict", "annotated: verdict"),
}
RATE, WRONG, LOOK_ALIKE = 6e-5, 1, 4
TRIED = 300
"""Groups of each kind that a reader is tried on."""


def teach(sets: Sequence[Sequence[PairMaker]], steps: int, *, claims: bool) -> CloseNetwork:
    """Train a reader from the published one on equal parts of some sets."""
    torch.manual_seed(1)
    dice, tokenizer, network = random.Random(1), open_plain_tokenizer(), begin()
    groups: list[Group] = []
    for number, makers in enumerate(sets, 1):
        end = steps * BATCH * number // len(sets)
        while len(groups) < end:
            groups += draw(makers, WRONG, end - len(groups), dice, claims=claims)
    dice.shuffle(groups)
    optimiser = open_optimiser(network, RATE)
    schedule = LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / (WARM_UP * steps)) * max(LEAST, 1 - n / steps)
    )
    for start in range(0, len(groups), BATCH):
        train_step(network, make_batch(groups[start : start + BATCH], tokenizer), optimiser)
        schedule.step()
    return network


def shipped(task: str) -> CloseNetwork:
    """Open the reader that ships with Opcit."""
    network = begin()
    network.load_state_dict(unpack(load_file(WEIGHTS / NAMES[task])), strict=False)
    return network


@torch.inference_mode()
def tried(network: CloseNetwork, groups: Sequence[Group]) -> list[str]:
    """Let a reader read groups, all questions or all claims, and say how good it is."""
    tokenizer, best, right, told, truth = open_plain_tokenizer(), [], [], [], []
    for start in range(0, len(groups), BATCH):
        some = groups[start : start + BATCH]
        batch = make_batch(some, tokenizer)
        _, relevance, verdicts = read(network, batch)
        parts = torch.split(relevance, batch.sizes), torch.split(verdicts, batch.sizes)
        rows = zip(some, *parts, strict=True)
        for group, scores, said in rows:
            told.append(int(said[0].argmax()))
            truth.append(group.verdict)
            best.append(float(scores[0] if group.answerable else scores.max()))
            right.append(int(scores.argmax()) == 0 if group.answerable else None)
    if groups[0].verdict >= 0:
        return [percent(balanced_accuracy(told, truth))]
    area = area_under_curve(best, [one is not None for one in right])
    return [percent(mean(right)), decimal(area)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on each set, on all, and print what each teaches."""
    parser = argparse.ArgumentParser(description="Measure what each data set teaches.")
    parser.add_argument("task", choices=SETS)
    parser.add_argument("--steps", type=int, default=120, help="of twelve groups each")
    options = parser.parse_args(arguments)
    folder = measuring_data(WRITTEN)
    if folder is None:
        return
    claims = options.task == "claims"
    texts = read_texts(folder)
    written = [
        PairMaker(
            replace(t, examples=tuple(e for e in t.examples if e.type in TYPES)),
            {},
            own_passage=False,
        )
        for t in texts
        if t.name in LEFT_OUT
    ]
    others = [text.name for text in texts if text.name not in LEFT_OUT]
    annotated = [
        PairMaker(a.text, {}, own_passage=False)
        for a in read_annotated(folder.parent, ANNOTATIONS, others)
        if a.text.name.startswith(LEFT_OUT)
    ]
    trials = [
        draw(makers, LOOK_ALIKE, TRIED, random.Random(2), claims=claims)
        for makers in (written, annotated)
    ]
    material = read_material(folder.parent, ANNOTATIONS, LEFT_OUT)
    sets = {name: getattr(material, name) for name in SETS[options.task]}
    sys.stdout.write(markdown(["", *HEADINGS[options.task]], []))
    for name, makers in (*((name, [own]) for name, own in sets.items()), ("all", sets.values())):
        network = teach(list(makers), options.steps, claims=claims)
        show(name, network, trials)
    show("shipped", shipped(options.task), trials)


def show(name: str, network: CloseNetwork, trials: Sequence[Sequence[Group]]) -> None:
    """Print a row of the table."""
    cells = [cell for groups in trials for cell in tried(network.eval(), groups)]
    sys.stdout.write(f"| {' | '.join([name, *cells])} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
