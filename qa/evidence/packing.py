"""Weights in a quarter of their size: eight bits a number, and a scale for each row."""

from collections.abc import Mapping

from torch import Tensor

_SCALE = "|scale"
_LEAST_ROWS = 64
"""Smaller matrices, such as the heads, are kept in half precision."""


def pack(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Store matrices in eight bits a number and everything else in half precision.

    Parameters
    ----------
    tensors : mapping of str to Tensor of float
        What to store.

    Returns
    -------
    dict of str to Tensor
        Matrices as int8, each beside its rows' scales (float16); rounding changes no number by more
        than a half of 1/127 of the greatest of its row, but for what half precision does to that.
    """
    packed: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 2 and len(tensor) >= _LEAST_ROWS:
            scale = (tensor.float().abs().amax(1).clamp(min=1e-4) / 127).half()
            packed[name] = (tensor.float() / scale.float()[:, None]).round().clamp(-127, 127).char()
            packed[name + _SCALE] = scale
        else:
            packed[name] = tensor.half()
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Undo `pack`, into single precision; tensors that were not packed are taken as they are."""
    return {
        name: tensor.float() * packed[name + _SCALE].float()[:, None]
        if name + _SCALE in packed
        else tensor.float()
        for name, tensor in packed.items()
        if not name.endswith(_SCALE)
    }
