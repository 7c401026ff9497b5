"""Several homes in one visit: in which order to go round.

The order is the shortest closed tour in a straight line. Up to nine homes it is exact, by the
dynamic programme of Held and Karp: let :math:`C(S, j)` be the length of the shortest path that
begins at the start, visits each place of the set :math:`S` once and ends at :math:`j` in it; then
:math:`C(S, j) = min_{i in S - j} C(S - j, i) + d(i, j)`, and the tour is the least of
:math:`C(all, j) + d(j, start)`. For more homes the nearest neighbour tour is improved by 2-opt:
two legs are replaced by two shorter ones, the part between them walked the other way round, as
long as that helps. Such a tour has no crossing left; it may still not be the shortest one.

References
----------
M. Held, R. M. Karp: A dynamic programming approach to sequencing problems. Journal of the Society
for Industrial and Applied Mathematics 10 (1962), 196-210.

G. A. Croes: A method for solving traveling-salesman problems. Operations Research 6 (1958),
791-812 (2-opt).

D. J. Rosenkrantz, R. E. Stearns, P. M. Lewis: An analysis of several heuristics for the traveling
salesman problem. SIAM Journal on Computing 6 (1977), 563-581 (nearest neighbour).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.place import Place, Point
from geo.directory.stops import Stop
from geo.directory.walking import walk_minutes

LONGEST_EXACT: Final = 9
"""Homes that are ordered exactly; the work doubles and more with each further one."""

_GAIN_M: Final = 1e-6
"""A shorter tour must be shorter by more than the noise of floating point."""

Metres = NDArray[np.float64]
"""Straight-line distances, symmetric, shape ``(n, n)``."""


@dataclass(frozen=True)
class Leg:
    """From one place of the tour to the next, in a straight line; None is the start."""

    origin: Place | None
    target: Place | None
    distance_m: float

    @property
    def walk_minutes(self) -> int:
        """Estimate the walk."""
        return walk_minutes(self.distance_m)


@dataclass(frozen=True)
class RoundTrip:
    """Homes in the order of a visit, and those of which nobody knows where they are.

    ``legs`` are closed: the last one leads back to where the first begins, the start or else the
    first home. ``is_shortest`` is False where the order is only a good one.
    """

    shelters: tuple[Place, ...]
    legs: tuple[Leg, ...]
    unlocated: tuple[Place, ...]
    is_shortest: bool

    @property
    def distance_m(self) -> float:
        """The whole way in straight lines."""
        return sum(leg.distance_m for leg in self.legs)

    @property
    def walk_minutes(self) -> int:
        """Estimate the whole walk, leg by leg."""
        return sum(leg.walk_minutes for leg in self.legs)


def round_trip(shelters: Iterable[Place], start: Stop | Point | None = None) -> RoundTrip:
    """Order homes as a round trip.

    Parameters
    ----------
    shelters
        In any order, which does not change the result; a home given twice is visited once.
    start
        Where the visitor sets out and comes back to: a stop or a position. Without one the tour
        begins at the home whose id comes first.
    """
    chosen = [place for _, place in sorted({place.id: place for place in shelters}.items())]
    located = [place for place in chosen if place.point]
    begin: list[Place | None] = [None] if start else []
    nodes = begin + located
    distances_m = _distances(([start] if start else []) + [p.point for p in located if p.point])
    tour = _one_way_round(_tour(distances_m, exact=len(located) <= LONGEST_EXACT))
    return RoundTrip(
        shelters=tuple(place for i in tour if (place := nodes[i])),
        legs=tuple(
            Leg(nodes[i], nodes[j], float(distances_m[i, j]))
            for i, j in zip(tour, tour[1:] + tour[:1], strict=True)
            if i != j
        ),
        unlocated=tuple(place for place in chosen if not place.point),
        is_shortest=len(located) <= LONGEST_EXACT,
    )


def held_karp(distances_m: Metres) -> list[int]:
    """Find the shortest tour from node 0 through all nodes and back, exactly."""
    n = len(distances_m) - 1
    if n < 1:
        return list(range(n + 1))
    # Sets of the nodes 1 to n are bits; the row of a set holds C(S, j) by the node j it ends in.
    cost_m = np.full((1 << n, n), np.inf)
    before = np.zeros((1 << n, n), dtype=np.intp)
    cost_m[1 << np.arange(n), np.arange(n)] = distances_m[0, 1:]
    for visited in range(1, 1 << n):
        onward_m = cost_m[visited][:, None] + distances_m[1:, 1:]
        best = onward_m.argmin(axis=0)
        for node in range(n):
            if not visited >> node & 1:
                grown = visited | 1 << node
                cost_m[grown, node] = onward_m[best[node], node]
                before[grown, node] = best[node]
    return _traced(before, int((cost_m[-1] + distances_m[1:, 0]).argmin()))


def nearest_neighbour(distances_m: Metres) -> list[int]:
    """Go from node 0 always on to the nearest node that was not visited yet."""
    tour = [0]
    left = set(range(1, len(distances_m)))
    while left:
        here = distances_m[tour[-1]]
        tour.append(min(left, key=lambda node: (here[node], node)))
        left.remove(tour[-1])
    return tour


def two_opt(distances_m: Metres, tour: list[int]) -> list[int]:
    """Take the exchange of two legs that saves most, as long as one saves anything."""
    order = np.array(tour)
    if len(order) < 4:  # noqa: PLR2004 (three nodes have one tour only)
        return tour
    while True:
        following = np.roll(order, -1)
        legs_m = distances_m[order, following]
        now_m = legs_m[:, None] + legs_m
        then_m = distances_m[np.ix_(order, order)] + distances_m[np.ix_(following, following)]
        saved_m = np.triu(now_m - then_m, k=1)
        first, second = divmod(int(saved_m.argmax()), len(order))
        if saved_m[first, second] <= _GAIN_M:
            return [int(node) for node in order]
        order[first + 1 : second + 1] = order[first + 1 : second + 1][::-1].copy()


def length_m(distances_m: Metres, tour: list[int]) -> float:
    """Measure a closed tour."""
    return float(distances_m[tour, tour[1:] + tour[:1]].sum())


def _tour(distances_m: Metres, *, exact: bool) -> list[int]:
    if exact:
        return held_karp(distances_m)
    return two_opt(distances_m, nearest_neighbour(distances_m))


def _traced(before: NDArray[np.intp], last: int) -> list[int]:
    """Walk back from the last node of the shortest tour."""
    visited, tour = len(before) - 1, []
    while visited:
        tour.append(last + 1)
        visited, last = visited ^ 1 << last, int(before[visited, last])
    return [0, *reversed(tour)]


def _one_way_round(tour: list[int]) -> list[int]:
    """Of the two directions, which are equally long, take the one that begins lower."""
    backwards = tour[:1] + tour[:0:-1]
    return min(tour, backwards)


def _distances(points: list[Stop | Point]) -> Metres:
    if not points:
        return np.empty((0, 0))
    metres = to_metric(np.array([p.lat for p in points]), np.array([p.lon for p in points]))
    offsets = metres[:, None] - metres
    return np.hypot(offsets[..., 0], offsets[..., 1])
