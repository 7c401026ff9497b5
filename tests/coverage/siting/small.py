"""Small questions of "where next", and the plain way to answer them: try every choice."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from geo.coverage.siting.reach import Reach

INF = np.inf


def reach_of(table, weight=1.0, before=INF, limit=5.0):
    """Take a table of minutes, a row a point and a column a candidate; far pairs are left out."""
    table = np.array(table, float)
    n_points, n_candidates = table.shape
    point, candidate = np.nonzero(table <= limit)
    return Reach(
        weight=np.broadcast_to(np.asarray(weight, float), n_points),
        before_minutes=np.broadcast_to(np.asarray(before, float), n_points),
        point=point,
        candidate=candidate,
        minutes=table[point, candidate],
        n_candidates=n_candidates,
        limit_minutes=limit,
    )


def table_of(reach):
    """Write the pairs as a table again, infinite where there is none."""
    table = np.full((reach.n_points, reach.n_candidates), INF)
    table[reach.point, reach.candidate] = reach.minutes
    return table


def ways(reach, chosen):
    """Tell everybody's way with the chosen sites, and who counts."""
    table = table_of(reach)
    counts = (np.minimum(reach.before_minutes, table.min(axis=1)) <= reach.limit_minutes) & (
        reach.weight > 0
    )
    after = np.min([reach.before_minutes, *table.T[list(chosen)]], axis=0)
    return after, counts


def people_covered(reach, chosen):
    after, _ = ways(reach, chosen)
    return float(reach.weight[after <= reach.limit_minutes].sum())


def mean_minutes(reach, chosen):
    after, counts = ways(reach, chosen)
    capped = np.minimum(after, reach.limit_minutes)
    return float(np.average(capped[counts], weights=reach.weight[counts]))


def longest_minutes(reach, chosen):
    after, counts = ways(reach, chosen)
    return float(np.minimum(after, reach.limit_minutes)[counts].max())


def every_choice(reach, k):
    """List every set of at most k candidates."""
    candidates = range(reach.n_candidates)
    return [chosen for size in range(k + 1) for chosen in combinations(candidates, size)]


@st.composite
def questions(draw):
    """Draw a town with existing sites, ties, empty houses and places nobody reaches, and a k."""
    n_points, n_candidates = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    minutes = st.integers(0, 7) | st.just(INF)
    row = st.lists(minutes, min_size=n_candidates, max_size=n_candidates)
    table = draw(st.lists(row, min_size=n_points, max_size=n_points))
    column = {"min_size": n_points, "max_size": n_points}
    weight = draw(st.lists(st.sampled_from([0, 1, 2, 3.5, 700]), **column))
    before = draw(st.lists(minutes, **column))
    reach = reach_of(table, weight, before, draw(st.sampled_from([1.0, 3.0, 6.0])))
    return reach, draw(st.integers(1, n_candidates))


def has_an_answer(reach):
    """Tell whether somebody has a candidate within the limit."""
    return bool((reach.weight[reach.point] > 0).any())
