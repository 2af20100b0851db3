"""The transformer behind the embedded model: BERT's layers, in plain PyTorch.

Kept apart from the encoder so that training and reading run the very same code.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS, EPSILON = 30522, 512, 1e-12
_BARRED = -1e4


class Embeddings(nn.Module):
    """Word, position and segment embeddings, added up and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.word = _table(VOCABULARY)
        self.position = _table(POSITIONS)
        self.segment = _table(2)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, ids: Tensor) -> Tensor:
        """Embed token ids of shape (n, length)."""
        length = ids.shape[1]
        states = self.word(ids) + self.position.weight[:length] + self.segment.weight[0]
        normed: Tensor = self.norm(states)
        return normed


def _table(rows: int) -> nn.Embedding:
    """Make an embedding whose weights are yet to be loaded.

    Drawing random ones, as `nn.Embedding` does, costs a second: on the meta device it imports
    PyTorch's compiler.
    """
    empty = torch.empty(rows, WIDTH)
    table: nn.Embedding = nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]  # so in torch
        empty, freeze=False
    )
    return table


class Layer(nn.Module):
    """One block: attention, then a two-layer network, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Read states of shape (n, length, width); `mask` is False where attention is barred."""
        n, length, _ = states.shape
        qkv = self.qkv(states).view(n, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        read = _attend(query, key, value, mask)
        read = read.transpose(1, 2).reshape(n, length, WIDTH)
        states = self.mix_norm(states + self.mix(read))
        inner = functional.gelu(self.inner(states))
        out: Tensor = self.outer_norm(states + self.outer(inner))
        return out


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Attend in one step, or, where gradients are wanted, in three: on CPU those are faster."""
    if not torch.is_grad_enabled():
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    logits = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
    if mask is not None:
        logits = logits.masked_fill(~mask, _BARRED)
    return logits.softmax(-1).to(value.dtype) @ value


class Network(nn.Module):
    """MiniLM: embeddings and six layers.

    Parameters
    ----------
    token_layer : int
        The layer, from 1, whose states stand for the tokens.
    """

    def __init__(self, token_layer: int) -> None:
        super().__init__()
        self.token_layer = token_layer
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Read texts.

        Parameters
        ----------
        ids : Tensor of int64, shape (n, length)
            Token ids, padded at the end.
        mask : Tensor of bool, shape (n, length), or None
            True for real tokens; None when nothing is padded.

        Returns
        -------
        below, token_states, last_states : Tensor, shape (n, length, width)
            The states before and after the token layer, and after the last.
        """
        states = self.embeddings(ids)
        below = token_states = states
        barred = None if mask is None else mask[:, None, None, :]
        for number, layer in enumerate(self.layers, 1):
            if number == self.token_layer:
                below = states
            states = layer(states, barred)
            if number == self.token_layer:
                token_states = states
        return below, token_states, states


def from_bert(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Rename the tensors of a BERT checkpoint to those of `Network`, joining Q, K and V."""
    emb = "embeddings."
    renamed = {
        f"{emb}word.weight": tensors[f"{emb}word_embeddings.weight"],
        f"{emb}position.weight": tensors[f"{emb}position_embeddings.weight"],
        f"{emb}segment.weight": tensors[f"{emb}token_type_embeddings.weight"],
        f"{emb}norm.weight": tensors[f"{emb}LayerNorm.weight"],
        f"{emb}norm.bias": tensors[f"{emb}LayerNorm.bias"],
    }
    parts = {
        "mix": "attention.output.dense",
        "mix_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            qkv = [tensors[f"{old}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            renamed[f"{new}qkv.{kind}"] = torch.cat(qkv)
            for ours, theirs in parts.items():
                renamed[f"{new}{ours}.{kind}"] = tensors[f"{old}{theirs}.{kind}"]
    return renamed
