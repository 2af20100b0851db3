"""Close reading: the question read together with each of the best sentences."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor

from index.minilm import open_tokenizer
from index.minilm_network import from_bert
from index.model_files import WEIGHTS_SHA256, embedded_model, listed_hash, read_checked
from qa.artefacts import WEIGHTS
from qa.evidence.close_network import HEADS, CloseNetwork, untrained
from qa.evidence.close_reading import CloseReading
from qa.evidence.packing import unpack
from qa.evidence.pairs import Pairs, Shown

CLOSE_READER, CLAIM_READER = "close_reader.safetensors", "claim_reader.safetensors"
LONGEST_ANSWER = 40
"""In word pieces."""


class CloseReader:
    """Reads a question or a claim together with sentences; safe to share by threads.

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
        tensors = untrained(published) | unpack(trained)
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
        pairs = Pairs.make([(question, Shown(text)) for text in sentences], self._tokenizer)
        with torch.inference_mode():
            spans, relevance, _ = self._network(pairs.ids, pairs.segments, pairs.mask)
        return [
            _reading(spans[row, first:], float(relevance[row]), pairs.offsets[row])
            for row, first in enumerate(pairs.firsts)
        ]

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        """Say what each of some sentences says of a claim.

        Parameters
        ----------
        claim : str
            Without its framing.
        sentences : sequence of Shown
            What may bear on it.

        Returns
        -------
        ndarray of float32, shape (n, 3)
            Probabilities of bearing it out, of contradicting it, and of neither.
        """
        if not sentences:
            return np.zeros((0, HEADS["claim"]), np.float32)
        pairs = Pairs.make([(claim, shown) for shown in sentences], self._tokenizer)
        with torch.inference_mode():
            verdicts = self._network(pairs.ids, pairs.segments, pairs.mask)[2]
        return np.asarray(verdicts.softmax(1).numpy(), np.float32)


def _reading(logits: Tensor, relevance: float, offsets: Sequence[tuple[int, int]]) -> CloseReading:
    count = len(offsets)
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
    return CloseReading(relevance, offsets[start][0], offsets[end][1], float(joint.flatten()[best]))
