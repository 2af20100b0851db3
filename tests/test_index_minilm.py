import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from index.minilm import OVERLAP, WINDOW, MiniLMEncoder
from index.model_files import WEIGHTS_SHA256, embedded_model, read_checked
from index.windows import batches, cut

TEXTS = [
    "Lenin returned to Petrograd in April 1917.",
    "Who offered to use force against the demonstrators?",
    "The price of bread rose; wages did not. « Ça alors », said Mme Kollontaï, naïvely.",
    "",
    "The Minister has in his possession very important declarations. " * 15,
]


@pytest.fixture(scope="module")
def exact() -> MiniLMEncoder:
    return MiniLMEncoder("float32", tuned=None)


@pytest.fixture(scope="module")
def rough() -> MiniLMEncoder:
    return MiniLMEncoder("bfloat16", tuned=None)


@pytest.fixture(scope="module")
def tuned() -> MiniLMEncoder:
    return MiniLMEncoder("float32")


@pytest.fixture(scope="module")
def published() -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(embedded_model().weights.parent), device="cpu")
    found = model.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(found)


def vectors(encoder: MiniLMEncoder) -> np.ndarray:
    return np.stack([one.vector for one in encoder.encode(TEXTS)])


def test_float32_gives_the_published_vectors(exact: MiniLMEncoder, published: np.ndarray) -> None:
    assert ((vectors(exact) * published).sum(axis=1) > 0.9999).all()


def test_bfloat16_agrees_and_ranks_alike(rough: MiniLMEncoder, published: np.ndarray) -> None:
    found = vectors(rough)
    assert ((found * published).sum(axis=1) > 0.995).all()
    assert (np.argsort(found @ found[0]) == np.argsort(published @ published[0])).all()


@pytest.mark.parametrize("which", ["exact", "tuned"])
def test_tokens_stand_where_they_say(which: str, request: pytest.FixtureRequest) -> None:
    text = TEXTS[2]
    exact: MiniLMEncoder = request.getfixturevalue(which)
    encoded = exact.encode_question(text)
    pieces = [text[a:b] for a, b in encoded.offsets]
    assert pieces[:4] == ["The", "price", "of", "bread"]
    assert "".join(pieces) == text.replace(" ", "")
    assert encoded.tokens.shape == (len(pieces), exact.token_dimension)
    assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)
    assert encoded.vector.shape == (exact.dimension,)


def test_a_token_is_read_in_its_context(exact: MiniLMEncoder) -> None:
    river, money = exact.encode(["He sat on the bank of the river.", "He robbed the bank of gold."])
    assert float(river.tokens[4] @ money.tokens[3]) < 0.95


def test_batching_does_not_change_a_vector(exact: MiniLMEncoder) -> None:
    alone = np.stack([exact.encode_question(text).vector for text in TEXTS])
    assert np.allclose(alone, vectors(exact), atol=1e-5)


def test_a_long_text_is_read_to_its_end(exact: MiniLMEncoder) -> None:
    sentence = "The delegates voted again. "
    text = sentence * 200 + "At last a comet appeared over Omsk."
    encoded = exact.encode([text])[0]
    assert "".join(text[a:b] for a, b in encoded.offsets[-3:]) == "Omsk."
    assert len(encoded.tokens) == len(encoded.offsets) > WINDOW
    assert (np.diff(encoded.offsets[:, 0]) > 0).all()
    short = exact.encode_question("At last a comet appeared over Omsk.")
    last = len(short.tokens)
    assert float((encoded.tokens[-last:] * short.tokens).sum(axis=1).min()) > 0.5


def test_an_empty_text_has_a_vector_and_no_tokens(exact: MiniLMEncoder) -> None:
    encoded = exact.encode_question("")
    assert encoded.tokens.shape == (0, exact.token_dimension)
    assert encoded.offsets.shape == (0, 2)
    assert exact.encode([]) == []


def test_threads_share_an_encoder(exact: MiniLMEncoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(exact.encode_question, TEXTS[:3] * 4))
    for one, text in zip(found, TEXTS[:3] * 4, strict=True):
        assert np.allclose(one.vector, exact.encode_question(text).vector, atol=1e-5)


def test_fingerprints_tell_precisions_apart(exact: MiniLMEncoder, rough: MiniLMEncoder) -> None:
    assert exact.fingerprint != rough.fingerprint
    assert exact.precision == "float32" and rough.precision == "bfloat16"
    assert MiniLMEncoder(indexed=exact.fingerprint, tuned=None).precision == "float32"


def test_tuning_changes_name_and_fingerprint(exact: MiniLMEncoder, tuned: MiniLMEncoder) -> None:
    assert tuned.name != exact.name
    assert tuned.fingerprint != exact.fingerprint
    assert tuned.token_dimension < exact.token_dimension == exact.dimension == tuned.dimension


def test_progress_counts_every_window(exact: MiniLMEncoder) -> None:
    told: list[int] = []
    exact.encode(TEXTS, told.append)
    assert sum(told) == len(TEXTS)


def test_importing_it_imports_nothing_slow() -> None:
    code = "import sys, index.minilm; print([m for m in sys.modules if 'transformers' in m])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"not the model")
    with pytest.raises(ModelError, match="SHA-256"):
        read_checked(path, WEIGHTS_SHA256)
    with pytest.raises(ModelError, match="cannot be read"):
        read_checked(tmp_path / "missing", WEIGHTS_SHA256)


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-package"):
        embedded_model("no-such-package")
    with pytest.raises(ModelError, match="lists no file"):
        embedded_model("numpy")


@given(pieces=st.integers(0, 3000), size=st.integers(8, 600), share=st.integers(2, 8))
def test_windows_cover_a_text_once(pieces: int, size: int, share: int) -> None:
    windows = cut(0, pieces, size, size // share)
    kept = [n for w in windows for n in range(w.kept_start, w.kept_stop)]
    assert kept == list(range(pieces))
    assert all(w.start <= w.kept_start <= w.kept_stop <= w.stop for w in windows)
    assert all(len(w) <= size for w in windows)


def test_batches_keep_every_window_and_little_padding() -> None:
    windows = [w for i, n in enumerate([5, 600, 30, 31, 512]) for w in cut(i, n, WINDOW, OVERLAP)]
    found = list(batches(windows, 1100))
    assert sorted(map(len, (w for b in found for w in b))) == sorted(map(len, windows))
    assert all(len(b) == 1 or len(b) * (len(b[0]) + 2) <= 1100 for b in found)
