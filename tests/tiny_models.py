"""Tiny random models, saved as those of the hub are, with the embedded model's tokenizer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.model_files import embedded_model

WINDOW = 64


def save_cross_encoder(folder: Path, labels: int = 1) -> str:
    """Save a cross-encoder in the format of sentence-transformers."""
    from sentence_transformers import CrossEncoder

    plain = save_classifier(folder / "plain", [f"LABEL_{i}" for i in range(labels)])
    CrossEncoder(plain, device="cpu", num_labels=labels).save_pretrained(str(folder / "saved"))
    return str(folder / "saved")


def save_classifier(
    folder: Path, labels: Sequence[str], bias: Sequence[float] | None = None
) -> str:
    """Save a sequence classifier; with a bias, one that says the same of everything."""
    import torch
    from transformers import BertForSequenceClassification

    model = BertForSequenceClassification(
        _config(id2label=dict(enumerate(labels)), label2id={v: k for k, v in enumerate(labels)})
    )
    # A fresh head tells hardly anything apart.
    torch.nn.init.normal_(model.classifier.weight)
    if bias is not None:
        torch.nn.init.zeros_(model.classifier.weight)
        model.classifier.bias.data = torch.tensor(bias)
    return _save(model, folder)


def save_reader(folder: Path) -> str:
    """Save a question-answering model."""
    import torch
    from transformers import BertForQuestionAnswering

    model = BertForQuestionAnswering(_config())
    torch.nn.init.normal_(model.qa_outputs.weight)
    return _save(model, folder)


def save_headless(folder: Path) -> str:
    """Save a model that was trained for nothing in particular."""
    from transformers import BertModel

    return _save(BertModel(_config()), folder)


def _config(**more: Any) -> Any:
    import torch
    from transformers import BertConfig

    torch.manual_seed(7)
    return BertConfig(
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=WINDOW,
        **more,
    )


def _save(model: Any, folder: Path) -> str:
    from transformers import PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(embedded_model().tokenizer),
        unk_token="[UNK]",
        sep_token="[SEP]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        mask_token="[MASK]",
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)
