"""A question or a claim and a sentence, put together as the close reader reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

LONGEST_QUESTION, LONGEST_SENTENCE, LONGEST_BEFORE = 40, 110, 40
"""In word pieces; what is longer is cut, what stands before a sentence at its beginning."""

_CLS, _SEP = 101, 102
_STEP = 16
"""Lengths are padded to multiples of this: PyTorch compiles its products anew for every shape."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as it is read.

    Attributes
    ----------
    text : str
        Its words.
    before : str
        The sentence before it in its paragraph; empty at the beginning, or to read it alone.
    """

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs ready to be read at once.

    Attributes
    ----------
    ids, segments : Tensor of int64, shape (n, length)
        What `CloseNetwork` takes.
    mask : Tensor of bool, shape (n, length)
        True for real tokens.
    firsts : list of int, length n
        The sentence's first token.
    offsets : list of list of (int, int), length n
        Where each of the sentence's tokens stands in its text, in code points.
    """

    ids: Tensor
    segments: Tensor
    mask: Tensor
    firsts: list[int]
    offsets: list[list[tuple[int, int]]]

    @classmethod
    def make(cls, pairs: Sequence[tuple[str, Shown]], tokenizer: Tokenizer) -> "Pairs":
        """Put questions or claims together with sentences; at least one pair.

        Parameters
        ----------
        pairs : sequence of (str, Shown)
            What is asked or claimed, and the sentence to read with it.
        tokenizer : Tokenizer
            One that neither cuts nor pads.
        """
        rows, segments, firsts, offsets = [], [], [], []
        for asked, shown in pairs:
            own = tokenizer.encode(asked, add_special_tokens=False).ids[:LONGEST_QUESTION]
            sentence = tokenizer.encode(shown.text, add_special_tokens=False)
            before = tokenizer.encode(shown.before, add_special_tokens=False).ids[-LONGEST_BEFORE:]
            pieces = sentence.ids[:LONGEST_SENTENCE]
            rows.append(
                torch.tensor(
                    [_CLS, *own, _SEP, *pieces, _SEP] + ([*before, _SEP] if before else [])
                )
            )
            first = len(own) + 2
            segment = torch.zeros(len(rows[-1]), dtype=torch.long)
            segment[first : first + len(pieces) + 1] = 1
            segments.append(segment)
            firsts.append(first)
            offsets.append(sentence.offsets[:LONGEST_SENTENCE])
        lengths = torch.tensor([len(row) for row in rows])
        ids, marks = (_padded(tensors) for tensors in (rows, segments))
        mask = torch.arange(ids.shape[1]) < lengths[:, None]
        return cls(ids, marks, mask, firsts, offsets)


def _padded(rows: Sequence[Tensor]) -> Tensor:
    padded = pad_sequence(list(rows), batch_first=True)
    missing = -padded.shape[1] % _STEP
    return torch.nn.functional.pad(padded, (0, missing))
