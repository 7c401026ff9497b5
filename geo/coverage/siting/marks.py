"""Telling sets of candidates apart without comparing them.

Each candidate has two random numbers of 64 bits; a set is told by their sums, which run over and
begin again at zero. Two sets of a million are taken for the same with a probability of 1e-26.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.coverage.columns import Indices

_SEED: Final = 1974


def marks_of(candidate: Indices) -> NDArray[np.uint64]:
    """Give the numbers of each of some candidates, shape ``(2, n)``; always the same."""
    count = int(candidate.max(initial=-1)) + 1
    # Drawn candidate by candidate, so that a number does not depend on how many there are.
    drawn = np.random.default_rng(_SEED).integers(0, 2**64, (count, 2), dtype=np.uint64)
    return drawn.T[:, candidate]
