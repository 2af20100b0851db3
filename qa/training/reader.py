"""Train the reader: MiniLM's upper layers, so that a question's words find what answers them.

``python -m qa.training.reader --data FOLDER --out FOLDER`` takes, a step, some questions about one
text and the passages that answer and tempt, with others of the same text, and holds every question
against every sentence of them: late interaction over token states read in their passage's context
(Khattab and Zaharia, ColBERT, 2020), with what the dense and lexical searches say added up, so that
the layers learn what those do not know. Beside it, the best of a question's sentences must outdo a
threshold that is learned too where the text answers, and fall short of it where it does not.
What was reached is written down after each epoch; a run that was broken off goes on from there.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from index.model_files import embedded_model
from qa.training.artefacts import list_hash
from qa.training.reader_model import ReaderModel, States
from qa.training.reader_text import Prepared, PreparedText, prepare
from qa.training.squad import ANSWERED, HISTORY, UNANSWERED, read_squad
from qa.training.texts import read_texts

ORDERED = {"factoid": 1.0, "why_how": 1.3, "followup": 1.0, "claim": 1.0}
"""Kinds of question whose sentences are put in order, and how much each weighs."""
JUDGED = ORDERED | {"unanswerable": 1.0, ANSWERED: 0.7, UNANSWERED: 0.7}
"""Kinds of question that teach when a text answers."""
QUESTIONS, PASSAGES, SQUAD_QUESTIONS = 36, 32, 36
RATE, PROJECTION_RATE, IMPORTANCE_RATE, PARTS_RATE = 5e-5, 5e-4, 5e-3, 0.03
WARM_UP, LEAST = 0.06, 0.02
FORGETTING = 0.3
"""Share of steps in which the words shared are hidden."""
HEAD = "head.npz"
JUDGED_WEIGHT = 0.35
VECTOR_WEIGHT, VECTOR_SCALE = 0.3, 20.0


class Trainer:
    """Trains one model over texts.

    Parameters
    ----------
    texts : sequence of PreparedText
        What to train on.
    epochs : int
        How many times to go over all questions.
    seed : int
        Of all that is random.
    """

    def __init__(self, texts: Sequence[PreparedText], epochs: int, seed: int) -> None:
        torch.manual_seed(seed)
        self._random = random.Random(seed)
        self._texts, self._epochs = texts, epochs
        self.model = ReaderModel()
        self._lower = {t.name: [self.model.lower(p) for p in t.pieces] for t in texts}
        model, layers = self.model, self.model.network.parameters()
        self._optimiser = torch.optim.AdamW(
            [
                {"params": [p for p in layers if p.requires_grad], "lr": RATE},
                {"params": model.projection.parameters(), "lr": PROJECTION_RATE},
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
        else:
            states = torch.cat([s for own in self._lower.values() for s in own[::4]])
            self.model.start_projection(states.float())
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
            usable = [q for q in text.questions if q.example.type in JUDGED]
            self._random.shuffle(usable)
            if any(q.example.type in (ANSWERED, UNANSWERED) for q in usable):
                usable = usable[:SQUAD_QUESTIONS]
            hands += [(text, usable[i : i + QUESTIONS]) for i in range(0, len(usable), QUESTIONS)]
        self._random.shuffle(hands)
        yield from hands

    def _step(self, text: PreparedText, questions: Sequence[Prepared]) -> float:
        passages = self._passages(text, questions)
        loss = self._loss(text, questions, passages)
        loss.backward()  # type: ignore[no-untyped-call]
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

    def _loss(
        self, text: PreparedText, questions: Sequence[Prepared], passages: Sequence[int]
    ) -> Tensor:
        """Add up what order, vectors and the judgement of answers have got wrong."""
        asked = self.model.read([self.model.lower(q.pieces) for q in questions])
        read = self.model.read([self._lower[text.name][p] for p in passages])
        sentences = [s for p in passages for s in text.sentences[p]]
        owners = torch.tensor([row for row, p in enumerate(passages) for _ in text.sentences[p]])
        scores = self._scores(text, questions, passages, asked, read, sentences, owners)
        gold = torch.tensor([[s in q.gold for s in sentences] for q in questions])
        right = torch.zeros(len(questions), len(passages), dtype=torch.bool)
        right[gold.nonzero()[:, 0], owners[gold.nonzero()[:, 1]]] = True
        near = VECTOR_SCALE * asked.vectors @ read.vectors.T
        order = _listwise(scores, gold) + VECTOR_WEIGHT * _listwise(near, right)
        answers = gold.any(1)
        judged = functional.softplus(torch.where(answers, -1.0, 1.0) * self._excess(scores))
        types = [q.example.type for q in questions]
        ordered = torch.tensor([ORDERED.get(t, 0.0) for t in types]) * answers
        weights = torch.tensor([JUDGED[t] for t in types])
        losses = torch.where(ordered > 0, order * ordered, 0.0) + JUDGED_WEIGHT * judged * weights
        loss: Tensor = losses.sum() / weights.sum()
        return loss

    def _excess(self, scores: Tensor) -> Tensor:
        """Return by how much the best sentences outdo the threshold."""
        level = scores.mean(1).detach()
        excess: Tensor = scores.logsumexp(1) - self.model.null[0] - self.model.null[1] * level
        return excess

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
        self.model.load_state_dict(state["model"])  # type: ignore[arg-type]
        self._optimiser.load_state_dict(state["optimiser"])  # type: ignore[arg-type]
        self._schedule.load_state_dict(state["schedule"])  # type: ignore[arg-type]
        self._random.setstate(state["random"])  # type: ignore[arg-type]


def _most(values: Tensor, owners: Tensor, size: int) -> Tensor:
    """Take the greatest of each owner's columns."""
    start = torch.full((len(values), size), -1.0)
    return start.scatter_reduce(1, owners.expand(len(values), -1), values, "amax")


def _listwise(scores: Tensor, right: Tensor) -> Tensor:
    loss: Tensor = scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)
    return loss


def save(model: ReaderModel, folder: Path) -> None:
    """Write the encoder's weights, and what `qa.training.ranking` needs of the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "reader.safetensors"
    save_file({name: tensor.contiguous() for name, tensor in model.shipped().items()}, path)
    path.chmod(0o644)
    list_hash(path)
    np.savez(
        folder / HEAD,
        importance=model.importance.weight.detach()[0].numpy(),
        power=model.power.detach().numpy()[None],
        parts=model.parts.detach().numpy(),
        null=model.null.detach().numpy(),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder of written questions")
    parser.add_argument("--out", type=Path, required=True, help="folder of weights and checkpoint")
    parser.add_argument("--squad", type=Path, help="SQuAD 2.0 file")
    parser.add_argument("--leave-out", nargs="*", default=[], help="texts not to train on")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    tokenizer = Tokenizer.from_file(str(embedded_model().tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = [t for t in read_texts(options.data) if t.name not in options.leave_out]
    if options.squad:
        texts += read_squad(options.squad, HISTORY.union(options.leave_out))
    trainer = Trainer([prepare(t, tokenizer) for t in texts], options.epochs, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    trainer.run(options.out / "checkpoint.pt")
    save(trainer.model, options.out)


if __name__ == "__main__":
    main()
