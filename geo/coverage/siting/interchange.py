r"""A better answer from a good one: swap a chosen site for another as long as that gains.

With what a point i has from the best and the second best of the chosen, b1_i and b2_i, swapping r
for j changes the gain by

.. math::

    \sum_i \max(0, g_{ij} - b^1_i) - \sum_{i: r \text{ is best}} (b^1_i - b^2_i)
    + \sum_{i: r \text{ is best}} \max(0, \min(g_{ij}, b^1_i) - b^2_i)

All swaps are judged in one pass over the pairs. The answer is good, not proven.

References
----------
M. B. Teitz, P. Bart: Heuristic methods for estimating the generalized vertex median of a weighted
graph. Operations Research 16 (1968), 955-961.

R. A. Whitaker: A fast algorithm for the greedy interchange for large-scale clustering and median
location problems. INFOR 21 (1983), 95-108.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import Final

import numpy as np

from geo.coverage.columns import Floats, Indices
from geo.coverage.siting.gains import Gains

_LEAST: Final = 1e-9
"""A swap that gains no more than this share of what there is may be a matter of rounding."""


def interchanged(gains: Gains, chosen: Sequence[int], deadline: float) -> tuple[int, ...]:
    """Swap, always what gains most, until no swap gains; of equals, the first in the order.

    Parameters
    ----------
    gains
        What each candidate would bring.
    chosen
        The answer to begin with.
    deadline
        Reading of ``time.perf_counter`` in seconds at which to stop.
    """
    answer = list(chosen)
    while answer and perf_counter() < deadline:
        first, second, who = _best_two(gains, answer)
        change = _changes(gains, len(answer), (first, second, who))
        change[answer] = -np.inf
        new, old = np.unravel_index(int(change.argmax()), change.shape)
        if not change[new, old] > _LEAST * first.sum():
            break
        answer[old] = int(new)
    return tuple(answer)


def _best_two(gains: Gains, answer: list[int]) -> tuple[Floats, Floats, Indices]:
    """Give what each point has from the best and the second best, and the slot of the best."""
    first, second = np.zeros(gains.n_points), np.zeros(gains.n_points)
    who = np.zeros(gains.n_points, dtype=np.intp)
    for slot, candidate in enumerate(answer):
        point, gain = gains.of_candidate(candidate)
        is_first = gain > first[point]
        second[point] = np.where(is_first, first[point], np.maximum(second[point], gain))
        first[point[is_first]], who[point[is_first]] = gain[is_first], slot
    return first, second, who


def _changes(gains: Gains, k: int, held: tuple[Floats, Floats, Indices]) -> Floats:
    """Judge every swap, shape ``(n_candidates, k)``."""
    first, second, who = held
    at_first, at_second = first[gains.point], second[gains.point]
    more = gains.by_candidate(np.maximum(0, gains.gain - at_first))
    loss = np.bincount(who, weights=first - second, minlength=k)
    kept = np.maximum(0, np.minimum(gains.gain, at_first) - at_second)
    pair = gains.candidate * k + who[gains.point]
    table = np.bincount(pair, weights=kept, minlength=gains.n_candidates * k)
    return more[:, None] - loss + table.reshape(gains.n_candidates, k)
