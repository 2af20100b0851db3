"""What is trained of the reader: some of MiniLM's layers, a projection, and what a word counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from index.minilm import TOKEN_LAYER
from index.minilm_network import WIDTH, Network, from_bert
from index.model_files import WEIGHTS_SHA256, embedded_model, read_checked
from qa.training.precision import mixed

SHORT = 128
"""Length of a token's state after projection."""
_START = (22.0, 10.0, 8.0, 4.0, 3.0, 2.0)
_NULL_START = (19.0, 0.4)
_BATCH_PIECES = 5000


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Texts read.

    Attributes
    ----------
    tokens : Tensor, shape (t, SHORT)
        States of all tokens of all texts in order, unit length.
    vectors : Tensor, shape (n, WIDTH)
        Mean of each text's last states, unit length.
    """

    tokens: Tensor
    vectors: Tensor


class ReaderModel(nn.Module):
    """What is trained.

    Parameters
    ----------
    start : mapping of str to Tensor
        Weights of the network to begin with.
    frozen, top : int
        Layers left as they are, whose states are worked out once, and the last layer run.

    Attributes
    ----------
    importance : nn.Linear
        The logarithm of a question token's weight, as far as its state decides it.
    power : nn.Parameter
        How much the rareness of its word counts beside that.
    parts : nn.Parameter
        Weights of what the score of a sentence adds up: late interaction with it and with its
        passage, cosine of the vectors, resemblance, words shared with it and with its passage.
    null : nn.Parameter
        What a question's best sentence must score to be an answer: so much, and so much of what
        its sentences score on average.
    """

    def __init__(self, start: Mapping[str, Tensor], frozen: int, top: int) -> None:
        super().__init__()
        network = Network(TOKEN_LAYER)
        network.load_state_dict(start)
        network.requires_grad_(False)
        for layer in network.layers[frozen:top]:
            layer.requires_grad_(True)
        self.network = network
        self.frozen, self.top = frozen, top
        self.projection = nn.Linear(WIDTH, SHORT, bias=False)
        self.importance = nn.Linear(SHORT, 1, bias=False)
        nn.init.zeros_(self.importance.weight)
        self.power = nn.Parameter(torch.tensor(1.0))
        self.parts = nn.Parameter(torch.tensor(_START))
        self.null = nn.Parameter(torch.tensor(_NULL_START))

    @torch.no_grad()
    def lower(self, pieces: Sequence[int]) -> Tensor:
        """Return the states of one text after the frozen layers, special tokens included."""
        with mixed():
            states: Tensor = self.network.embeddings(torch.tensor([[101, *pieces, 102]]))
            for layer in self.network.layers[: self.frozen]:
                states = layer(states, None)
        return states[0].to(torch.bfloat16)

    def read(self, lower: Sequence[Tensor]) -> States:
        """Read texts from their states after the frozen layers, in batches of like length."""
        order = sorted(range(len(lower)), key=lambda i: len(lower[i]))
        flat, vectors, starts = [], [], torch.zeros(len(lower), dtype=torch.int64)
        size = 0
        for batch in _batches(order, [len(one) for one in lower]):
            states = pad_sequence([lower[i] for i in batch], batch_first=True)
            lengths = torch.tensor([len(lower[i]) for i in batch])
            mask = torch.arange(states.shape[1]) < lengths[:, None]
            tokens, last = self._upper(states.float(), mask)
            vectors.append(functional.normalize((last * mask[..., None]).sum(1), dim=-1))
            starts[batch] = size + torch.arange(len(batch)) * states.shape[1] + 1
            flat.append(tokens.reshape(-1, WIDTH))
            size += tokens.shape[0] * tokens.shape[1]
        spans = [
            torch.arange(int(a), int(a) + len(x) - 2) for a, x in zip(starts, lower, strict=True)
        ]
        short = self.projection(torch.cat(flat)[torch.cat(spans)])
        back = torch.tensor(order).argsort()
        return States(functional.normalize(short, dim=-1), torch.cat(vectors)[back])

    def _upper(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        barred = None if bool(mask.all()) else mask[:, None, None, :]
        tokens = states
        with mixed():
            for number in range(self.frozen + 1, self.top + 1):
                states = self.network.layers[number - 1](states, barred)
                if number == TOKEN_LAYER:
                    tokens = states
        return tokens.float(), states.float()

    @torch.no_grad()
    def start_projection(self, tokens: Tensor) -> None:
        """Begin with the directions in which token states differ most."""
        units = functional.normalize(tokens, dim=-1)
        _, directions = torch.linalg.eigh(units.T @ units)
        self.projection.weight.copy_(directions.flip(1)[:, :SHORT].T)

    def trained(self) -> dict[str, Tensor]:
        """Return the layers that were trained, by their names in the network."""
        return {
            f"layers.{number}.{name}": value.half()
            for number in range(self.frozen, self.top)
            for name, value in self.network.layers[number].state_dict().items()
        }


def published() -> dict[str, Tensor]:
    """Return the weights of the embedded model."""
    return from_bert(load(read_checked(embedded_model().weights, WEIGHTS_SHA256)))


def _batches(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    batches: list[list[int]] = []
    for i in order:
        own = batches[-1] if batches else []
        least = lengths[own[0]] if own else 0
        if (
            own
            and lengths[i] <= max(1.2 * least, least + 8)
            and len(own) * lengths[i] < _BATCH_PIECES
        ):
            own.append(i)
        else:
            batches.append([i])
    return batches
