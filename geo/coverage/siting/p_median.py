r"""The p-median: the mean way of all people as short as possible.

For people w_i at the points i, minutes t_ij to the candidates j, e_i to the nearest existing site
(which stays open) and a cut-off T in minutes: what a point has without a new site counts as
b_i = min(e_i, T), and a candidate is of use to it if t_ij < b_i. y_ij = 1 if i goes to j, x_j = 1
where a new site is put:

.. math::

    \min \frac{1}{\sum_i w_i} \sum_i w_i \Big( b_i - \sum_j (b_i - t_{ij}) \, y_{ij} \Big)
    \quad \text{subject to} \quad \sum_j y_{ij} \le 1, \quad y_{ij} \le x_j, \quad
    \sum_j x_j \le k, \quad x_j \in \{0, 1\}, \quad y_{ij} \ge 0

The objective is in minutes a person. Sums are over the people who have a site or a candidate within
T; the others are counted apart. With T over the longest way and no existing sites this is the
p-median of the books.

References
----------
S. L. Hakimi: Optimum locations of switching centers and the absolute centers and medians of a
graph. Operations Research 12 (1964), 450-459.

C. S. ReVelle, R. W. Swain: Central facilities location. Geographical Analysis 2 (1970), 30-42.
"""

from time import perf_counter

from geo.coverage.siting.gains import Gains
from geo.coverage.siting.max_gain import max_gain
from geo.coverage.siting.reach import Reach
from geo.coverage.siting.siting import Answer, Model, Siting
from geo.coverage.siting.solver import Effort


def p_median(reach: Reach, k: int, effort: Effort | None = None) -> Siting:
    """Choose at most ``k`` candidates with which the mean way is shortest.

    Raises
    ------
    CandidatesError
        If ``k`` is not from 1 to the number of candidates, or no candidate has anybody within the
        limit although somebody has no site there.
    """
    reach.require(k)
    begun = perf_counter()
    shorter = reach.counted_minutes[reach.point] - reach.minutes
    gain = shorter * reach.weight[reach.point]
    gains = Gains.of(reach.point, reach.candidate, gain, reach.n_points, reach.n_candidates)
    most = max_gain(gains, k, effort or Effort())
    counted, people = reach.counted, reach.people
    total = float(reach.weight[counted] @ reach.counted_minutes[counted])
    return Siting.of(
        Model.P_MEDIAN,
        reach,
        k,
        before=total / people,
        best=Answer(most.chosen, (total - most.gain) / people),
        bound=(total - most.bound) / people,
        greedy=Answer(most.greedy, (total - gains.worth(most.greedy)) / people),
        seconds=perf_counter() - begun,
    )
