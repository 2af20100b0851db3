"""Models of transformers by name: opened, their faults told, pairs of texts read at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import torch

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding

LONGEST = 512
"""Tokens of a pair of texts that are read at most; the longer of the two is cut."""
BATCH = 32

Loaded = TypeVar("Loaded")

Task = Literal["question answering", "sequence classification"]
_LOADERS: dict[Task, str] = {
    "question answering": "AutoModelForQuestionAnswering",
    "sequence classification": "AutoModelForSequenceClassification",
}


def opened(name: str, setting: str, load: Callable[[bool], Loaded]) -> Loaded:
    """Load a model from what is on this machine, or else from its hub.

    The hub is not asked about what is here already: without a network that takes half a minute.

    Parameters
    ----------
    name : str
        Of the model.
    setting : str
        The environment variable that names it.
    load : callable
        Loads it; told whether to look on this machine only.

    Raises
    ------
    ModelError
        The model cannot be loaded.
    """
    _be_quiet()
    with suppress(Exception):
        return load(True)
    try:
        return load(False)
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"The model {name} cannot be loaded: {reason}",
            "Check its name and the network, or name the folder of a copy of it, or use the "
            f"embedded model: {setting}=embedded.",
        ) from error


def _be_quiet() -> None:
    """Keep bars and advice off the terminal: what goes wrong is told by Opcit's own errors."""
    import huggingface_hub
    from transformers.utils import logging

    huggingface_hub.logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # untyped there
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # untyped there
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # untyped there


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

        def load(here: bool) -> tuple[Any, Any, Any]:
            model, loading = getattr(transformers, _LOADERS[task]).from_pretrained(
                name,
                dtype=torch.bfloat16 if precision == "bfloat16" else torch.float32,
                output_loading_info=True,
                local_files_only=here,
            )
            tokenizer = transformers.AutoTokenizer.from_pretrained(
                name, truncation_side=cut, local_files_only=here
            )
            return model, loading, tokenizer

        model, loading, self._tokenizer = opened(name, setting, load)
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
