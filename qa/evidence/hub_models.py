"""Models of transformers by name: opened, their faults told, pairs of texts read at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import torch

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding

LONGEST = 512
"""Tokens of a pair of texts that are read at most; the longer of the two is cut."""
BATCH = 32

Task = Literal["question answering", "sequence classification"]
_LOADERS: dict[Task, str] = {
    "question answering": "AutoModelForQuestionAnswering",
    "sequence classification": "AutoModelForSequenceClassification",
}


@contextmanager
def opening(name: str, setting: str) -> Iterator[None]:
    """Turn whatever keeps a model from being opened into one error.

    Parameters
    ----------
    name : str
        Of the model.
    setting : str
        The environment variable that names it.

    Raises
    ------
    ModelError
        The model cannot be opened.
    """
    try:
        yield
    except ModelError:
        raise
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"The model {name} cannot be loaded: {reason}",
            "Check its name and the network, or name the folder of a copy of it, or use the "
            f"embedded model: {setting}=embedded.",
        ) from error


def be_quiet() -> None:
    """Keep transformers from drawing bars and printing advice: errors here are Opcit's own."""
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


class PairModel:
    """A model of transformers that reads two texts at once; safe to share by threads.

    Parameters
    ----------
    name : str
        As on the hub, or the path of a folder.
    setting : str
        The environment variable that names it.
    task : {"question answering", "sequence classification"}
        What it must have been trained for.
    precision : {"float32", "bfloat16"}
        What it computes in.
    cut : {"left", "right"}, optional
        The end at which what is too long is cut.

    Attributes
    ----------
    labels : tuple of str
        The names of what it tells apart, in its order.

    Raises
    ------
    ModelError
        It cannot be loaded, was trained for something else, or its tokenizer does not say where
        its tokens stand.
    """

    def __init__(
        self,
        name: str,
        setting: str,
        task: Task,
        precision: str,
        cut: Literal["left", "right"] = "right",
    ) -> None:
        import transformers  # seconds to import: only when a model is named

        be_quiet()
        dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
        with opening(name, setting):
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(name, truncation_side=cut)
            loader = getattr(transformers, _LOADERS[task])
            model, loading = loader.from_pretrained(name, dtype=dtype, output_loading_info=True)
        body = f"{model.base_model_prefix}."
        if any(not key.startswith(body) for key in loading["missing_keys"]):
            raise ModelError(
                f"The model {name} was not trained for {task}.",
                f"Name one that was, or use the embedded model: {setting}=embedded.",
            )
        if not self._tokenizer.is_fast:
            raise ModelError(
                f"The tokenizer of {name} does not say where its tokens stand.",
                "Name a model with a fast tokenizer.",
            )
        self._model: Any = model.eval().requires_grad_(False)
        self._longest = self._window()
        self._lock = Lock()
        self.labels = tuple(str(model.config.id2label[i]) for i in sorted(model.config.id2label))

    def read(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple["list[Encoding]", Any]]:
        """Read pairs of texts, some at once.

        Parameters
        ----------
        pairs : sequence of (str, str)
            In the order in which the model expects them.

        Yields
        ------
        list of Encoding
            The tokens of some pairs, in the order given.
        ModelOutput
            What the model makes of them, one row a pair.
        """
        for begin in range(0, len(pairs), BATCH):
            firsts, seconds = zip(*pairs[begin : begin + BATCH], strict=True)
            with self._lock:  # cutting and padding are set on the tokenizer that all share
                batch = self._tokenizer(
                    list(firsts),
                    list(seconds),
                    truncation="longest_first",
                    max_length=self._longest,
                    padding=True,
                    return_tensors="pt",
                )
            with torch.inference_mode():
                output = self._model(**batch)
            yield batch.encodings, output

    def _window(self) -> int:
        positions = getattr(self._model.config, "max_position_embeddings", LONGEST)
        return min(LONGEST, int(self._tokenizer.model_max_length), max(int(positions), 8))
