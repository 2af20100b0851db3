"""Train the close reader: MiniLM's layers above the first, on questions read with sentences.

``python -m qa.training.close_reader --data FOLDER --squad FOLDER --fairytales FOLDER --out FOLDER``
goes through four rounds, each with a learning rate and a mix of its own. What was reached is
written down after each; a run that was broken off goes on from there.
"""

import argparse
import random
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from qa.evidence.close_network import CloseNetwork, shipped, untrained
from qa.evidence.close_reader import CLOSE_READER, LONGEST_QUESTION, LONGEST_SENTENCE
from qa.training import close_pairs
from qa.training.close_pairs import Group, PairMaker, answer_tokens, draw
from qa.training.reader import write
from qa.training.reader_loop import LEAST, WARM_UP, open_plain_tokenizer
from qa.training.reader_model import published
from qa.training.squad import HISTORY, read_squad
from qa.training.texts import Text, read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "unanswerable"})
"""Kinds of written question trained on."""
SQUAD_FILE, SQUAD_WRONG, FAIRYTALE_WRONG = "dev-v2.0.json.gz", 2, 1
BATCH, ALIKE = 12, 240
"""Groups of a step, and groups sorted by length together before they are dealt out."""
ORDER_WEIGHT, HEADS_FASTER, HEADS_SPREAD, DECAY = 0.7, 10, 0.02, 0.01
CHECKPOINT, REPORTED = "close_reader.pt", 25
_IGNORED, _BARRED = -100, -1e4


@dataclass(frozen=True, slots=True)
class Round:
    """A pass over a mix of questions.

    `wrong` sentences that do not answer stand beside each written question; `squad` and
    `fairytales` questions join all the written ones; the round breaks off after `stop` steps.
    """

    epochs: float
    rate: float
    wrong: int
    squad: int
    fairytales: int
    stop: int = 0


ROUNDS = (
    Round(1, 5e-5, 2, 3000, 1500),
    Round(2, 3e-5, 3, 2500, 800, stop=150),
    Round(1, 3.5e-5, 3, 1200, 300),
    Round(1.2, 3e-5, 3, 1800, 300),
)
Material = tuple[list[PairMaker], list[PairMaker], list[PairMaker]]
"""The written texts, SQuAD's and the fairy tales."""


def read_material(data: Path, squad: Path, tales: Path, leave_out: Collection[str]) -> Material:
    """Read what is trained on."""
    texts = [_usable(t) for t in read_texts(data) if t.name not in leave_out]
    answers = close_pairs.squad_answers(squad / SQUAD_FILE)
    articles = read_squad(squad / SQUAD_FILE, HISTORY)
    short = close_pairs.written_answers(data)
    return (
        [PairMaker(t, short, own_passage=False) for t in texts],
        [PairMaker(t, answers, own_passage=True) for t in articles],
        [PairMaker(t, {}, own_passage=True) for t in close_pairs.read_fairytales(tales)],
    )


def _usable(text: Text) -> Text:
    kept = (e for e in text.examples if e.type in TYPES and bool(e.gold) == e.answerable)
    return replace(text, examples=tuple(kept))


