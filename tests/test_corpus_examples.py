"""The examples in the docstrings of corpus run as they are printed."""

import doctest
import importlib
import pkgutil

import pytest

import corpus

MODULES = sorted(module.name for module in pkgutil.iter_modules(corpus.__path__, "corpus."))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
