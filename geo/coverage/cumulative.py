r"""How many services are within reach: the cumulative opportunities.

For a point i, services j with weight w_j (see ``supply``) and a limit T in minutes:

.. math:: A_i(T) = \sum_j w_j \, [t_{ij} \le T]

The unit is services; with weights below one it is the number to be expected.

References
----------
M. Wachs, T. G. Kumagai: Physical accessibility as a social indicator. Socio-Economic Planning
Sciences 7 (1973), 437-456.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from geo.coverage.columns import Floats
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel

LIMITS_MINUTES: Final = (5.0, 10.0, 15.0, 20.0, 30.0)


def services_within(
    demand: Demand,
    supply: Supply,
    travel: Travel,
    limits_minutes: Sequence[float] = LIMITS_MINUTES,
) -> Floats:
    """Count the services within each limit.

    Parameters
    ----------
    demand, supply, travel
        Who, what and how.
    limits_minutes
        Ascending, over zero.

    Returns
    -------
    Shape ``(n_demand, n_limits)``.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    ValueError
        If the limits are none, not ascending or not over zero.
    """
    limits = np.asarray(limits_minutes, dtype=np.float64)
    if not len(limits) or not (limits > 0).all() or not (np.diff(limits) > 0).all():
        msg = f"limits {tuple(limits_minutes)}: give ascending minutes over 0, for example 5, 10"
        raise ValueError(msg)
    counts = np.zeros((demand.size, len(limits)))
    for block in travel.pairs_within(demand, supply, float(limits[-1])):
        slot = np.searchsorted(limits, block.minutes)
        np.add.at(counts, (block.demand_index, slot), supply.weight[block.supply_index])
    return np.cumsum(counts, axis=1)
