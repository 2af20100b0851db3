"""Any model of sentence-transformers, by name, in place of the embedded one."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoded, Vectors
from index.errors import ModelError
from index.windows import Window, cut

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_OVERLAP_SHARE = 4
"""Windows of a long text share one piece in so many."""


class HubEncoder:
    """Encodes with a sentence-transformers model, from its hub or from a folder.

    Its own prompts for questions and documents are used for the vectors.

    Parameters
    ----------
    name : str
        As on the hub, or the path of a folder.

    Raises
    ------
    ModelError
        The model cannot be loaded, or its tokenizer does not say where its tokens stand.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._model = _load(name)
        if not getattr(self._model.tokenizer, "is_fast", False):
            raise ModelError(
                f"The tokenizer of {name} does not say where its tokens stand.",
                "Name a model with a fast tokenizer.",
            )
        self._size = self._window_size()
        probe = self._tokens(["one"])[0][0]
        self._token_dimension = int(probe.shape[1])
        self._dimension = int(self._vectors(["one"], question=False).shape[1])
        self._fingerprint = self._digest()

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the weights, the prompts and the window."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of a text's vector."""
        return self._dimension

    @property
    def token_dimension(self) -> int:
        """Length of a token's state."""
        return self._token_dimension

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages, in the order given."""
        return self._encode(texts, question=False)

    def encode_question(self, text: str) -> Encoded:
        """Encode one question."""
        return self._encode([text], question=True)[0]

    def _encode(self, texts: Sequence[str], *, question: bool) -> list[Encoded]:
        windows: list[Window] = []
        spans: list[tuple[int, int]] = []
        for number, text in enumerate(texts):
            offsets = self._offsets(text)
            for window in cut(number, len(offsets), self._size, self._size // _OVERLAP_SHARE):
                windows.append(window)
                spans.append(_characters(offsets, window, len(text)))
        parts = [texts[w.text][a:b] for w, (a, b) in zip(windows, spans, strict=True)]
        if not parts:
            return []
        vectors = self._vectors(parts, question=question)
        tokens = self._tokens(parts)
        own: list[list[int]] = [[] for _ in texts]
        for row, window in enumerate(windows):
            own[window.text].append(row)
        return [self._join(rows, windows, spans, vectors, tokens) for rows in own]

    def _join(
        self,
        rows: Sequence[int],
        windows: Sequence[Window],
        spans: Sequence[tuple[int, int]],
        vectors: Vectors,
        tokens: Sequence[tuple[Vectors, NDArray[np.int32]]],
    ) -> Encoded:
        weights = [max(windows[r].kept_stop - windows[r].kept_start, 1) for r in rows]
        states, offsets = [], []
        for row in rows:
            window = windows[row]
            kept = slice(window.kept_start - window.start, window.kept_stop - window.start)
            states.append(tokens[row][0][kept])
            offsets.append(tokens[row][1][kept] + np.int32(spans[row][0]))
        return Encoded(
            _unit(np.average(vectors[list(rows)], axis=0, weights=weights)),
            np.concatenate(states),
            np.concatenate(offsets),
        )

    def _vectors(self, texts: Sequence[str], *, question: bool) -> Vectors:
        encode = self._model.encode_query if question else self._model.encode_document
        found = encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return _unit(np.asarray(found, np.float32))

    def _tokens(self, texts: Sequence[str]) -> list[tuple[Vectors, NDArray[np.int32]]]:
        """Return the states and the spans of each text's tokens, special ones left out."""
        found = self._model.encode(
            list(texts), output_value="token_embeddings", show_progress_bar=False
        )
        tokenizer = self._model.tokenizer
        parts = []
        for text, states in zip(texts, found, strict=True):
            read = tokenizer(
                text,
                truncation=True,
                max_length=self._size + tokenizer.num_special_tokens_to_add(),
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
            )
            real = ~np.array(read["special_tokens_mask"], np.bool_)
            offsets = np.array(read["offset_mapping"], np.int32).reshape(-1, 2)
            values = states.float().cpu().numpy()[: len(real)]
            parts.append((_unit(values[real]), offsets[real]))
        return parts

    def _offsets(self, text: str) -> list[tuple[int, int]]:
        read = self._model.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        return [(int(start), int(end)) for start, end in read["offset_mapping"]]

    def _window_size(self) -> int:
        longest = self._model.max_seq_length or 512
        special = int(self._model.tokenizer.num_special_tokens_to_add())
        return max(int(longest) - special, 8)

    def _digest(self) -> str:
        digest = hashlib.sha256(repr((self._size, self._model.prompts)).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()


def _load(name: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer  # seconds to import: only when named

    try:
        return SentenceTransformer(name, device="cpu")
    except Exception as error:
        raise ModelError(
            f"The model {name} cannot be loaded: {str(error).splitlines()[0]}",
            "Check its name and the network, or use the embedded model: OPCIT_ENCODER=embedded.",
        ) from error


def _characters(offsets: Sequence[tuple[int, int]], window: Window, length: int) -> tuple[int, int]:
    """Return the characters a window covers; all of a text that is read at once."""
    if window.start == 0 and window.stop == len(offsets):
        return 0, length
    return offsets[window.start][0], offsets[window.stop - 1][1]


def _unit(values: NDArray[np.floating]) -> Vectors:
    lengths = np.linalg.norm(values, axis=-1, keepdims=True)
    return np.asarray(values / np.maximum(lengths, 1e-12), np.float32)
