r"""Maximal covering: as many people as possible within the limit.

For people w_i (in the unit of the demand) at the points i, candidates j, a limit T in minutes and
N_i the candidates within T of i. Existing sites stay open: whoever is within T of one is covered
already and is counted, but needs no variable. x_j = 1 where a new site is put, z_i = 1 if i is
covered:

.. math::

    \max \sum_i w_i z_i \quad \text{subject to} \quad z_i \le \sum_{j \in N_i} x_j, \qquad
    \sum_j x_j \le k, \qquad x_j \in \{0, 1\}, \quad 0 \le z_i \le 1

The objective is in people, existing cover included. It says nothing of how near the limit they are.

References
----------
R. L. Church, C. ReVelle: The maximal covering location problem. Papers of the Regional Science
Association 32 (1974), 101-118.
"""

from time import perf_counter

import numpy as np

from geo.coverage.siting.gains import Gains
from geo.coverage.siting.max_gain import max_gain
from geo.coverage.siting.reach import Reach
from geo.coverage.siting.siting import Answer, Model, Siting
from geo.coverage.siting.solver import Effort


def maximal_cover(reach: Reach, k: int, effort: Effort | None = None) -> Siting:
    """Choose at most ``k`` candidates that cover the most people within the limit.

    Raises
    ------
    CandidatesError
        If ``k`` is not from 1 to the number of candidates, or no candidate has anybody within the
        limit although somebody is not covered.
    """
    reach.require(k)
    begun = perf_counter()
    is_covered = reach.before_minutes <= reach.limit_minutes
    before = float(reach.weight[is_covered].sum())
    gain = np.where(is_covered, 0, reach.weight)[reach.point]
    gains = Gains.of(reach.point, reach.candidate, gain, reach.n_points, reach.n_candidates)
    most = max_gain(gains.merged(), k, effort or Effort())
    return Siting.of(
        Model.MAXIMAL_COVER,
        reach,
        k,
        before=before,
        best=Answer(most.chosen, before + most.gain),
        bound=before + most.bound,
        greedy=Answer(most.greedy, before + gains.worth(most.greedy)),
        seconds=perf_counter() - begun,
    )
