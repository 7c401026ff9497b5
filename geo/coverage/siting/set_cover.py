r"""Whether k sites can have everybody within a radius: the question p-centre asks again and again.

.. math::

    \sum_{j \in N_i} x_j \ge 1 \ \text{for all } i, \qquad \sum_j x_j \le k, \qquad
    x_j \in \{0, 1\}

A greedy cover may say yes, and k + 1 points of which no two share a candidate say no; so may the
answers and bounds of ``relaxation``, asked how many points k sites can have. Only if none of them
does, HiGHS is asked. Points whose candidates are all those of another point and more need no row:
who serves that other point serves them.

References
----------
C. Toregas, R. Swain, C. ReVelle, L. Bergman: The location of emergency service facilities.
Operations Research 19 (1971), 1363-1373.
"""

from typing import Final

import numpy as np
from scipy.sparse import csr_array

from geo.coverage.columns import Flags, Indices
from geo.coverage.siting.gains import Gains
from geo.coverage.siting.interchange import interchanged
from geo.coverage.siting.relaxation import relax
from geo.coverage.siting.solver import can_cover

_ROUNDS: Final = 3


def cover_all(
    point: Indices, candidate: Indices, n_candidates: int, k: int, deadline: float
) -> tuple[int, ...] | bool | None:
    """Look for at most ``k`` candidates that cover every point named in ``point``.

    Parameters
    ----------
    point, candidate
        Pairs within the radius, shape ``(n_pairs,)``.
    n_candidates
        How many candidates there are.
    k
        How many may be chosen.
    deadline
        Reading of ``time.perf_counter`` in seconds at which to stop.

    Returns
    -------
    The candidates; False if there are no such ones, None if time ran out.
    """
    if not len(point):
        return ()
    _, row = np.unique(point, return_inverse=True)
    n_rows = int(row.max(initial=-1)) + 1
    gains = Gains.of(row, candidate, np.ones(len(row)), n_rows, n_candidates).merged()
    chosen = gains.greedy(k)
    if np.count_nonzero(gains.best(chosen)) == np.count_nonzero(gains.occupied):
        return chosen
    rows = _needed_rows(gains)
    if _apart(rows) > k:
        return False
    answer = _by_prices(rows, k, deadline)
    return can_cover(rows, k, deadline) if answer is None else answer


def _by_prices(rows: csr_array, k: int, deadline: float) -> tuple[int, ...] | bool | None:
    """Ask how many rows k columns can have: fewer than all, or all; None if that stays open."""
    n_rows, n_columns = rows.shape
    point = np.repeat(np.arange(n_rows), np.diff(rows.indptr))
    gains = Gains.of(point, rows.indices.astype(np.intp), rows.data, n_rows, n_columns)
    chosen = interchanged(gains, gains.greedy(k), deadline)
    prices = gains.best(chosen) / 2
    for _ in range(_ROUNDS):
        if gains.worth(chosen) == n_rows:
            return chosen
        found = relax(gains, k, gains.worth(chosen), prices, deadline)
        # Rows are whole: a bound below all of them refutes.
        if found.bound < n_rows - 1 / 2:
            return False
        chosen, prices = found.chosen or chosen, found.prices
        if found.is_over:
            break
    return chosen if gains.worth(chosen) == n_rows else None


def _needed_rows(gains: Gains) -> csr_array:
    """Give the rows none of which holds another, shape ``(n_rows, n_candidates)``."""
    shape = (gains.n_points, gains.n_candidates)
    rows = csr_array((np.ones(len(gains.gain)), (gains.point, gains.candidate)), shape=shape)
    rows = csr_array(rows[np.flatnonzero(gains.occupied)])
    size = np.diff(rows.indptr)
    order = np.argsort(size, kind="stable")
    by_candidate = csr_array(rows.T)
    kept: Flags = np.ones(len(order), dtype=np.bool_)
    for row in order:
        mine = _entries(rows, row)
        if not kept[row]:
            continue
        # Rows that hold all of these candidates: found at each of them.
        hits = np.concatenate([_entries(by_candidate, candidate) for candidate in mine])
        holders = np.flatnonzero(np.bincount(hits, minlength=len(order)) == len(mine))
        kept[holders[holders != row]] = False
    return csr_array(rows[np.flatnonzero(kept)])


def _apart(rows: csr_array) -> int:
    """Count rows, small ones first, that share no candidate with one counted before."""
    taken = np.zeros(rows.shape[1], dtype=np.bool_)
    count = 0
    for row in np.argsort(np.diff(rows.indptr), kind="stable"):
        mine = _entries(rows, row)
        if not taken[mine].any():
            taken[mine] = True
            count += 1
    return count


def _entries(rows: csr_array, row: int) -> Indices:
    return np.asarray(rows.indices[rows.indptr[row] : rows.indptr[row + 1]], dtype=np.intp)
