r"""Who has a service within reach, and what share of the people that is.

For people p_i at the points i and a limit T in minutes:

.. math:: S(T) = \frac{\sum_i p_i \, [t_i \le T]}{\sum_i p_i}

It is a share of people, never of points or of area; the unit of the people is that of the demand.

References
----------
C. Toregas, R. Swain, C. ReVelle, L. Bergman: The location of emergency service facilities.
Operations Research 19 (1971), 1363-1373 (cover within a standard).
"""

import numpy as np

from geo.coverage.columns import Flags
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel


def covered(demand: Demand, supply: Supply, travel: Travel, limit_minutes: float) -> Flags:
    """Tell which points have a service within the limit, shape ``(n_demand,)``.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    ValueError
        If the limit is not a number from zero up.
    """
    if not limit_minutes >= 0:
        msg = f"a limit of {limit_minutes} minutes: give a number from 0 up"
        raise ValueError(msg)
    return np.asarray(travel.minutes_to_nearest(demand, supply) <= limit_minutes)


def people_covered(demand: Demand, is_covered: Flags) -> float:
    """Count the people at covered points, in the unit of the demand."""
    return float(demand.weight[is_covered].sum())


def share_covered(demand: Demand, is_covered: Flags) -> float:
    """Tell the share of all people that is covered, from 0 to 1."""
    return people_covered(demand, is_covered) / demand.total
