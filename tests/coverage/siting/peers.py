"""The same questions for spopt: existing sites as facilities that are fixed open."""

import warnings
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import strategies as st

from tests.coverage.siting.small import reach_of


@pytest.fixture(scope="session")
def spopt():
    """Give the peer; its import takes long, and warns of what it has not got."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pulp  # noqa: PLC0415
        from spopt import locate  # noqa: PLC0415
    return Peer(locate, pulp)


@dataclass(frozen=True)
class Peer:
    """Spopt with HiGHS."""

    locate: object
    pulp: object

    def covered(self, town, k, limit):
        """Tell how many people are covered at best."""
        return self._solved(self.locate.MCLP, town, k, weights=town.weight, service_radius=limit)

    def mean(self, town, k):
        """Tell the shortest mean way."""
        total = self._solved(self.locate.PMedian, town, k, weights=town.weight)
        return total / town.weight.sum()

    def longest(self, town, k):
        """Tell the shortest longest way."""
        return self._solved(self.locate.PCenter, town, k)

    def _solved(self, model, town, k, weights=None, **more):
        n_existing = town.existing.shape[1]
        fixed = np.append(np.ones(n_existing), np.zeros(town.table.shape[1]))
        more |= {} if weights is None else {"weights": weights}
        if n_existing:
            more["predefined_facilities_arr"] = fixed
        table = np.hstack([town.existing, town.table])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            asked = model.from_cost_matrix(table, p_facilities=n_existing + k, **more)
            solved = asked.solve(self.pulp.HiGHS(msg=False))
        return float(self.pulp.value(solved.problem.objective))


@dataclass(frozen=True)
class Town:
    """Minutes to existing sites and to candidates, and people."""

    existing: np.ndarray
    table: np.ndarray
    weight: np.ndarray

    def reach(self, limit):
        before = self.existing.min(axis=1, initial=np.inf)
        return reach_of(self.table, self.weight, before, limit)


@st.composite
def peopled_towns(draw):
    """Draw points and sites in a square, everybody able to reach everything."""
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    n_points, n_sites = draw(st.integers(5, 60)), draw(st.integers(3, 20))
    n_existing = draw(st.integers(0, 2))
    homes, sites = random.uniform(0, 100, (n_points, 2)), random.uniform(0, 100, (n_sites, 2))
    minutes = np.hypot(*(homes[:, None] - sites[None]).transpose(2, 0, 1))
    weight = random.integers(1, 500, n_points).astype(float)
    k = draw(st.integers(1, min(4, n_sites - n_existing)))
    return Town(minutes[:, :n_existing], minutes[:, n_existing:], weight), k
