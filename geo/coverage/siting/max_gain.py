"""The most that k sites can gain, proven: greedy, swaps, a relaxation, and HiGHS for the rest.

Each part hands the next a smaller problem with the same optimum: the relaxation decides most
candidates, HiGHS finds the best of what is left and proves it. Where time runs out, the best known
answer is given with the bound it was measured against.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

from geo.coverage.columns import Floats
from geo.coverage.siting.gains import Gains
from geo.coverage.siting.interchange import interchanged
from geo.coverage.siting.levels import levels
from geo.coverage.siting.relaxation import ROUNDING, relax
from geo.coverage.siting.solver import Effort, most_gained

_ROUNDS: Final = 20
_SHRUNK: Final = 0.9
"""Another round is worth it if the last one left no more than this share of the pairs."""


@dataclass(frozen=True, eq=False)
class MostGained:
    """Chosen candidates, ascending; what they gain, at most that much, and the greedy choice."""

    chosen: tuple[int, ...]
    gain: float
    bound: float
    greedy: tuple[int, ...]


def max_gain(gains: Gains, k: int, effort: Effort) -> MostGained:
    """Choose at most ``k`` candidates that gain most together.

    Parameters
    ----------
    gains
        What each candidate would bring.
    k
        Number of new sites, over 0.
    effort
        When to stop without proof.
    """
    search = _Narrowing(gains, k, effort)
    greedy = gains.greedy(k)
    search.remember(greedy)
    search.remember(interchanged(gains, greedy, search.deadline))
    prices = gains.best(search.chosen) / 2
    for _ in range(_ROUNDS):
        if search.is_done:
            break
        n_pairs = len(search.rest.gain)
        prices, is_over = search.relaxed(prices)
        if is_over and len(search.rest.gain) > _SHRUNK * n_pairs:
            break
    if not search.is_done:
        search.solve()
    chosen = gains.useful(search.chosen)
    gain = gains.worth(chosen)
    return MostGained(chosen, gain, max(gain, search.bound), greedy)


class _Narrowing:
    """The best answer and the bound so far, and the part of the problem that is still open.

    Every answer better than the known one has all ``fixed`` and else only candidates of ``rest``.
    """

    def __init__(self, gains: Gains, k: int, effort: Effort) -> None:
        self.gains, self.k, self.effort = gains, k, effort
        self.deadline = effort.deadline()
        self.rest, self.fixed = gains, tuple[int, ...]()
        self.chosen, self.best = tuple[int, ...](), 0.0
        # No more than the k that gain most alone, and no more than all candidates together.
        self.bound = min(float(np.sort(gains.alone)[-k:].sum()), float(gains.most.sum()))

    @property
    def is_done(self) -> bool:
        """Whether the answer is proven as well as was asked for, or nothing is left to choose."""
        allowed = max(ROUNDING, self.effort.mip_gap)
        return self.bound <= self.best * (1 + allowed) or perf_counter() > self.deadline

    def remember(self, chosen: tuple[int, ...]) -> None:
        """Keep an answer if it is the best so far."""
        if (gain := self.gains.worth(chosen)) > self.best:
            self.chosen, self.best = chosen, gain

    def relaxed(self, prices: Floats) -> tuple[Floats, bool]:
        """Relax what is open; give prices to go on with, and whether that would help."""
        base = self.gains.worth(self.fixed)
        free_k = self.k - len(self.fixed)
        found = relax(self.rest, free_k, self.best - base, prices, self.deadline)
        if found.chosen is not None:
            self.remember((*self.fixed, *found.chosen))
        self._lower(base + found.bound)
        paid = self.rest.best(found.fixed)
        self.fixed = (*self.fixed, *found.fixed)
        self.rest = self.rest.beyond(found.fixed, found.free)
        if not len(self.rest.gain) or len(self.fixed) == self.k:
            self.remember(self.fixed)
            self._lower(self.best)
        return np.maximum(0, found.prices - paid), found.is_over

    def solve(self) -> None:
        """Let HiGHS choose among what is open."""
        base = self.gains.worth(self.fixed)
        free_k = self.k - len(self.fixed)
        found = most_gained(levels(self.rest), free_k, self.deadline, self.effort.mip_gap)
        if found.chosen is not None:
            self.remember((*self.fixed, *found.chosen))
        self._lower(base + found.bound)

    def _lower(self, bound: float) -> None:
        """Take over a bound on every better answer: the best itself may be above it."""
        self.bound = min(self.bound, max(bound, self.best))
