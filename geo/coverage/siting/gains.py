r"""What candidates would bring to whom, and the two plain answers: greedy, and what is useless.

Maximal covering and the p-median ask the same of different numbers: with a gain g_ij >= 0 that a
point i has from the candidate j, choose a set S of at most k candidates so that the gains everybody
has from the best of them are as large as can be together:

.. math:: \max_{|S| \le k} F(S), \qquad F(S) = \sum_i \max_{j \in S} g_{ij}

F grows with S, and each further candidate brings less than it would have brought before. The greedy
answer therefore has at least the share 1 - 1/e of the best (0.63).

References
----------
G. L. Nemhauser, L. A. Wolsey, M. L. Fisher: An analysis of approximations for maximizing submodular
set functions I. Mathematical Programming 14 (1978), 265-294.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.siting.marks import marks_of


@dataclass(frozen=True, eq=False)
class Gains:
    """Pairs of a point and a candidate with what it would gain, over 0; made by ``of``.

    ``point``, ``candidate`` and ``gain`` have the shape ``(n_pairs,)`` and are sorted by candidate,
    then by point. A pair that is not there gains nothing.
    """

    point: Indices
    candidate: Indices
    gain: Floats
    n_points: int
    n_candidates: int

    @classmethod
    def of(
        cls, point: Indices, candidate: Indices, gain: Floats, n_points: int, n_candidates: int
    ) -> Self:
        """Sort pairs, leaving out those that gain nothing."""
        kept = np.flatnonzero(gain > 0)
        order = kept[np.lexsort((point[kept], candidate[kept]))]
        return cls(point[order], candidate[order], gain[order], n_points, n_candidates)

    @cached_property
    def begin(self) -> Indices:
        """Where the pairs of each candidate begin, and the last end: ``(n_candidates + 1,)``."""
        return np.searchsorted(self.candidate, np.arange(self.n_candidates + 1))

    @cached_property
    def alone(self) -> Floats:
        """What each candidate gains by itself, shape ``(n_candidates,)``."""
        return self.by_candidate(self.gain)

    @cached_property
    def most(self) -> Floats:
        """What each point would gain if every candidate were chosen, shape ``(n_points,)``."""
        most = np.zeros(self.n_points)
        np.maximum.at(most, self.point, self.gain)
        return most

    def by_candidate(self, values: Floats) -> Floats:
        """Sum up values of the pairs, shape ``(n_candidates,)``."""
        sums, filled = np.zeros(self.n_candidates), np.flatnonzero(np.diff(self.begin))
        if len(filled):
            sums[filled] = np.add.reduceat(values, self.begin[filled])
        return sums

    def of_candidate(self, candidate: int) -> tuple[Indices, Floats]:
        """Give the points a candidate serves and what they gain; each point once."""
        mine = slice(int(self.begin[candidate]), int(self.begin[candidate + 1]))
        return self.point[mine], self.gain[mine]

    def best(self, chosen: Iterable[int]) -> Floats:
        """Tell what each point gains from the best of the chosen, shape ``(n_points,)``."""
        best = np.zeros(self.n_points)
        for candidate in chosen:
            point, gain = self.of_candidate(candidate)
            best[point] = np.maximum(best[point], gain)
        return best

    def worth(self, chosen: Iterable[int]) -> float:
        """Tell F of the chosen: all that is gained from them."""
        return float(self.best(chosen).sum())

    def beyond(self, chosen: Sequence[int], kept: Flags) -> "Gains":
        """Leave what some candidates gain on top of the chosen ones.

        Parameters
        ----------
        chosen
            Candidates that stand for certain.
        kept
            Which candidates are still to be thought of, shape ``(n_candidates,)``.
        """
        more = self.gain - self.best(chosen)[self.point]
        more[~kept[self.candidate]] = 0
        return Gains.of(self.point, self.candidate, more, self.n_points, self.n_candidates)

    @property
    def occupied(self) -> Flags:
        """Which points gain anything from anybody, shape ``(n_points,)``."""
        return np.bincount(self.point, minlength=self.n_points) > 0

    def merged(self) -> Self:
        """Join points with the same candidates, where each gains the same from all of its own.

        The gains of the points that are joined are added up at the first of them.
        """
        drawn = marks_of(self.candidate)
        marks = np.zeros((self.n_points, 2), dtype=np.uint64)
        for which in (0, 1):
            np.add.at(marks[:, which], self.point, drawn[which])
        _, first, member = np.unique(marks, axis=0, return_index=True, return_inverse=True)
        home = first[member.ravel()]
        share = np.zeros(self.n_points)
        share[self.point] = self.gain
        total = np.bincount(home, weights=share, minlength=self.n_points)
        kept = home[self.point] == self.point
        point, candidate = self.point[kept], self.candidate[kept]
        return type(self)(point, candidate, total[point], self.n_points, self.n_candidates)

    def greedy(self, k: int) -> tuple[int, ...]:
        """Choose one after another what gains most on top; of equals, the first in the order.

        Returns
        -------
        At most ``k`` candidates in the order they were chosen; fewer if no other gains anything.
        """
        best, chosen = np.zeros(self.n_points), list[int]()
        while len(chosen) < k:
            more = self.by_candidate(np.maximum(0, self.gain - best[self.point]))
            candidate = int(more.argmax()) if len(more) else 0
            if not len(more) or not more[candidate] > 0:
                break
            chosen.append(candidate)
            point, gain = self.of_candidate(candidate)
            best[point] = np.maximum(best[point], gain)
        return tuple(chosen)

    def useful(self, chosen: Iterable[int]) -> tuple[int, ...]:
        """Leave out of the chosen what gains nothing beside the others; ascending."""
        left = sorted(set(chosen))
        for candidate in reversed(left.copy()):
            others = [other for other in left if other != candidate]
            point, gain = self.of_candidate(candidate)
            if not (gain > self.best(others)[point]).any():
                left = others
        return tuple(left)
