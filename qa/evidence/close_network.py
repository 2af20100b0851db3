"""The network that reads a question or a claim with a sentence: MiniLM with three heads."""

import torch
from torch import Tensor, nn

from index.minilm_network import LAYERS, WIDTH, Network

FROZEN = 1
"""Lower layers that training left as published; the rest ship with Opcit."""
HEADS = {"span": 2, "rel": 1, "claim": 3}
"""The heads and how many numbers each gives."""


class CloseNetwork(nn.Module):
    """Reads pairs: how well a sentence answers, with which words, and what it says of a claim.

    After BERT's reading of question and paragraph (Devlin et al., 2019), on the sentence alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.net = Network(LAYERS)
        self.span = nn.Linear(WIDTH, 2)
        self.rel = nn.Linear(WIDTH, 1)
        self.claim = nn.Linear(WIDTH, 3)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read pairs.

        Parameters
        ----------
        ids : Tensor of int64, shape (n, length)
            Token ids of question or claim, sentence, and what stands before it; padded at the end.
        segments : Tensor of int64, shape (n, length)
            1 for the sentence, 0 for the rest.
        mask : Tensor of bool, shape (n, length)
            True for real tokens.

        Returns
        -------
        spans : Tensor of float32, shape (n, length, 2)
            Logits of each token being the first and the last of the answer.
        relevance : Tensor of float32, shape (n,)
            Logit of the sentence answering the question.
        verdicts : Tensor of float32, shape (n, 3)
            Logits of the sentence bearing the claim out, contradicting it, and neither.
        """
        table = self.net.embeddings
        states = table.word(ids) + table.position.weight[: ids.shape[1]] + table.segment(segments)
        states = table.norm(states)
        for layer in self.net.layers:
            states = layer(states, mask[:, None, None, :])
        states = states.float()
        kept = mask[..., None].float()
        pooled = states[:, 0] + (states * kept).sum(1) / kept.sum(1)
        spans: Tensor = self.span(states)
        relevance: Tensor = self.rel(pooled)[:, 0]
        verdicts: Tensor = self.claim(pooled)
        return spans, relevance, verdicts


def shipped(name: str) -> bool:
    """Whether a tensor was changed by training, and so is not the embedded model's own."""
    frozen = tuple(f"net.layers.{number}." for number in range(FROZEN))
    own = not name.startswith("net.embeddings.") or name == "net.embeddings.segment.weight"
    return own and not name.startswith(frozen)


def untrained(published: dict[str, Tensor]) -> dict[str, Tensor]:
    """Name the published tensors as this network does, and zero its heads."""
    tensors = {f"net.{name}": tensor for name, tensor in published.items()}
    for head, width in HEADS.items():
        tensors[f"{head}.weight"] = torch.zeros(width, WIDTH)
        tensors[f"{head}.bias"] = torch.zeros(width)
    return tensors
