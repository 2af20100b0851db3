"""A tiny random BERT, built on disk, stands for any model of the hub."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.hub import HubEncoder

WORDS = "the force was used in may against demonstrators by a general who did not ask".split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    path = tmp_path_factory.mktemp("tiny")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "?", *WORDS]
    (path / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = BertTokenizerFast(vocab=str(path / "vocab.txt"), model_max_length=16)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(path / "bert")
    tokenizer.save_pretrained(path / "bert")
    word = Transformer(str(path / "bert"), max_seq_length=16)
    SentenceTransformer(modules=[word, Pooling(24)], device="cpu").save(str(path / "st"))
    return path / "st"


@pytest.fixture(scope="module")
def encoder(folder: Path) -> HubEncoder:
    return HubEncoder(str(folder))


def test_a_short_text_has_the_models_own_vector(encoder: HubEncoder, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    text = "The general did not ask."
    theirs = SentenceTransformer(str(folder), device="cpu").encode(
        [text], normalize_embeddings=True
    )[0]
    assert np.allclose(encoder.encode([text])[0].vector, theirs, atol=1e-5)
    assert encoder.dimension == encoder.token_dimension == 24


def test_tokens_say_where_they_stand(encoder: HubEncoder) -> None:
    text = "Force was used in May."
    encoded = encoder.encode_question(text)
    assert [text[a:b] for a, b in encoded.offsets] == ["Force", "was", "used", "in", "May", "."]
    assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)


def test_a_long_text_is_read_whole_in_windows(encoder: HubEncoder) -> None:
    text = " ".join(WORDS * 5)
    encoded = encoder.encode([text, "may"])[0]
    assert [text[a:b] for a, b in encoded.offsets] == WORDS * 5
    assert encoded.tokens.shape == (len(WORDS) * 5, 24)
    assert np.linalg.norm(encoded.vector) == pytest.approx(1, abs=1e-5)


def test_an_empty_list_and_an_empty_text(encoder: HubEncoder) -> None:
    assert encoder.encode([]) == []
    assert encoder.encode([""])[0].tokens.shape == (0, 24)


def test_the_fingerprint_follows_the_weights(encoder: HubEncoder, folder: Path) -> None:
    assert HubEncoder(str(folder)).fingerprint == encoder.fingerprint
    assert len(encoder.fingerprint) == 64


def test_a_model_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        HubEncoder(str(tmp_path / "none"))
