"""Two small regressions: which of several, and whether."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def fit_listwise(
    groups: Sequence[tuple[Matrix, NDArray[np.bool_]]], decay: float, rounds: int = 60
) -> NDArray[np.float32]:
    """Fit weights under which, in every group, what is right outweighs the rest.

    Parameters
    ----------
    groups : sequence of (ndarray of shape (s, f), ndarray of bool, shape (s,))
        Features of each candidate, and which of them are right: at least one.
    decay : float
        How much large weights (of features brought to unit spread) are held back.
    rounds : int
        Steps of L-BFGS, at most.

    Returns
    -------
    ndarray of float32, shape (f,)
        Weights of the features as given.
    """
    spread = np.concatenate([features for features, _ in groups]).std(axis=0)
    scale = np.where(spread > 1e-6, spread, np.float32(1))
    width = max(len(right) for _, right in groups)
    values = np.zeros((len(groups), width, len(scale)), np.float32)
    real = np.zeros((len(groups), width), np.bool_)
    gold = np.zeros((len(groups), width), np.bool_)
    for row, (features, right) in enumerate(groups):
        values[row, : len(right)] = features / scale
        real[row, : len(right)], gold[row, : len(right)] = True, right
    x, real_, gold_ = map(torch.from_numpy, (values, real, gold))
    weights = torch.zeros(len(scale), requires_grad=True)

    def loss() -> torch.Tensor:
        logits = (x @ weights).masked_fill(~real_, -1e9)
        right = logits.masked_fill(~gold_, -1e9).logsumexp(1)
        return (logits.logsumexp(1) - right).mean() + decay * weights.square().sum()

    _minimise(loss, [weights], rounds)
    return np.asarray(weights.detach().numpy() / scale, np.float32)


def fit_logistic(
    values: Matrix,
    right: NDArray[np.bool_],
    decay: float,
    rounds: int = 100,
    importance: Matrix | None = None,
) -> tuple[NDArray[np.float32], float]:
    """Fit a logistic regression in which, by default, both outcomes weigh the same.

    Parameters
    ----------
    values : ndarray of float32, shape (n, f)
        Features of unit spread.
    right : ndarray of bool, shape (n,)
        The outcomes.
    decay : float
        How much large weights are held back.
    rounds : int
        Steps of L-BFGS, at most.
    importance : ndarray of float32, shape (n,), optional
        How much each row counts.

    Returns
    -------
    weights : ndarray of float32, shape (f,)
    bias : float
    """
    x, y = torch.from_numpy(values), torch.from_numpy(right.astype(np.float32))
    share = y.mean()
    even = torch.where(y > 0, 0.5 / share, 0.5 / (1 - share))
    counts = even if importance is None else torch.from_numpy(importance)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)

    def loss() -> torch.Tensor:
        logits = x @ weights + bias
        losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
        return (losses * counts).mean() + decay * weights.square().sum()

    _minimise(loss, [weights, bias], rounds)
    return weights.detach().numpy(), float(bias.detach()[0])


def _minimise(
    loss: Callable[[], torch.Tensor], parameters: list[torch.Tensor], rounds: int
) -> None:
    optimiser = torch.optim.LBFGS(parameters, max_iter=rounds, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]  # so in torch
        return value

    optimiser.step(step)  # type: ignore[no-untyped-call]  # so in torch
