r"""Where to begin: need times gap.

For districts a with people in need N_a, what they have A_a (capacity a person, services within
reach, a share covered: more is better) and what they should have A*:

.. math:: g_a = \max\left(0,\ 1 - \frac{A_a}{A^*}\right), \qquad P_a = N_a \, g_a

g_a is the share of the standard that is missing, P_a is in people: as many as could be served with
what is missing at the standard. Without a standard, A* is what people have on average, so that the
measure ranks districts against the city and says nothing of whether the city has enough.

References
----------
G. Currie: Quantifying spatial gaps in public transport supply based on social needs. Journal of
Transport Geography 18 (2010), 31-41.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from geo.coverage.columns import Floats, Indices, not_negative, same_length
from geo.coverage.errors import ColumnError, NoDemandError


@dataclass(frozen=True, eq=False)
class Priority:
    """Gap (0 to 1) and priority (people) of each district, and the standard they were held to.

    Both are NaN where need or access is not known; ``ranking`` lists the others, the first first.
    """

    gap: Floats
    priority: Floats
    standard: float

    @property
    def ranking(self) -> Indices:
        """Positions of the districts by falling priority, unknown ones left out."""
        known = np.flatnonzero(np.isfinite(self.priority))
        return known[np.argsort(-self.priority[known], kind="stable")]


def priority(need: ArrayLike, access: ArrayLike, standard: float | None = None) -> Priority:
    """Multiply need by gap.

    Parameters
    ----------
    need
        People in need in each district, shape ``(n,)``; NaN for unknown.
    access
        What a person there has, more being better; NaN for unknown.
    standard
        What a person should have, in the unit of ``access``. None: the average of the people.

    Raises
    ------
    NoDemandError
        If nowhere both are known and there is anybody in need.
    ColumnError
        If a value is negative or infinite, or the standard is not over zero.
    """
    same_length(need=need, access=access)
    people, has = np.asarray(need, dtype=np.float64), np.asarray(access, dtype=np.float64)
    known = ~(np.isnan(people) | np.isnan(has))
    not_negative("need", np.where(known, people, 0))
    not_negative("access", np.where(known, has, 0))
    if not people[known].sum() > 0:
        msg = "no district with people in need and a known access: choose another need"
        raise NoDemandError(msg)
    if standard is None:
        standard = float(np.average(has[known], weights=people[known]))
    if not standard > 0:
        msg = f"the standard is {standard}: give what a person should have, over 0"
        raise ColumnError(msg)
    gap = np.where(known, np.maximum(0, 1 - has / standard), np.nan)
    return Priority(gap, people * gap, standard)
