r"""The p-centre: the longest way anybody has as short as possible.

For the inhabited points i, minutes t_ij to the candidates j, e_i to the nearest existing site
(which stays open) and a cut-off T in minutes:

.. math:: \min_{|S| \le k} \ \max_i \min\Big(e_i, \min_{j \in S} t_{ij}, T\Big)

over the points that have a site or a candidate within T; the others are counted apart. How many
people live at a point does not matter, as long as somebody does. The objective is in minutes and
is one of the finitely many t_ij and e_i: these are halved again and again by asking whether k new
sites can have everybody within a radius (``set_cover``), until the smallest such radius is found
and the next smaller is refuted. Where k sites cannot have everybody within T, T itself is the
optimum, and those are chosen that leave the fewest people beyond it.

The greedy answer gives whoever has the longest way the candidate nearest to them, k times.

References
----------
S. L. Hakimi: Optimum locations of switching centers and the absolute centers and medians of a
graph. Operations Research 12 (1964), 450-459.

M. S. Daskin: Network and discrete location: models, algorithms, and applications. Wiley, 1995
(bisection with set covering).

M. E. Dyer, A. M. Frieze: A simple heuristic for the p-centre problem. Operations Research Letters 3
(1985), 285-288 (farthest first).
"""

from time import perf_counter

import numpy as np

from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.siting.maximal_cover import maximal_cover
from geo.coverage.siting.reach import Reach
from geo.coverage.siting.set_cover import cover_all
from geo.coverage.siting.siting import Answer, Model, Siting
from geo.coverage.siting.solver import Effort


def p_centre(reach: Reach, k: int, effort: Effort | None = None) -> Siting:
    """Choose at most ``k`` candidates with which the longest way is shortest.

    Raises
    ------
    CandidatesError
        If ``k`` is not from 1 to the number of candidates, or no candidate has anybody within the
        limit although somebody has no site there.
    """
    reach.require(k)
    effort = effort or Effort()
    begun, deadline = perf_counter(), effort.deadline()
    search = _Bisection(reach, k)
    search.narrow(deadline)
    chosen = search.chosen
    if search.reaches_not_all:
        left = Effort(max(1e-3, deadline - perf_counter()), effort.mip_gap)
        chosen = maximal_cover(reach, k, left).chosen
    best = Answer(chosen, _longest(reach, chosen))
    return Siting.of(
        Model.P_CENTRE,
        reach,
        k,
        before=_longest(reach, ()),
        best=best,
        bound=min(best.objective, search.bound),
        greedy=Answer(search.greedy, _longest(reach, search.greedy)),
        seconds=perf_counter() - begun,
    )


def _longest(reach: Reach, chosen: tuple[int, ...]) -> float:
    """Tell the longest way that is counted."""
    after = np.minimum(reach.after_minutes(chosen), reach.limit_minutes)
    return float(after[reach.counted].max())


class _Bisection:
    """Radii that may be the optimum, the known answer for the highest, and the lowest in doubt.

    ``held`` is the way to the nearest existing site, infinite beyond the limit.
    """

    def __init__(self, reach: Reach, k: int) -> None:
        self.reach, self.k = reach, k
        near = reach.before_minutes <= reach.limit_minutes
        self.held: Floats = np.where(near, reach.before_minutes, np.inf)
        helps = (reach.minutes < self.held[reach.point]) & reach.counted[reach.point]
        self.pairs = np.flatnonzero(helps)
        self.greedy = self._farthest_first()
        self.chosen = self.greedy
        nearest = reach.after_minutes(range(reach.n_candidates))[reach.counted]
        values = np.concatenate([reach.minutes[self.pairs], self.held[reach.counted], [np.inf]])
        # Nobody's way can be shorter than the nearest of all candidates makes it.
        self.radii = np.unique(values[values >= nearest.max()])
        self.low, self.high = 0, self._position(self.greedy)

    @property
    def bound(self) -> float:
        """The shortest longest way that is not refuted."""
        return float(self.radii[self.low])

    @property
    def reaches_not_all(self) -> bool:
        """Whether no answer is known that has everybody within the limit."""
        return bool(np.isinf(self.radii[self.high]))

    def narrow(self, deadline: float) -> None:
        """Halve the radii in doubt until one is left or time runs out."""
        while self.low < self.high and perf_counter() < deadline:
            # Whether all can be had within the limit at all is asked first.
            middle = self.high - 1 if self.reaches_not_all else (self.low + self.high) // 2
            answer = self._covered_within(float(self.radii[middle]), deadline)
            if answer is None:
                break
            if answer is False or answer is True:
                self.low = middle + 1
            else:
                self.chosen, self.high = answer, min(middle, self._position(answer))
        self.chosen = self._needed(self.chosen)

    def _covered_within(self, radius: float, deadline: float) -> tuple[int, ...] | bool | None:
        """Ask for k candidates that have everybody within the radius who is not yet."""
        pairs = self.pairs[self.reach.minutes[self.pairs] <= radius]
        far: Flags = self.held > radius
        mine = pairs[far[self.reach.point[pairs]]]
        point, candidate = self.reach.point[mine], self.reach.candidate[mine]
        return cover_all(point, candidate, self.reach.n_candidates, self.k, deadline)

    def _farthest_first(self) -> tuple[int, ...]:
        """Give whoever has the longest way the nearest candidate, k times; fewer if none helps."""
        reach, chosen = self.reach, list[int]()
        way = np.where(reach.counted, self.held, -np.inf)
        order = self.pairs[np.lexsort((reach.minutes[self.pairs], reach.point[self.pairs]))]
        points, first = np.unique(reach.point[order], return_index=True)
        nearest: Indices = np.full(reach.n_points, -1, dtype=np.intp)
        nearest[points] = reach.candidate[order[first]]
        while len(chosen) < self.k:
            candidate = int(nearest[way.argmax()])
            # The farthest cannot be helped, or has their nearest already.
            if candidate < 0 or candidate in chosen:
                break
            chosen.append(candidate)
            mine = self.pairs[reach.candidate[self.pairs] == candidate]
            way[reach.point[mine]] = np.minimum(way[reach.point[mine]], reach.minutes[mine])
        return tuple(chosen)

    def _position(self, chosen: tuple[int, ...]) -> int:
        """Find the longest way with some candidates among the radii."""
        after = self.reach.after_minutes(chosen)[self.reach.counted]
        longest = after.max()
        longest = longest if longest <= self.reach.limit_minutes else np.inf
        return int(np.searchsorted(self.radii, longest))

    def _needed(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        """Leave out, last first, what the longest way does not need; ascending."""
        left = sorted(chosen)
        for candidate in reversed(left.copy()):
            others = [other for other in left if other != candidate]
            if self._position(tuple(others)) <= self.high:
                left = others
        return tuple(left)
