r"""How much of a service is left for each: the two-step floating catchment area.

A service j with capacity S_j is shared by the people p_i who reach it within the limit T; what a
point i has is the sum of the shares of all services it reaches. With a decay f of the way t_ij:

.. math::

    R_j = \frac{S_j}{\sum_{i: t_{ij} \le T} p_i f(t_{ij})}, \qquad
    A_i = \sum_{j: t_{ij} \le T} R_j f(t_{ij})

With f = 1 this is the 2SFCA, with a decay the enhanced one (E2SFCA). A_i is capacity a person, in
the unit of the supply over that of the demand. What is handed out is what there is:
:math:`\sum_i p_i A_i = \sum_j S_j` over the services that reach anybody.

References
----------
W. Luo, F. Wang: Measures of spatial accessibility to health care in a GIS environment: synthesis
and a case study in the Chicago region. Environment and Planning B 30 (2003), 865-884.

W. Luo, Y. Qi: An enhanced two-step floating catchment area (E2SFCA) method for measuring spatial
accessibility to primary care physicians. Health and Place 15 (2009), 1100-1107.
"""

from dataclasses import dataclass

import numpy as np

from geo.coverage.columns import Floats
from geo.coverage.decay import Decay, Steps
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel


@dataclass(frozen=True, eq=False)
class Catchment:
    """What the two steps found.

    ``access`` is capacity a person at each point, shape ``(n_demand,)``, zero where nothing is
    reached. ``ratio`` is capacity for each (weighted) person in reach of a service, shape
    ``(n_supply,)``. ``reaching_nobody`` names services nobody has in reach: their ratio is NaN
    and their capacity is in nobody's access.
    """

    access: Floats
    ratio: Floats
    reaching_nobody: tuple[str, ...]


def two_step(demand: Demand, supply: Supply, travel: Travel, limit_minutes: float) -> Catchment:
    """Measure access with one limit and no decay: 2SFCA of Luo and Wang.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    CapacityError
        If a capacity is not known, or all are zero.
    """
    return enhanced(demand, supply, travel, Steps((limit_minutes,), (1.0,)))


def enhanced(demand: Demand, supply: Supply, travel: Travel, decay: Decay) -> Catchment:
    """Measure access with a decay: E2SFCA of Luo and Qi.

    Both steps are done block by block, since all people of a service are in one block: memory
    does not grow with the number of pairs.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    CapacityError
        If a capacity is not known, or all are zero.
    """
    amount = supply.amount
    access = np.zeros(demand.size)
    ratio = np.full(supply.size, np.nan)
    for block in travel.pairs_within(demand, supply, decay.limit_minutes):
        if not len(block.minutes):
            continue
        pull = decay(block.minutes)
        # Services of a block are few and close together; columns for all of them would be long.
        lowest = int(block.supply_index.min())
        service = block.supply_index - lowest
        people = np.bincount(service, weights=pull * demand.weight[block.demand_index])
        reached = np.flatnonzero(people > 0)
        share = np.zeros(len(people))
        share[reached] = amount[lowest + reached] / people[reached]
        ratio[lowest + reached] = share[reached]
        np.add.at(access, block.demand_index, share[service] * pull)
    nobody = tuple(supply.ids[row] for row in np.flatnonzero(np.isnan(ratio)))
    return Catchment(access, ratio, nobody)


def access_with(
    ratio: Floats, demand: Demand, supply: Supply, travel: Travel, decay: Decay
) -> Floats:
    """Take the second step alone, for points that share services out among others.

    Parameters
    ----------
    ratio
        Capacity for each person in reach of a service, of the first step; NaN where nobody is.
    demand
        Where people are; how many does not matter here.
    supply, travel, decay
        Those of the first step.

    Returns
    -------
    Capacity a person at each point, shape ``(n_demand,)``.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    shares = np.nan_to_num(ratio)
    access = np.zeros(demand.size)
    for block in travel.pairs_within(demand, supply, decay.limit_minutes):
        pull = decay(block.minutes)
        np.add.at(access, block.demand_index, shares[block.supply_index] * pull)
    return access
