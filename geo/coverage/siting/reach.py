"""Whom candidates would reach, and how people fare before and after.

The limit is a standard in maximal covering (who is within it is covered), and a cut-off in the
other models: nobody is asked to go farther, and a longer way, or none, counts as the limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo.coverage.columns import Flags, Floats, Indices, not_negative, same_length
from geo.coverage.errors import CandidatesError, ColumnError


@dataclass(frozen=True, eq=False)
class Reach:
    """People at points, the way to the nearest existing site, and pairs with candidates.

    ``weight`` and ``before_minutes`` have the shape ``(n_points,)``; the latter is infinite where
    no existing site can be reached. ``point``, ``candidate`` and ``minutes`` have the shape
    ``(n_pairs,)`` and hold every pair that is not more than ``limit_minutes`` apart.

    Raises
    ------
    ColumnError
        If lengths differ, a weight or time is negative or NaN, or a pair is beyond the limit.
    ValueError
        If the limit is not over 0.
    """

    weight: Floats
    before_minutes: Floats
    point: Indices
    candidate: Indices
    minutes: Floats
    n_candidates: int
    limit_minutes: float

    def __post_init__(self) -> None:
        same_length(weight=self.weight, before_minutes=self.before_minutes)
        same_length(point=self.point, candidate=self.candidate, minutes=self.minutes)
        not_negative("weight", self.weight)
        not_negative("minutes of the pairs", self.minutes)
        before = np.asarray(self.before_minutes, dtype=np.float64)
        # A place without any existing site is infinitely far from the nearest.
        not_negative("before_minutes", np.where(np.isposinf(before), 0, before))
        require_limit(self.limit_minutes)
        if (self.minutes > self.limit_minutes).any():
            msg = f"a pair is more than {self.limit_minutes:g} minutes apart: leave it out"
            raise ColumnError(msg)

    @property
    def n_points(self) -> int:
        """Number of points."""
        return len(self.weight)

    @cached_property
    def counted(self) -> Flags:
        """Which points have people who can be reached within the limit, now or by a candidate."""
        near: Flags = self.before_minutes <= self.limit_minutes
        near[self.point] = True
        return near & (self.weight > 0)

    @property
    def people(self) -> float:
        """All people who can be reached within the limit."""
        return float(self.weight[self.counted].sum())

    @property
    def never_reached(self) -> float:
        """People no site reaches within the limit, neither existing nor possible."""
        return float(self.weight[~self.counted].sum())

    @cached_property
    def counted_minutes(self) -> Floats:
        """The way to the nearest existing site, at most the limit; shape ``(n_points,)``."""
        return np.minimum(self.before_minutes, self.limit_minutes)

    def after_minutes(self, chosen: Iterable[int]) -> Floats:
        """Tell the way to the nearest site with the chosen ones, infinite where there is none."""
        is_chosen = np.zeros(self.n_candidates, dtype=np.bool_)
        is_chosen[list(chosen)] = True
        mine = is_chosen[self.candidate]
        after = self.before_minutes.astype(np.float64)
        np.minimum.at(after, self.point[mine], self.minutes[mine])
        return after

    def beyond(self, chosen: Iterable[int] = ()) -> float:
        """Count the people who could be reached and are not, with the chosen sites."""
        far = self.counted & (self.after_minutes(chosen) > self.limit_minutes)
        return float(self.weight[far].sum())

    def require(self, k: int) -> None:
        """Refuse a question that has no answer.

        Raises
        ------
        CandidatesError
            If ``k`` is not from 1 to the number of candidates, or no candidate has anybody within
            the limit although somebody has no site there yet.
        """
        require_count(k)
        if k > self.n_candidates:
            msg = f"{k} new sites asked of {self.n_candidates} candidates: ask for fewer"
            raise CandidatesError(msg)
        inhabited = self.weight > 0
        if inhabited[self.point].any():
            return
        if (self.before_minutes[inhabited] > self.limit_minutes).any():
            msg = (
                f"none of the {self.n_candidates} candidates has anybody within "
                f"{self.limit_minutes:g} minutes: raise the limit or choose other candidates"
            )
            raise CandidatesError(msg)


def require_count(k: int) -> None:
    """Refuse to choose nothing.

    Raises
    ------
    CandidatesError
        If ``k`` is under 1.
    """
    if k < 1:
        msg = f"{k} new sites asked: give a whole number from 1 up"
        raise CandidatesError(msg)


def require_limit(limit_minutes: float) -> None:
    """Refuse a limit that lets nobody go anywhere.

    Raises
    ------
    ValueError
        If the limit is not a finite number over 0.
    """
    if not 0 < limit_minutes < np.inf:
        msg = f"a limit of {limit_minutes} minutes: give a number over 0, for example 15"
        raise ValueError(msg)
