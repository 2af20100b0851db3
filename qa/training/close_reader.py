"""Train the close reader: MiniLM's layers above the first, on questions read with sentences.

``python -m qa.training.close_reader --data FOLDER --out FOLDER`` goes through the rounds, each with
a learning rate and a mix of its own; with ``--task claims`` the last one teaches verdicts on claims
instead. What was reached is written down after each; a run that was broken off goes on from there.
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

from qa.evidence.close_network import CloseNetwork, shipped, untrained
from qa.evidence.close_reader import CLAIM_READER, CLOSE_READER
from qa.evidence.packing import pack
from qa.evidence.pairs import Pairs, Shown
from qa.training import close_pairs
from qa.training.annotated import ANNOTATIONS, WRITTEN, Style, read_annotated
from qa.training.close_pairs import Group, PairMaker, answer_tokens, draw
from qa.training.edited import edited
from qa.training.precision import mixed
from qa.training.reader import write
from qa.training.reader_loop import LEAST, WARM_UP, open_plain_tokenizer
from qa.training.reader_model import published
from qa.training.squad import HISTORY, SQUAD_FILE, read_squad
from qa.training.stated import stated
from qa.training.swapped import swapped
from qa.training.texts import Text, read_texts

TYPES = frozenset({"factoid", "why_how", "followup", "unanswerable", "claim"})
"""Kinds of written question trained on."""
NAMES = {"questions": CLOSE_READER, "claims": CLAIM_READER}
TALES = "fairytaleqa"
SQUAD_WRONG, FAIRYTALE_WRONG = 2, 1
EDITED = 220
"""Sentences of a text to make claims of."""
BATCH, TOGETHER = 12, 10
"""Groups of a step, and pairs of it read at once, the shortest first."""
ASIDE = 0.4
"""How much it counts to know that a sentence shown beside the first does not answer: less than to
know whether the first does."""
ORDER_WEIGHT, HEADS_FASTER, HEADS_SPREAD, DECAY = 0.7, 10, 0.02, 0.01
CHECKPOINT, REPORTED = "close_reader.pt", 25
NEITHER, VERDICT_WEIGHTS = 2, (1.0, 1.0, 0.7)
"""The verdict of a sentence that says nothing of a claim; such sentences are the most."""
_IGNORED, _BARRED = -100, -1e4


@dataclass(frozen=True, slots=True)
class Round:
    """A pass over a mix of questions and claims.

    `wrong` sentences that do not answer stand beside each written question, on average; `squad` and
    `fairytales` questions join all the written ones, and so do the shares `annotated`, `plain` and
    `mixed` of those of `qa.training.annotated`, by style; `swapped` of those that
    `qa.training.swapped` makes of them come on top; the round breaks off after `stop` steps. With
    `claims` there are only claims: written and annotated ones, `stated` of those that
    `qa.training.stated` makes of questions, and `edited` of those that `qa.training.edited` makes
    of sentences.
    """

    epochs: float
    rate: float
    wrong: float
    squad: int = 0
    fairytales: int = 0
    stop: int = 0
    annotated: float = 0
    plain: float = 0
    mixed: float = 0
    swapped: int = 0
    claims: bool = False
    stated: int = 0
    edited: int = 0


FIRST = (
    Round(1, 5e-5, 2, 3000, 1500),
    Round(2, 3e-5, 3, 2500, 800, stop=150),
    Round(1, 3.5e-5, 3, 1200, 300),
    Round(1.2, 3e-5, 3, 1800, 300),
)
ROUNDS = {
    "questions": (
        *FIRST,
        Round(1, 4e-5, 3, 4000, 0, annotated=1),
        Round(1, 4e-5, 2, 1000, 0, annotated=1, swapped=2500),
        Round(1, 4e-5, 1, 500, 0, annotated=0.8, plain=1, swapped=1000),
        Round(1, 5e-5, 1, 200, 0, annotated=0.08, plain=0.1, mixed=0.23, swapped=300),
        Round(1, 4e-5, 1, 100, 0, annotated=0.05, plain=0.05, mixed=0.27, swapped=200),
    ),
    "claims": (
        *FIRST,
        Round(3, 8e-5, 1, annotated=1, claims=True),
        Round(1, 5e-5, 1, annotated=1, claims=True, stated=7000, edited=8000),
        Round(0.85, 4e-5, 1, annotated=1, claims=True, stated=1500, edited=3000),
        Round(1, 4e-5, 1, annotated=0.2, plain=0.6, claims=True, stated=200, edited=500),
        Round(1, 4e-5, 0.35, annotated=0.25, plain=0.25, claims=True, stated=200, edited=400),
        Round(
            1, 5e-5, 0.3, annotated=0.1, plain=0.1, mixed=0.5, claims=True, stated=300, edited=600
        ),
    ),
}
"""What the close reader and the reader of claims go through."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on: pairs to be made of the written texts and of other data."""

    written: list[PairMaker]
    annotated: list[PairMaker]
    plain: list[PairMaker]
    mixed: list[PairMaker]
    stated: list[PairMaker]
    edited: list[PairMaker]
    swapped: list[PairMaker]
    squad: list[PairMaker]
    fairytales: list[PairMaker]


