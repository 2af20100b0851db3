"""Weights packed and unpacked: names, sizes, and how much is lost."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence.packing import pack, unpack


def test_matrices_take_a_byte_a_number() -> None:
    tensors = {"layer": torch.randn(64, 32), "head": torch.randn(3, 32), "norm": torch.randn(32)}
    packed = pack(tensors)
    assert packed["layer"].dtype == torch.int8 and packed["layer"].shape == (64, 32)
    assert packed["head"].dtype == packed["norm"].dtype == torch.float16
    assert list(unpack(packed)) == list(tensors)


@given(st.integers(0, 2**31), st.floats(1e-3, 100))
def test_little_is_lost(seed: int, spread: float) -> None:
    torch.manual_seed(seed)
    tensor = torch.randn(70, 20) * spread
    back = unpack(pack({"w": tensor}))["w"]
    greatest = tensor.abs().amax(1, keepdim=True)
    assert bool(((back - tensor).abs() <= greatest * (0.5 / 127 + 1e-3)).all())


def test_a_row_of_noughts_stays_so() -> None:
    assert torch.equal(unpack(pack({"w": torch.zeros(64, 4)}))["w"], torch.zeros(64, 4))


def test_what_is_not_packed_is_taken_as_it_is() -> None:
    half = torch.randn(64, 4).half()
    assert torch.equal(unpack({"w": half})["w"], half.float())
