r"""The floating catchment over parts of the demand, in two passes.

The sum over the people of a service runs over all parts that reach it, so it is taken first, part
by part; then each part's access follows from the ratios of all services:

.. math::

    R_j = \frac{S_j}{\sum_k \sum_{i \in k} p_i f(t_{ij})}, \qquad
    A_i = \sum_j R_j f(t_{ij})

Sums of parts are added in the order of the parts, whichever was done first: a second run, and one
in which a worker died, gives the same to the last bit. See ``floating_catchment``.
"""

from collections.abc import Sequence

import numpy as np

from geo.coverage.columns import Floats, Indices
from geo.coverage.decay import Decay
from geo.coverage.demand import Demand
from geo.coverage.errors import NoSupplyError
from geo.coverage.floating_catchment import access_with
from geo.coverage.supply import Supply
from geo.coverage.travel import StraightLine, Travel

PartialSums = tuple[Indices, Floats]
"""Positions of services, and the people of one part that reach each."""


def services_near(demand: Demand, supply: Supply, travel: Travel, limit_minutes: float) -> Indices:
    """Tell which services some point of a part could reach: those around its box.

    An engine that knows ways which are no straight lines is asked about all services.
    """
    if not isinstance(travel, StraightLine):
        return np.arange(supply.size)
    # A hair wider, as the engine itself looks.
    reach_m = limit_minutes * travel.speed_m_per_minute / travel.detour * (1 + 1e-6)
    near = (supply.x_m >= demand.x_m.min() - reach_m) & (supply.x_m <= demand.x_m.max() + reach_m)
    near &= (supply.y_m >= demand.y_m.min() - reach_m) & (supply.y_m <= demand.y_m.max() + reach_m)
    return np.flatnonzero(near)


def people_in_reach(demand: Demand, supply: Supply, travel: Travel, decay: Decay) -> PartialSums:
    """Count the people of a part in reach of each service, weighed by the way."""
    near = services_near(demand, supply, travel, decay.limit_minutes)
    people = np.zeros(len(near))
    if len(near):
        some = supply.taken(near)
        for block in travel.pairs_within(demand, some, decay.limit_minutes):
            pull = decay(block.minutes) * demand.weight[block.demand_index]
            people += np.bincount(block.supply_index, weights=pull, minlength=len(near))
    reached = people > 0
    return near[reached], people[reached]


def ratios(amount: Floats, sums: Sequence[PartialSums]) -> Floats:
    """Give capacity for each person in reach, shape ``(n_supply,)``; NaN if nobody is."""
    people = np.zeros(len(amount))
    for services, part in sums:
        people[services] += part
    found: Floats = np.full(len(amount), np.nan)
    np.divide(amount, people, out=found, where=people > 0)
    return found


def require_reach(ratio: Floats, limit_minutes: float) -> None:
    """Refuse an access of zero for everybody.

    Raises
    ------
    NoSupplyError
        If no service is in reach of anybody.
    """
    if np.isnan(ratio).all():
        msg = (
            f"none of {len(ratio)} services is within {limit_minutes:g} minutes of anybody: see "
            "whether demand and supply are of one region and each in the CRS that is said, or "
            "raise the limit"
        )
        raise NoSupplyError(msg)


def access(demand: Demand, supply: Supply, travel: Travel, decay: Decay, ratio: Floats) -> Floats:
    """Measure what the points of a part have of all services, shape ``(n_demand,)``."""
    near = services_near(demand, supply, travel, decay.limit_minutes)
    if not len(near):
        return np.zeros(demand.size)
    return access_with(ratio[near], demand, supply.taken(near), travel, decay)