def read_material(data: Path, annotations: Path, leave_out: Collection[str]) -> Material:
    """Read what is trained on, from the folder of all data sets."""
    texts = [_usable(t) for t in read_texts(data / WRITTEN) if t.name not in leave_out]
    annotated, plain, mixed = (read_annotated(data, annotations, leave_out, s) for s in Style)
    answers = close_pairs.squad_answers(data / SQUAD_FILE)
    articles = read_squad(data / SQUAD_FILE, HISTORY)
    short = close_pairs.written_answers(data / WRITTEN)
    tales = close_pairs.read_fairytales(data / TALES)
    questions = [(a.text, a.answers) for a in annotated] + [(t, answers) for t in articles]
    claims = [stated(text, known, number) for number, (text, known) in enumerate(questions)]
    return Material(
        written=[PairMaker(t, short, own_passage=False) for t in texts],
        annotated=[PairMaker(a.text, a.answers, own_passage=False) for a in annotated],
        plain=[PairMaker(a.text, a.answers, own_passage=False) for a in plain],
        mixed=[PairMaker(a.text, a.answers, own_passage=False) for a in mixed],
        stated=[PairMaker(t, {}, own_passage=False) for t in claims],
        edited=[
            PairMaker(edited(t, EDITED, number), {}, own_passage=False)
            for number, t in enumerate([*texts, *(a.text for a in annotated), *articles])
        ],
        swapped=[
            PairMaker(swapped(t, number), {}, own_passage=False)
            for number, t in enumerate([*texts, *(a.text for a in annotated), *articles])
        ],
        squad=[PairMaker(t, answers, own_passage=True) for t in articles],
        fairytales=[PairMaker(t, {}, own_passage=True) for t in tales],
    )


def _usable(text: Text) -> Text:
    kept = (e for e in text.examples if e.type in TYPES and bool(e.gold) == e.answerable)
    return replace(text, examples=tuple(kept))


def deal(material: Material, mix: Round, dice: random.Random) -> list[list[Group]]:
    """Deal groups out to the steps of an epoch."""
    groups = draw(material.written, mix.wrong, None, dice, claims=mix.claims)
    for makers, share in (
        (material.annotated, mix.annotated),
        (material.plain, mix.plain),
        (material.mixed, mix.mixed),
    ):
        most = round(share * sum(_holds(maker, mix) for maker in makers))
        groups += draw(makers, mix.wrong, most, dice, claims=mix.claims)
    groups += draw(material.stated, mix.wrong, mix.stated, dice, claims=True)
    groups += draw(material.edited, mix.wrong, mix.edited, dice, claims=True)
    groups += draw(material.swapped, mix.wrong, mix.swapped, dice)
    groups += draw(material.squad, SQUAD_WRONG, mix.squad, dice)
    groups += draw(material.fairytales, FAIRYTALE_WRONG, mix.fairytales, dice)
    dice.shuffle(groups)
    return [groups[i : i + BATCH] for i in range(0, len(groups), BATCH)]


