"""Token states of two halves: one for finding what answers, one for telling whether it does.

Together they have unit length, so that whoever knows nothing of halves may compare whole states.
"""

import numpy as np

from index.encoder import Vectors

FINDING, JUDGING = 0.9**0.5, 0.1**0.5
"""Length of each half."""


def finding_half(tokens: Vectors, width: int) -> Vectors:
    """Return the first `width` numbers of each state, as unit vectors; whole states if shorter."""
    if tokens.shape[1] != 2 * width:
        return tokens
    return tokens[:, :width] * np.float32(1 / FINDING)


def judging_half(tokens: Vectors, width: int) -> Vectors:
    """Return the last `width` numbers of each state, as unit vectors; whole states if shorter."""
    if tokens.shape[1] != 2 * width:
        return tokens
    return tokens[:, width:] * np.float32(1 / JUDGING)
