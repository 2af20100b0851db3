"""Any question-answering model of transformers, by name, to find the words that answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from qa.evidence.close_reader import LONGEST_ANSWER
from qa.evidence.hub_models import PairModel

if TYPE_CHECKING:
    from tokenizers import Encoding

SETTING = "OPCIT_READER"


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """The words of a sentence that answer.

    Attributes
    ----------
    start, end : int
        Their span in the sentence's text, in code points.
    certainty : float
        Log-probability of that span among all spans of the sentence, 0 at most.
    """

    start: int
    end: int
    certainty: float


class HubReader:
    """Finds the words of a sentence that answer; safe to share by threads.

    Parameters
    ----------
    name : str
        As on the hub, or the path of a folder.
    precision : {"float32", "bfloat16"}
        What it computes in.

    Raises
    ------
    ModelError
        The model cannot be loaded, or was not trained for question answering.
    """

    def __init__(self, name: str, precision: str = "float32") -> None:
        self._model = PairModel(name, SETTING, "question answering", precision)

    def spans(self, question: str, sentences: Sequence[str]) -> list[AnswerSpan]:
        """Find the likeliest answer in each of some sentences.

        What a model says of there being no answer is not asked: whether a sentence answers is
        judged elsewhere.

        Parameters
        ----------
        question : str
            A stand-alone question.
        sentences : sequence of str
            What may answer it.

        Returns
        -------
        list of AnswerSpan
            In the order given.
        """
        found: list[AnswerSpan] = []
        for encodings, output in self._model.read([(question, text) for text in sentences]):
            starts, ends = output.start_logits.float(), output.end_logits.float()
            for row, encoding in enumerate(encodings):
                text = sentences[len(found)]
                found.append(_likeliest(starts[row], ends[row], encoding, text))
        return found


def _likeliest(starts: Tensor, ends: Tensor, encoding: "Encoding", text: str) -> AnswerSpan:
    """Return the likeliest span of a sentence's words, its second text."""
    spans = {
        place: span
        for place, (own, offsets) in enumerate(
            zip(encoding.sequence_ids, encoding.offsets, strict=True)
        )
        if own == 1 and (span := _without_spaces(offsets, text))
    }
    if not spans:
        return AnswerSpan(0, 0, float("-inf"))
    places = list(spans)
    begin, finish = starts[places].log_softmax(0), ends[places].log_softmax(0)
    allowed = torch.ones(len(places), len(places), dtype=torch.bool).triu().tril(LONGEST_ANSWER - 1)
    joint = (begin[:, None] + finish[None, :]).masked_fill(~allowed, float("-inf"))
    first, last = divmod(int(joint.argmax()), len(places))
    return AnswerSpan(spans[places[first]][0], spans[places[last]][1], float(joint[first, last]))


def _without_spaces(offsets: tuple[int, int], text: str) -> tuple[int, int] | None:
    """Take the spaces off a token, which some tokenizers leave on; None when nothing is left."""
    start, end = offsets
    token = text[start:end]
    if not token.strip():
        return None
    return start + len(token) - len(token.lstrip()), end - len(token) + len(token.rstrip())