def _holds(maker: PairMaker, mix: Round) -> int:
    """Count the questions, or claims, that a round may draw from a text."""
    return sum((example.type == "claim") is mix.claims for example in maker.examples)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Pairs of some groups: what `CloseNetwork` takes, and what is right.

    They are read in `parts` of about the same length; `order` says which row of the parts each
    pair is. `own` marks the sentences' tokens. `right` is 1 for a sentence that answers, 0 for one
    that does not; `asked` is False for claims, whose `verdicts` are given instead, -100 for
    questions. `spans` holds the answer's first and last token, -100 where it is unknown; `sizes`
    says how many pairs each group has.
    """

    parts: list[Pairs]
    order: Tensor
    own: Tensor
    right: Tensor
    counts: Tensor
    asked: Tensor
    verdicts: Tensor
    spans: Tensor
    sizes: list[int]


def make_batch(groups: Sequence[Group], tokenizer: Tokenizer) -> Batch:
    """Make a batch of groups."""
    told = [(group, place) for group in groups for place in range(len(group.sentences))]
    pairs = [(group.question, group.sentences[place]) for group, place in told]
    by_length = sorted(range(len(pairs)), key=lambda row: _length(*pairs[row]))
    cuts = [by_length[i : i + TOGETHER] for i in range(0, len(by_length), TOGETHER)]
    parts = [Pairs.make([pairs[row] for row in cut], tokenizer) for cut in cuts]
    order = torch.tensor(by_length).argsort()
    firsts = [first for part in parts for first in part.firsts]
    places = [offsets for part in parts for offsets in part.offsets]
    longest = max(part.ids.shape[1] for part in parts)
    own, spans = torch.zeros(len(pairs), longest, dtype=torch.bool), []
    for row, (group, place) in enumerate(told):
        first, offsets = firsts[order[row]], places[order[row]]
        own[row, first : first + len(offsets)] = True
        known = offsets if group.answerable and place == 0 else []
        span = answer_tokens(group.sentences[place].text, group.answer, known)
        spans.append((first + span[0], first + span[1]) if span else (_IGNORED, _IGNORED))
    return Batch(
        parts=parts,
        order=order,
        own=own,
        right=torch.tensor([float(g.answerable and place == 0) for g, place in told]),
        counts=torch.tensor([1.0 if place == 0 else ASIDE for _, place in told]),
        asked=torch.tensor([g.verdict < 0 for g, _ in told]),
        verdicts=torch.tensor([_verdict(g, place) for g, place in told]),
        spans=torch.tensor(spans),
        sizes=[len(group.sentences) for group in groups],
    )


def _length(asked: str, shown: Shown) -> int:
    return len(asked) + len(shown.text) + len(shown.before)


def _verdict(group: Group, place: int) -> int:
    if group.verdict < 0:
        return _IGNORED
    return group.verdict if place == 0 else NEITHER


def read(network: CloseNetwork, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Read all parts of a batch; return what the network says of its pairs in their order."""
    with mixed():
        outcomes = [network(part.ids, part.segments, part.mask) for part in batch.parts]
    longest = batch.own.shape[1]
    spans = [functional.pad(o[0], (0, 0, 0, longest - o[0].shape[1])) for o in outcomes]
    relevance, verdicts = (torch.cat([o[i].float() for o in outcomes]) for i in (1, 2))
    order = batch.order
    return torch.cat(spans).float()[order], relevance[order], verdicts[order]


def loss_of(network: CloseNetwork, batch: Batch) -> Tensor:
    """Return what is wrong with the judgement, the order, the spans and the verdicts of a batch."""
    spans, relevance, verdicts = read(network, batch)
    loss = torch.zeros(())
    if bool(batch.asked.any()):
        loss = loss + functional.binary_cross_entropy_with_logits(
            relevance[batch.asked], batch.right[batch.asked], batch.counts[batch.asked]
        )
    if not bool(batch.asked.all()):
        weights = torch.tensor(VERDICT_WEIGHTS)
        loss = loss + functional.cross_entropy(
            verdicts, batch.verdicts, weights, ignore_index=_IGNORED
        )
    scores, right = torch.split(relevance, batch.sizes), torch.split(batch.right, batch.sizes)
    pairs = zip(scores, right, torch.split(batch.asked, batch.sizes), strict=True)
    order = [
        own.logsumexp(0) - own[0]
        for own, first, asked in pairs
        if asked[0] and first[0] and len(own) > 1
    ]
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
    loss.backward()  # type: ignore[no-untyped-call]  # so in torch
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return float(loss.detach())


def train(network: CloseNetwork, material: Material, mix: Round, seed: str, most: int) -> None:
    """Go through a round, for at most so many steps; to its end when `most` is 0."""
    dice, tokenizer = random.Random(seed), open_plain_tokenizer()
    steps = deal(material, mix, dice)
    # Changing the segments' embeddings means going back through the frozen layer.
    network.net.embeddings.segment.requires_grad_(not (mix.annotated or mix.mixed))
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
    """Write what training changed, packed, and list its hash."""
    write(pack({n: t for n, t in network.state_dict().items() if shipped(n)}), path)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the close reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--out", type=Path, required=True, help="folder of weights and checkpoint")
    parser.add_argument("--leave-out", nargs="*", default=[], help="texts not to train on")
    parser.add_argument("--task", choices=ROUNDS, default="questions", help="what to read")
    parser.add_argument("--rounds", type=int, help="how many rounds to go through; all by default")
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
    material = read_material(options.data, options.annotations, options.leave_out)
    for number, mix in list(enumerate(ROUNDS[options.task][: options.rounds], 1))[done:]:
        train(network, material, mix, f"{options.seed} {number}", options.max_steps)
        torch.save((number, network.state_dict()), checkpoint)
        sys.stdout.write(f"round {number} done\n")
    save(network, options.out / NAMES[options.task])


if __name__ == "__main__":
    main()
