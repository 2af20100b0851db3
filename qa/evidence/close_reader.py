"""Close reading: the question read together with each of the best sentences."""

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from index.minilm import open_tokenizer
from index.minilm_network import from_bert
from index.model_files import WEIGHTS_SHA256, embedded_model, listed_hash, read_checked
from qa.artefacts import WEIGHTS
from qa.evidence.close_network import CloseNetwork, untrained
from qa.evidence.close_reading import CloseReading

CLOSE_READER = "close_reader.safetensors"
LONGEST_QUESTION, LONGEST_SENTENCE, LONGEST_ANSWER = 40, 110, 40
"""In word pieces; what is longer is cut."""

_CLS, _SEP = 101, 102
_STEP = 16
"""Lengths are padded to multiples of this: PyTorch compiles its products anew for every shape."""


class CloseReader:
    """Reads a question and sentences together; safe to share by threads.

    Parameters
    ----------
    precision : {"float32", "bfloat16"}
        What the network computes in.
    weights : Path, optional
        What training changed, beside the list of hashes.

    Raises
    ------
    ModelError
        The weights or the embedded model are missing, or not the ones expected.
    """

    def __init__(self, precision: str = "float32", weights: Path = WEIGHTS / CLOSE_READER) -> None:
        model = embedded_model()
        published = from_bert(load(read_checked(model.weights, WEIGHTS_SHA256)))
        trained = load(read_checked(weights, listed_hash(weights)))
        tensors = untrained(published) | {name: t.float() for name, t in trained.items()}
        with torch.device("meta"):
            network = CloseNetwork()
        network.load_state_dict(tensors, assign=True)
        if precision == "bfloat16":
            network.net.to(torch.bfloat16)
        self._network = network.eval().requires_grad_(False)
        self._tokenizer: Tokenizer = open_tokenizer(model.tokenizer)

    def read(self, question: str, sentences: Sequence[str]) -> list[CloseReading]:
        """Read a question with each of some sentences.

        Parameters
        ----------
        question : str
            A stand-alone question.
        sentences : sequence of str
            What may answer it.

        Returns
        -------
        list of CloseReading
            In the order given.
        """
        if not sentences:
            return []
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
        pieces = self._tokenizer.encode_batch(list(sentences), add_special_tokens=False)
        with torch.inference_mode():
            spans, relevance = self._network(*_pairs(asked, pieces))
        first = len(asked) + 2
        return [
            _reading(spans[row, first:], float(relevance[row]), pieces[row])
            for row in range(len(pieces))
        ]


def _pairs(asked: Sequence[int], pieces: Sequence[Encoding]) -> tuple[Tensor, Tensor, Tensor]:
    rows = [[_CLS, *asked, _SEP, *piece.ids[:LONGEST_SENTENCE], _SEP] for piece in pieces]
    longest = -(-max(len(row) for row in rows) // _STEP) * _STEP
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    places = torch.arange(longest)
    mask = places < lengths[:, None]
    segments = ((places >= len(asked) + 2) & mask).long()
    return ids, segments, mask


def _reading(logits: Tensor, relevance: float, piece: Encoding) -> CloseReading:
    count = min(len(piece.ids), LONGEST_SENTENCE)
    if count == 0:
        return CloseReading(relevance, 0, 0, float("-inf"))
    begin, finish = logits[:count].log_softmax(0).T
    places = torch.arange(count)
    ahead = places[None, :] - places[:, None]
    joint = (begin[:, None] + finish[None, :]).masked_fill(
        (ahead < 0) | (ahead >= LONGEST_ANSWER), float("-inf")
    )
    best = int(joint.argmax())
    start, end = divmod(best, count)
    return CloseReading(
        relevance, piece.offsets[start][0], piece.offsets[end][1], float(joint.flatten()[best])
    )
