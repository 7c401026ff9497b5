"""HiGHS, asked through SciPy, with a time limit, a gap, and an honest answer."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array, vstack

from geo.coverage.columns import Floats
from geo.coverage.siting.levels import Levels

_TOTAL: Final = 1e4
"""What all gains are scaled to: HiGHS stops within 1e-6 of the optimum, whatever the unit."""


@dataclass(frozen=True)
class Effort:
    """How long to search for a proof, and how much may stay unproven.

    ``time_limit_s`` is in seconds, for everything but reading the pairs. ``mip_gap`` is the share
    of the objective the search may stop short of; 0 asks for the optimum itself.

    Raises
    ------
    ValueError
        If the time limit is not over 0, or the gap is not from 0 up to 1.
    """

    time_limit_s: float = 30.0
    mip_gap: float = 0.0

    def __post_init__(self) -> None:
        if not self.time_limit_s > 0:
            msg = f"a time limit of {self.time_limit_s} s: give seconds over 0, for example 30"
            raise ValueError(msg)
        if not 0 <= self.mip_gap < 1:
            msg = f"a gap of {self.mip_gap}: give a share from 0 up to 1, for example 0.01"
            raise ValueError(msg)

    def deadline(self) -> float:
        """Give the reading of ``time.perf_counter`` at which to stop, counted from now."""
        return perf_counter() + self.time_limit_s


@dataclass(frozen=True)
class Solved:
    """Chosen candidates, None where none were found in time, and the bound of the objective."""

    chosen: tuple[int, ...] | None
    bound: float


def most_gained(model: Levels, k: int, deadline: float, mip_gap: float) -> Solved:
    """Choose at most ``k`` candidates that gain most; ``bound`` is infinite if none is known."""
    scale = _TOTAL / model.worth.sum()
    n_sites = np.zeros(len(model.worth))
    n_sites[: model.n_candidates] = 1
    rows = csr_array(vstack([model.rows, csr_array(n_sites[None, :])]))
    highest = np.append(np.zeros(model.rows.shape[0]), k)
    answer = _asked(-scale * model.worth, rows, (-np.inf, highest), n_sites, (deadline, mip_gap))
    bound = np.inf if answer.mip_dual_bound is None else -answer.mip_dual_bound / scale
    return Solved(_chosen(answer, model.n_candidates), float(bound))


def can_cover(rows: csr_array, k: int, deadline: float) -> tuple[int, ...] | bool | None:
    """Look for at most ``k`` columns that have an entry in every row.

    Returns
    -------
    The columns; False if there are no such columns, None if time ran out.
    """
    n_rows, n_columns = rows.shape
    both = csr_array(vstack([-rows, csr_array(np.ones((1, n_columns)))]))
    highest = np.append(-np.ones(n_rows), k)
    nothing, is_site = np.zeros(n_columns), np.ones(n_columns)
    answer = _asked(nothing, both, (-np.inf, highest), is_site, (deadline, 0.0))
    if answer.status == _INFEASIBLE:
        return False
    return _chosen(answer, n_columns)


_INFEASIBLE: Final = 2


def _asked(
    cost: Floats,
    rows: csr_array,
    limits: tuple[float, Floats],
    is_whole: Floats,
    effort: tuple[float, float],
) -> Any:  # noqa: ANN401 (SciPy's own result, whose fields are optional)
    # Imported late: no page but the planners' ever needs the solver.
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    deadline, mip_gap = effort
    return milp(
        cost,
        integrality=is_whole.astype(np.intp),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, *limits),
        options={"time_limit": max(0.0, deadline - perf_counter()), "mip_rel_gap": mip_gap},
    )


def _chosen(answer: Any, n_candidates: int) -> tuple[int, ...] | None:  # noqa: ANN401 (as above)
    if answer.x is None:
        return None
    return tuple(np.flatnonzero(answer.x[:n_candidates] > 1 / 2).tolist())
