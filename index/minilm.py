"""The encoder around the embedded model, in plain PyTorch: nothing slow to import.

One pass over a passage gives its vector (the mean of the last layer's states, as
sentence-transformers pools this model) and a state for each token, read in the passage's context.
Opcit's own training changed the upper layers and added projections that shorten token states. A
token's state then has two halves: one for finding the sentence that answers, and one, from a layer
of its own, for telling whether it does. Without the training, the model is the one published.
"""

import copy
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from safetensors.torch import load
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn.functional import cosine_similarity, linear, normalize

from index.encoder import Encoded
from index.errors import ModelError
from index.halves import FINDING, JUDGING
from index.minilm_network import WIDTH, Layer, Network, from_bert
from index.model_files import WEIGHTS_SHA256, embedded_model, listed_hash, read_checked
from index.windows import Window, batches, cut

Precision = Literal["auto", "float32", "bfloat16"]

TUNED = Path(__file__).parent / "weights" / "reader.safetensors"
"""What training changed: the upper layers, and what `Heads` holds."""
PROJECTION, JUDGE, JUDGE_PROJECTION = "projection", "judge.", "judge_projection"
TOKEN_LAYER = 5
WINDOW = 510
"""Word pieces in a window: the model's positions, less the two special tokens."""
OVERLAP = 128
BATCH_PIECES = 4096
AGREEMENT = 0.995
"""Least cosine between bfloat16 and float32 vectors for bfloat16 to be used."""

_CLS, _SEP = 101, 102
_PROBES = (
    "Who spoke first?",
    "The treaty was signed in March 1918, after a vote of 7 to 4.",
    "No.",
)

_PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16")

_Part = tuple[Tensor, Tensor]
"""What a window gives: the sum of its last states, and its kept token states."""


class MiniLMEncoder:
    """all-MiniLM-L6-v2, as carried by its package.

    Safe to share by threads: it holds nothing but weights.

    Parameters
    ----------
    precision : {"auto", "float32", "bfloat16"}
        "auto" takes bfloat16 where the processor computes in it and the vectors agree.
    indexed : str, optional
        Fingerprint kept with an index; "auto" then takes the precision it was built in, if it was
        built with this model, without trying both.
    tuned : Path, optional
        Weights that training changed, beside the list of their hashes; None for the model as
        published.

    Raises
    ------
    ModelError
        The model is missing, or is not the one expected.
    """

    def __init__(
        self,
        precision: Precision = "auto",
        indexed: str | None = None,
        tuned: Path | None = TUNED,
    ) -> None:
        model = embedded_model()
        tensors = from_bert(load(read_checked(model.weights, WEIGHTS_SHA256)))
        self._tuned = listed_hash(tuned) if tuned else ""
        self._heads: Heads | None = None
        if tuned:
            loaded = load(read_checked(tuned, self._tuned))
            changed = {name: tensor.float() for name, tensor in loaded.items()}
            self._heads = Heads.take(changed)
            tensors.update(changed)
        self._tokenizer = open_tokenizer(model.tokenizer)
        with torch.device("meta"):
            network = Network(TOKEN_LAYER)
        network.load_state_dict(tensors, assign=True)
        network.eval().requires_grad_(False)
        built_in = {self._fingerprint_in(name): name for name in _PRECISIONS}
        if precision == "auto" and indexed is not None:
            precision = built_in.get(indexed, "auto")
        self._network = self._choose(network, precision)
        if self._heads:
            self._heads = self._heads.to(self._network.embeddings.word.weight.dtype)
        self._precision = str(self._network.embeddings.word.weight.dtype).removeprefix("torch.")
        self._fingerprint = self._fingerprint_in(self._precision)

    @property
    def name(self) -> str:
        """Name of the model."""
        published = "sentence-transformers/all-MiniLM-L6-v2"
        return f"{published}, tuned for Opcit" if self._tuned else published

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what decides the vectors."""
        return self._fingerprint

    @property
    def precision(self) -> str:
        """The precision the network computes in."""
        return self._precision

    @property
    def dimension(self) -> int:
        """Length of a text's vector."""
        return WIDTH

    @property
    def token_dimension(self) -> int:
        """Length of a token's state."""
        return WIDTH if self._heads is None else self._heads.width

    def encode_question(self, text: str) -> Encoded:
        """Encode one question."""
        return self.encode([text])[0]

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> list[Encoded]:
        """Encode passages, in the order given.

        Parameters
        ----------
        texts : sequence of str
            Of any length; what exceeds the model's window is read in overlapping windows.
        progress : callable, optional
            Told the number of windows read, after each batch.

        Returns
        -------
        list of Encoded
            One a text. Where windows overlap, a token's state is taken from the window in which
            it stands further from the edge.
        """
        pieces = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        windows = [w for i, p in enumerate(pieces) for w in cut(i, len(p.ids), WINDOW, OVERLAP)]
        parts: dict[Window, _Part] = {}
        for batch in batches(windows, BATCH_PIECES):
            read = _read(self._network, self._heads, batch, pieces)
            parts.update(zip(batch, read, strict=True))
            if progress:
                progress(len(batch))
        own: list[list[_Part]] = [[] for _ in pieces]
        for window in windows:
            own[window.text].append(parts[window])
        return [_join(read, piece) for read, piece in zip(own, pieces, strict=True)]

    def _fingerprint_in(self, precision: str) -> str:
        facts = (WEIGHTS_SHA256, self._tuned, precision, "mean", TOKEN_LAYER, WINDOW, OVERLAP)
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    def _choose(self, network: Network, precision: Precision) -> Network:
        """Take the network in the precision asked for."""
        if precision == "float32" or (precision == "auto" and fastest_precision() == "float32"):
            return network
        if precision == "bfloat16":
            return network.to(torch.bfloat16)
        half = copy.deepcopy(network).to(torch.bfloat16)
        pieces = self._tokenizer.encode_batch(list(_PROBES), add_special_tokens=False)
        probes = [w for i, p in enumerate(pieces) for w in cut(i, len(p.ids), WINDOW, OVERLAP)]
        exact, rough = (
            torch.stack([total for total, _ in _read(net, None, probes, pieces)])
            for net in (network, half)
        )
        agree = bool((cosine_similarity(exact, rough) > AGREEMENT).all())
        return half if agree else network


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What makes the two halves of a token's state.

    Attributes
    ----------
    projection : Tensor, shape (half, WIDTH)
        Shortens the states of the token layer.
    layer : Layer
        Reads the states below the token layer in a way of its own.
    judge_projection : Tensor, shape (half, WIDTH)
        Shortens what that gives.
    """

    projection: Tensor
    layer: Layer
    judge_projection: Tensor

    @classmethod
    def take(cls, tensors: dict[str, Tensor]) -> "Heads":
        """Take the heads' tensors out of what training left."""
        own = {n.removeprefix(JUDGE): tensors.pop(n) for n in list(tensors) if n.startswith(JUDGE)}
        with torch.device("meta"):
            layer = Layer()
        layer.load_state_dict(own, assign=True)
        layer.eval().requires_grad_(False)
        return cls(tensors.pop(PROJECTION), layer, tensors.pop(JUDGE_PROJECTION))

    def to(self, precision: torch.dtype) -> "Heads":
        """Return the heads in another precision."""
        return Heads(
            self.projection.to(precision),
            self.layer.to(precision),
            self.judge_projection.to(precision),
        )

    @property
    def width(self) -> int:
        """Length of both halves together."""
        return len(self.projection) + len(self.judge_projection)

    def shorten(self, below: Tensor, states: Tensor, barred: Tensor | None) -> Tensor:
        """Make the halves of states of shape (n, length, WIDTH)."""
        finding = normalize(linear(states, self.projection).float(), dim=-1)
        judged = self.layer(below, barred)
        judging = normalize(linear(judged, self.judge_projection).float(), dim=-1)
        return torch.cat([FINDING * finding, JUDGING * judging], dim=-1)


