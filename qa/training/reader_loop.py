"""The loop that trains the reader: a step, some questions about a text and some of its passages.

Every question is held against every sentence of the passages: late interaction over token states
read in their passage's context (Khattab and Zaharia, ColBERT, 2020), with what the dense and
lexical searches say added up, so that the layers learn what those do not know. What was reached is
written down after each epoch; a run that was broken off goes on from there.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from index.minilm import open_tokenizer
from index.model_files import embedded_model
from qa.training.reader_model import ReaderModel, States
from qa.training.reader_text import Prepared, PreparedText

QUESTIONS, PASSAGES = 32, 32
IMPORTANCE_RATE, PARTS_RATE = 5e-3, 0.03
WARM_UP, LEAST = 0.06, 0.02
FORGETTING = 0.3
"""Share of steps in which the words shared are hidden."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What a step found.

    Attributes
    ----------
    types : tuple of str, length q
        The questions' kinds.
    scores : Tensor, shape (q, s)
        Every question against every sentence.
    gold : Tensor of bool, shape (q, s)
        The sentences that answer.
    near : Tensor, shape (q, p)
        Cosine of every question's vector and every passage's.
    right : Tensor of bool, shape (q, p)
        The passages that answer.
    """

    types: tuple[str, ...]
    scores: Tensor
    gold: Tensor
    near: Tensor
    right: Tensor


Objective = Callable[[ReaderModel, Step], Tensor]


class Trainer:
    """Trains a model over texts.

    Parameters
    ----------
    model : ReaderModel
        What to train.
    objective : callable
        The loss of a step.
    texts : sequence of PreparedText
        What to train on, all questions about them.
    epochs : int
        How many times to go over all questions.
    rate : float
        Greatest learning rate of the layers.
    seed : int
        Of all that is random.
    """

    def __init__(
        self,
        model: ReaderModel,
        objective: Objective,
        texts: Sequence[PreparedText],
        *,
        epochs: int,
        rate: float,
        seed: int,
    ) -> None:
        torch.manual_seed(seed)
        self._random = random.Random(seed)
        self.model, self._objective = model, objective
        self._texts, self._epochs = texts, epochs
        self._lower = {t.name: [model.lower(p) for p in t.pieces] for t in texts}
        layers = [p for p in model.network.parameters() if p.requires_grad]
        self._optimiser = torch.optim.AdamW(
            [
                {"params": layers, "lr": rate},
                {"params": model.projection.parameters(), "lr": 10 * rate},
                {"params": [*model.importance.parameters(), model.power], "lr": IMPORTANCE_RATE},
                {"params": [model.parts, model.null], "lr": PARTS_RATE, "weight_decay": 0.0},
            ]
        )
        self._steps = epochs * len(list(self._epoch()))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._rate)
        self.epoch = 0

    def run(self, checkpoint: Path) -> None:
        """Train to the end, from the checkpoint where there is one."""
        if checkpoint.exists():
            self._resume(torch.load(checkpoint))
        while self.epoch < self._epochs:
            began, losses = time.monotonic(), []
            for text, questions in self._epoch():
                losses.append(self._step(text, questions))
                if len(losses) % 20 == 0:
                    sys.stderr.write(f"step {len(losses)} loss {np.mean(losses[-20:]):.3f}\n")
            self.epoch += 1
            torch.save(self._state(), checkpoint)
            seconds = time.monotonic() - began
            sys.stdout.write(f"epoch {self.epoch} loss {np.mean(losses):.3f} {seconds:.0f} s\n")

    def _epoch(self) -> Iterator[tuple[PreparedText, list[Prepared]]]:
        """Deal the questions out: each step some of one text."""
        hands = []
        for text in self._texts:
            usable = list(text.questions)
            self._random.shuffle(usable)
            hands += [(text, usable[i : i + QUESTIONS]) for i in range(0, len(usable), QUESTIONS)]
        self._random.shuffle(hands)
        yield from hands

    def _step(self, text: PreparedText, questions: Sequence[Prepared]) -> float:
        passages = self._passages(text, questions)
        loss = self._objective(self.model, self._hold(text, questions, passages))
        loss.backward()  # type: ignore[no-untyped-call]  # so in torch
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._schedule.step()
        return float(loss.detach())

    def _passages(self, text: PreparedText, questions: Sequence[Prepared]) -> list[int]:
        needed = {p for q in questions for p in q.near}
        others = [p for p in range(len(text.pieces)) if p not in needed]
        self._random.shuffle(others)
        chosen = needed.union(others[: max(0, PASSAGES - len(needed))])
        return sorted(p for p in chosen if text.pieces[p])

    def _hold(
        self, text: PreparedText, questions: Sequence[Prepared], passages: Sequence[int]
    ) -> Step:
        """Hold questions against passages."""
        asked = self.model.read([self.model.lower(q.pieces) for q in questions])
        read = self.model.read([self._lower[text.name][p] for p in passages])
        sentences = [s for p in passages for s in text.sentences[p]]
        owners = torch.tensor([row for row, p in enumerate(passages) for _ in text.sentences[p]])
        scores = self._scores(text, questions, passages, asked, read, sentences, owners)
        gold = torch.tensor([[s in q.gold for s in sentences] for q in questions])
        right = torch.zeros(len(questions), len(passages), dtype=torch.bool)
        right[gold.nonzero()[:, 0], owners[gold.nonzero()[:, 1]]] = True
        types = tuple(q.example.type for q in questions)
        return Step(types, scores, gold, asked.vectors @ read.vectors.T, right)

    def _scores(
        self,
        text: PreparedText,
        questions: Sequence[Prepared],
        passages: Sequence[int],
        asked: States,
        read: States,
        sentences: Sequence[int],
        owners: Tensor,
    ) -> Tensor:
        """Score every question against every sentence, shape (questions, sentences)."""
        place = {sentence: row for row, sentence in enumerate(sentences)}
        token_owners = torch.tensor([place[int(s)] for p in passages for s in text.owners[p]])
        near = _most(asked.tokens @ read.tokens.T, token_owners, len(sentences))
        near_passage = _most(near, owners, len(passages))
        weights = self._weights(asked.tokens, questions)
        mean = functional.normalize(weights @ asked.tokens, dim=-1)
        size = torch.bincount(token_owners, minlength=len(sentences)).clamp(min=1)
        total = torch.zeros(len(questions), len(sentences))
        resemblance = total.index_add(1, token_owners, mean @ read.tokens.T) / size
        late, late_passage, dense, alike, shared, shared_passage = self.model.parts
        scores = late * (weights @ near) + alike * resemblance
        passage = late_passage * (weights @ near_passage) + dense * asked.vectors @ read.vectors.T
        if self._random.random() >= FORGETTING:
            own = np.stack([q.shared[list(sentences)] for q in questions])
            whole = np.stack([q.shared_passage[list(passages)] for q in questions])
            scores = scores + shared * torch.from_numpy(own)
            passage = passage + shared_passage * torch.from_numpy(whole)
        summed: Tensor = scores + passage[:, owners]
        return summed

    def _weights(self, tokens: Tensor, questions: Sequence[Prepared]) -> Tensor:
        """Weigh the tokens of each question, shape (questions, all tokens)."""
        rareness = torch.cat([q.rareness for q in questions])
        logits = self.model.importance(tokens)[:, 0] + self.model.power * rareness
        lengths = torch.tensor([len(q.rareness) for q in questions])
        owners = torch.repeat_interleave(torch.arange(len(questions)), lengths)
        own = owners == torch.arange(len(questions))[:, None]
        alone: Tensor = logits.expand(len(questions), -1).masked_fill(~own, -1e9)
        return alone.softmax(1)

    def _rate(self, step: int) -> float:
        rising = (step + 1) / max(1.0, WARM_UP * self._steps)
        return min(1.0, rising) * max(LEAST, 1 - step / self._steps)

    def _state(self) -> dict[str, object]:
        return {
            "epoch": self.epoch,
            "model": self.model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "schedule": self._schedule.state_dict(),
            "random": self._random.getstate(),
        }

    def _resume(self, state: dict[str, object]) -> None:
        self.epoch = int(str(state["epoch"]))
        self.model.load_state_dict(state["model"])  # type: ignore[arg-type]  # as it was saved
        self._optimiser.load_state_dict(state["optimiser"])  # type: ignore[arg-type]  # as it was saved
        self._schedule.load_state_dict(state["schedule"])  # type: ignore[arg-type]  # as it was saved
        self._random.setstate(state["random"])  # type: ignore[arg-type]  # as it was saved


def _most(values: Tensor, owners: Tensor, size: int) -> Tensor:
    """Take the greatest of each owner's columns."""
    start = torch.full((len(values), size), -1.0)
    return start.scatter_reduce(1, owners.expand(len(values), -1), values, "amax")


def listwise(scores: Tensor, right: Tensor) -> Tensor:
    """Return each row's cross-entropy of the right columns together."""
    loss: Tensor = scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)
    return loss


def open_plain_tokenizer() -> Tokenizer:
    """Open the embedded model's tokenizer, which is to cut and fill nothing."""
    return open_tokenizer(embedded_model().tokenizer)
