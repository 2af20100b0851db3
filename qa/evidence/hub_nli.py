"""Any natural-language-inference model of transformers, by name, to hold claims to sentences."""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from qa.evidence.hub_models import PairModel
from qa.evidence.pairs import Shown

SETTING = "OPCIT_NLI"
_NAMES = (
    frozenset({"entailment", "entails", "entail", "supports", "supported"}),
    frozenset({"contradiction", "contradicts", "contradict", "refutes", "refuted"}),
    frozenset({"neutral", "neither", "notenoughinfo"}),
)
"""What models call each column of `HubNli.weigh`, letters only."""


class HubNli:
    """Says what sentences say of a claim; safe to share by threads.

    The model is opened when the first claim comes.

    Parameters
    ----------
    name : str
        As on the hub, or the path of a folder.
    precision : {"float32", "bfloat16"}
        What it computes in.
    """

    def __init__(self, name: str, precision: str = "float32") -> None:
        self._name = name
        self._precision = precision

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

        Raises
        ------
        ModelError
            The model cannot be loaded, or its labels do not say which is entailment, which
            contradiction and which neither.
        """
        model, columns = self._opened
        pairs = [(f"{shown.before} {shown.text}".strip(), claim) for shown in sentences]
        weighed = [
            output.logits.float().softmax(1).numpy()[:, columns] for _, output in model.read(pairs)
        ]
        return np.concatenate([np.zeros((0, len(_NAMES)), np.float32), *weighed])

    @cached_property
    def _opened(self) -> tuple[PairModel, list[int]]:
        # What stands before a sentence is cut first.
        model = PairModel(
            self._name, SETTING, "sequence classification", self._precision, cut="left"
        )
        return model, columns_of(self._name, model.labels)


def columns_of(name: str, labels: Sequence[str]) -> list[int]:
    """Find where a model puts entailment, contradiction and neither.

    Parameters
    ----------
    name : str
        Of the model.
    labels : sequence of str
        In the model's order.

    Raises
    ------
    ModelError
        The labels do not say.

    Examples
    --------
    >>> columns_of("some-model", ["CONTRADICTION", "NEUTRAL", "ENTAILMENT"])
    [2, 0, 1]
    """
    plain = [re.sub(r"[^a-z]", "", label.lower()) for label in labels]
    found = [[i for i, label in enumerate(plain) if label in names] for names in _NAMES]
    if len(labels) != len(_NAMES) or any(len(places) != 1 for places in found):
        raise ModelError(
            f"The labels of {name} cannot be told apart: {', '.join(labels)}.",
            "Name a model whose config.json calls its three labels entailment, contradiction and "
            f"neutral (id2label), or use the embedded model: {SETTING}=embedded.",
        )
    return [places[0] for places in found]
