"""In what numbers training computes: half precision where the processor is made for it."""

import torch

from index.minilm import fastest_precision


def mixed() -> torch.autocast:
    """Return the context in which to read: bfloat16 is slower than float32 on other processors."""
    return torch.autocast("cpu", torch.bfloat16, enabled=fastest_precision() == "bfloat16")
