r"""A bound on what k sites can gain, and the candidates it decides: a Lagrangian relaxation.

Each point may be served once. Let it be served by several sites and pay a price lambda_i >= 0 for
each of them; then every candidate can be judged by itself, and for any prices

.. math::

    L(\lambda) = \sum_i \lambda_i + \sum_{\text{the k largest}} \rho_j \ge F(S^*), \qquad
    \rho_j = \sum_i \max(0, g_{ij} - \lambda_i)

is an upper bound. Prices are moved by subgradient steps to bring it down. Against the gain F of a
known answer it decides candidates: if L with j forced in stays below F, no better answer has j; if
L with j forced out does, every better answer has it. What is left is small and goes to the exact
solver; the optimum is never lost.

References
----------
M. L. Fisher: The Lagrangian relaxation method for solving integer programming problems. Management
Science 27 (1981), 1-18.

J. E. Beasley: Lagrangean heuristics for location problems. European Journal of Operational Research
65 (1993), 383-399.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np

from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.siting.gains import Gains
from geo.coverage.siting.interchange import interchanged

ROUNDING: Final = 1e-9
"""Share of a sum within which two sums of the same numbers may differ."""

_STEPS: Final = 100
_SWAP_EVERY: Final = 20
_PATIENCE: Final = 25
_PROGRESS: Final = 1e-5
_MEMORY: Final = 0.8
_SHORTEST: Final = 0.005


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What the relaxation found.

    No answer gains more than ``bound``. ``chosen`` gains more than what was to be beaten; None if
    no such answer was seen. Candidates in ``fixed`` are in every better answer, those neither
    there nor in ``free``, shape ``(n_candidates,)``, in none. ``prices`` have the shape
    ``(n_points,)``; ``is_over`` tells that more steps would not help.
    """

    bound: float
    chosen: tuple[int, ...] | None
    fixed: tuple[int, ...]
    free: Flags
    prices: Floats
    is_over: bool


def relax(gains: Gains, k: int, best: float, prices: Floats, deadline: float) -> Relaxed:
    """Bound the best gain from above, and look for a better answer on the way.

    Parameters
    ----------
    gains
        What each candidate would bring.
    k
        Number of new sites, over 0.
    best
        What a known answer gains, to be beaten.
    prices
        To begin with, shape ``(n_points,)``.
    deadline
        Reading of ``time.perf_counter`` in seconds at which to stop; one step is always made.
    """
    search = _Search(gains, k, best, prices)
    for step in range(_STEPS):
        slope = search.look()
        if search.is_over or perf_counter() > deadline:
            break
        if step % _SWAP_EVERY == 0:
            search.swap(deadline)
        search.move(slope)
    fixed, free = _decided(gains, k, search.cheapest, search.best)
    # Everybody served by the best there is would be the most of all.
    bound = min(search.bound, float(gains.most.sum()))
    return Relaxed(bound, search.found, fixed, free, search.cheapest, search.is_over)


class _Search:
    """Subgradient steps; each goes partly on along those before, lest they swing."""

    def __init__(self, gains: Gains, k: int, best: float, prices: Floats) -> None:
        self.gains, self.k, self.best = gains, k, best
        self.found: tuple[int, ...] | None = None
        self.top: tuple[int, ...] = ()
        self.prices = self.cheapest = np.minimum(prices, gains.most)
        self.direction = np.zeros(gains.n_points)
        self.bound = self.value = np.inf
        self.length, self.waited = 1.0, 0

    @property
    def is_over(self) -> bool:
        """Whether the bound is met, or further steps would be too short to matter."""
        return self.bound <= self.best * (1 + ROUNDING) or self.length < _SHORTEST

    def look(self) -> Floats:
        """Judge the prices, remember what is better, and give the slope there."""
        self.value, top, over = _judged(self.gains, self.k, self.prices)
        self.top = tuple(top.tolist())
        self.remember(self.top)
        self.waited = 0 if self.value < self.bound * (1 - _PROGRESS) else self.waited + 1
        if self.value < self.bound:
            self.bound, self.cheapest = self.value, self.prices
        if self.waited >= _PATIENCE:
            self.length, self.waited, self.prices = self.length / 2, 0, self.cheapest
            self.direction = np.zeros(self.gains.n_points)
            self.value, top, over = _judged(self.gains, self.k, self.prices)
        return 1.0 - _times_served(self.gains, top, over)

    def swap(self, deadline: float) -> None:
        """See whether swaps make the candidates of these prices a better answer."""
        self.remember(interchanged(self.gains, self.top, deadline))

    def remember(self, answer: tuple[int, ...]) -> None:
        """Keep an answer if it beats what is known."""
        if (gain := self.gains.worth(answer)) > self.best * (1 + ROUNDING):
            self.found, self.best = answer, gain

    def move(self, slope: Floats) -> None:
        """Go a step down; who pays nothing cannot pay less."""
        self.direction = slope + _MEMORY * self.direction
        step = np.where((self.prices <= 0) & (self.direction > 0), 0, self.direction)
        steepness = float(step @ step)
        if not steepness > 0:
            self.length = 0
            return
        stride = self.length * (self.value - self.best) / steepness
        self.prices = np.clip(self.prices - stride * step, 0, self.gains.most)


def _judged(gains: Gains, k: int, prices: Floats) -> tuple[float, Indices, Floats]:
    """Give L, the k candidates it takes, and what each pair has over its price."""
    over = np.maximum(0, gains.gain - prices[gains.point])
    rho = gains.by_candidate(over)
    top = np.argsort(-rho, kind="stable")[:k]
    return float(prices.sum() + rho[top].sum()), top, over


def _times_served(gains: Gains, top: Indices, over: Floats) -> Floats:
    served = np.zeros(gains.n_points)
    for candidate in top:
        mine = slice(int(gains.begin[candidate]), int(gains.begin[candidate + 1]))
        served[gains.point[mine][over[mine] > 0]] += 1
    return served


def _decided(gains: Gains, k: int, prices: Floats, best: float) -> tuple[tuple[int, ...], Flags]:
    """Find candidates that every better answer has, and those that are still open."""
    bound, top, over = _judged(gains, k, prices)
    rho = gains.by_candidate(over)
    is_top = np.zeros(gains.n_candidates, dtype=np.bool_)
    is_top[top] = True
    last = rho[top].min()
    next_best = rho[~is_top].max(initial=0.0)
    short = best - ROUNDING * max(bound, best)
    fixed = is_top & (bound - rho + next_best < short)
    # A candidate that gains nothing at all is never missed.
    out = (~is_top & (bound - last + rho < short)) | ~(gains.alone > 0)
    return tuple(np.flatnonzero(fixed).tolist()), ~(fixed | out)