def fastest_precision() -> Precision:
    """Return the precision in which this processor computes fastest."""
    able = torch.cpu.get_capabilities()
    return "bfloat16" if able.get("amx_bf16") or able.get("avx512_bf16") else "float32"


@torch.inference_mode()
def _read(
    network: Network,
    heads: Heads | None,
    batch: Sequence[Window],
    pieces: Sequence[Encoding],
) -> list[_Part]:
    lengths = [len(window) + 2 for window in batch]
    ids = np.zeros((len(batch), max(lengths)), np.int64)
    for row, window in enumerate(batch):
        ids[row, 0], ids[row, lengths[row] - 1] = _CLS, _SEP
        ids[row, 1 : lengths[row] - 1] = pieces[window.text].ids[window.start : window.stop]
    mask = torch.arange(ids.shape[1]) < torch.tensor(lengths)[:, None]
    padded = min(lengths) < max(lengths)
    below, states, last = network(torch.from_numpy(ids), mask if padded else None)
    last = last.float()
    if heads is None:
        states = normalize(states.float(), dim=-1)
    else:
        states = heads.shorten(below, states, mask[:, None, None, :] if padded else None)
    parts = []
    for row, window in enumerate(batch):
        first, end = 1 + window.kept_start - window.start, lengths[row] - 1
        kept = slice(first, first + window.kept_stop - window.kept_start)
        total = last[row, kept].sum(0) + last[row, 0] + last[row, end]
        parts.append((total, states[row, kept]))
    return parts


def _join(parts: Sequence[_Part], pieces: Encoding) -> Encoded:
    """Put a text's windows together: the mean of all states, special tokens included."""
    total = normalize(torch.stack([total for total, _ in parts]).sum(0), dim=0)
    tokens = torch.cat([tokens for _, tokens in parts])
    offsets = np.array(pieces.offsets, np.int32).reshape(-1, 2)
    return Encoded(total.numpy(), tokens.numpy(), offsets)


def open_tokenizer(path: Path) -> Tokenizer:
    """Open a tokenizer that neither cuts nor pads.

    Raises
    ------
    ModelError
        It cannot be read.
    """
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:
        raise ModelError(
            f"The tokenizer {path} cannot be read: {error}.",
            hint="Install Opcit's requirements again.",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
