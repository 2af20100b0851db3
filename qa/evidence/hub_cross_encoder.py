"""Any cross-encoder of sentence-transformers, by name, to say how well sentences answer."""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from index.errors import ModelError
from qa.evidence.close_ranking import Reader
from qa.evidence.hub_models import BATCH, LONGEST, opened
from qa.evidence.hub_scale import PAIRS, Scale

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

SETTING = "OPCIT_CROSS_ENCODER"


class HubCrossEncoder:
    """Says how well sentences answer; safe to share by threads.

    Parameters
    ----------
    name : str
        As on the hub, or the path of a folder.
    like : Reader
        What the weights of ranking and abstention were fitted with: scores are brought to the
        scale of its relevance.
    precision : {"float32", "bfloat16"}
        What it computes in.

    Raises
    ------
    ModelError
        The model cannot be loaded, or gives no score.
    """

    def __init__(self, name: str, like: Reader, precision: str = "float32") -> None:
        self._model = _load(name, precision)
        self._lock = Lock()
        own = [like.read(question, texts) for question, texts in PAIRS]
        self._scale = Scale.matching(
            [reading.relevance for readings in own for reading in readings],
            np.concatenate([self._raw(question, texts) for question, texts in PAIRS]),
        )

    def relevance(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Say of each of some sentences how well it answers.

        Parameters
        ----------
        question : str
            A stand-alone question.
        sentences : sequence of str
            What may answer it.

        Returns
        -------
        list of float
            On the scale of `CloseReading.relevance`, in the order given.
        """
        scores = self._scale.apply(self._raw(question, sentences))
        return [float(score) for score in scores]

    def _raw(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the model's scores before they are squeezed into probabilities."""
        if not sentences:
            return np.zeros(0, np.float32)
        with self._lock:  # cutting and padding are set on the tokenizer that all share
            scores = self._model.predict(
                [(question, text) for text in sentences],
                batch_size=BATCH,
                show_progress_bar=False,
                activation_fn=torch.nn.Identity(),
            )
        return np.asarray(scores, np.float32).reshape(len(sentences))


def _load(name: str, precision: str) -> "CrossEncoder":
    from sentence_transformers import CrossEncoder  # seconds to import: only when named

    dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32

    def load(here: bool) -> CrossEncoder:
        arithmetic = {"dtype": dtype}
        model: CrossEncoder = CrossEncoder(
            name, device="cpu", local_files_only=here, model_kwargs=arithmetic
        )
        return model

    model = opened(name, SETTING, load)
    if model.num_labels != 1 or not _trained(model):
        raise ModelError(
            f"The model {name} is no cross-encoder that gives one score to a pair.",
            f"Name one that does, or use the embedded model: {SETTING}=embedded.",
        )
    model.max_seq_length = min(LONGEST, model.max_seq_length or LONGEST)
    return model


def _trained(model: "CrossEncoder") -> bool:
    """Whether the head was saved with the model: the library makes up one that was not."""
    made = "ForSequenceClassification"
    if not type(model.model).__name__.endswith(made):
        return True
    saved = getattr(model.config, "architectures", None) or [made]
    return any(kind.endswith(made) for kind in saved)