def deal(material: Material, mix: Round, dice: random.Random) -> list[list[Group]]:
    """Deal groups out to the steps of an epoch, those of a step about equally long."""
    counts = (mix.wrong, None), (SQUAD_WRONG, mix.squad), (FAIRYTALE_WRONG, mix.fairytales)
    groups, steps = [], []
    for makers, (wrong, most) in zip(material, counts, strict=True):
        groups += draw(makers, wrong, most, dice)
    dice.shuffle(groups)
    for start in range(0, len(groups), ALIKE):
        alike = sorted(groups[start : start + ALIKE], key=Group.size)
        steps += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
    dice.shuffle(steps)
    return steps


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Pairs to read at once: what `CloseNetwork` takes, the sentences' tokens, what is right.

    `spans` holds the answer's first and last token, -100 where it is unknown; `sizes` says how many
    pairs each group has.
    """

    ids: Tensor
    segments: Tensor
    mask: Tensor
    own: Tensor
    right: Tensor
    spans: Tensor
    sizes: list[int]


def make_batch(groups: Sequence[Group], tokenizer: Tokenizer) -> Batch:
    """Make a batch of groups."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rows, segments, own, right, spans = [], [], [], [], []
    for group in groups:
        asked = tokenizer.encode(group.question, add_special_tokens=False).ids[:LONGEST_QUESTION]
        for place, sentence in enumerate(group.sentences):
            encoding = tokenizer.encode(sentence, add_special_tokens=False)
            pieces, first = encoding.ids[:LONGEST_SENTENCE], len(asked) + 2
            rows.append(torch.tensor([cls, *asked, sep, *pieces, sep]))
            segments.append(torch.tensor([0] * first + [1] * (len(pieces) + 1)))
            own.append(torch.tensor([False] * first + [True] * len(pieces) + [False]))
            right.append(float(group.answerable and place == 0))
            offsets = encoding.offsets[:LONGEST_SENTENCE] if right[-1] else []
            span = answer_tokens(sentence, group.answer, offsets)
            spans.append((first + span[0], first + span[1]) if span else (_IGNORED, _IGNORED))
    ids = pad_sequence(rows, batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return Batch(
        ids=ids,
        segments=pad_sequence(segments, batch_first=True),
        mask=torch.arange(ids.shape[1]) < lengths[:, None],
        own=pad_sequence(own, batch_first=True),
        right=torch.tensor(right),
        spans=torch.tensor(spans),
        sizes=[len(group.sentences) for group in groups],
    )


def loss_of(network: CloseNetwork, batch: Batch) -> Tensor:
    """Return what is wrong with the judgement, the order and the spans of a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        spans, relevance = network(batch.ids, batch.segments, batch.mask)
    spans, relevance = spans.float(), relevance.float()
    loss = functional.binary_cross_entropy_with_logits(relevance, batch.right)
    scores, right = torch.split(relevance, batch.sizes), torch.split(batch.right, batch.sizes)
    pairs = zip(scores, right, strict=True)
    order = [own.logsumexp(0) - own[0] for own, first in pairs if first[0] and len(own) > 1]
    if order:
        loss = loss + ORDER_WEIGHT * torch.stack(order).mean()
    if bool((batch.spans != _IGNORED).any()):
        barred = spans.masked_fill(~batch.own[..., None], _BARRED)
        loss = loss + functional.cross_entropy(barred, batch.spans, ignore_index=_IGNORED)
    return loss


def begin() -> CloseNetwork:
    """Make the network to begin with: as published, with new heads, what is not shipped frozen."""
    network = CloseNetwork()
    network.load_state_dict(untrained(published()))
    nn.init.normal_(network.span.weight, std=HEADS_SPREAD)
    nn.init.normal_(network.rel.weight, std=HEADS_SPREAD)
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(shipped(name))
    return network


def train_step(network: CloseNetwork, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    """Learn from a batch; return its loss before."""
    loss = loss_of(network, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.detach())


def train(network: CloseNetwork, material: Material, mix: Round, seed: str, most: int) -> None:
    """Go through a round, for at most so many steps; to its end when `most` is 0."""
    dice, tokenizer = random.Random(seed), open_plain_tokenizer()
    steps = deal(material, mix, dice)
    every = chain(steps, chain.from_iterable(deal(material, mix, dice) for _ in count()))
    total = max(1, int(sum(map(len, steps)) / BATCH * mix.epochs))
    end = min(total, mix.stop or total, most or total)
    optimiser = open_optimiser(network, mix.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda n: min(1.0, (n + 1) / max(1.0, WARM_UP * total)) * max(LEAST, 1 - n / total),
    )
    for step, groups in enumerate(islice(every, end), 1):
        loss = train_step(network, make_batch(groups, tokenizer), optimiser)
        schedule.step()
        if step % REPORTED == 0:
            sys.stderr.write(f"step {step} of {end} loss {loss:.3f}\n")


def open_optimiser(network: CloseNetwork, rate: float) -> torch.optim.AdamW:
    """Make the optimiser of a round."""
    layers = [p for p in network.net.parameters() if p.requires_grad]
    heads = [*network.span.parameters(), *network.rel.parameters()]
    return torch.optim.AdamW(
        [
            {"params": layers, "lr": rate, "weight_decay": DECAY},
            {"params": heads, "lr": HEADS_FASTER * rate, "weight_decay": 0.0},
        ]
    )


def save(network: CloseNetwork, path: Path) -> None:
    """Write what training changed, in half the precision, and list its hash."""
    write({n: t.half() for n, t in network.state_dict().items() if shipped(n)}, path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the close reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--squad", type=Path, required=True, help=f"folder of {SQUAD_FILE}")
    parser.add_argument("--fairytales", type=Path, required=True, help="folder of FairytaleQA")
    parser.add_argument("--out", type=Path, required=True, help="folder of weights and checkpoint")
    parser.add_argument("--leave-out", nargs="*", default=[], help="texts not to train on")
    parser.add_argument("--rounds", type=int, default=len(ROUNDS))
    parser.add_argument("--max-steps", type=int, default=0, help="of each round")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    checkpoint, done = options.out / CHECKPOINT, 0
    torch.manual_seed(options.seed)
    network = begin()
    if checkpoint.exists():
        done, tensors = torch.load(checkpoint)
        network.load_state_dict(tensors)
    folders = options.data, options.squad, options.fairytales
    material = read_material(*folders, options.leave_out)
    for number, mix in list(enumerate(ROUNDS[: options.rounds], 1))[done:]:
        train(network, material, mix, f"{options.seed} {number}", options.max_steps)
        torch.save((number, network.state_dict()), checkpoint)
        sys.stdout.write(f"round {number} done\n")
    save(network, options.out / CLOSE_READER)


if __name__ == "__main__":
    main()
