r"""Services per 1,000 people: what a district has, wherever in it.

For a district a with people P_a and services j of capacity S_j and weight w_j in it:

.. math:: D_a = 1000 \, \frac{\sum_{j \in a} w_j S_j}{P_a}

The unit is services, or places, per 1,000 people. Services known only by district count fully:
no point is needed. People who go to the next district are not seen here; see
``floating_catchment``. The city is the districts whose people are known: services of the others
are left out there as the people are.
"""

import numpy as np

from geo.coverage import by_area
from geo.coverage.columns import OUTSIDE, Flags, Floats, Indices
from geo.coverage.demand import Demand
from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.supply import Supply


def per_thousand(demand: Demand, supply: Supply) -> Floats:
    """Count services, or places, per 1,000 people.

    Parameters
    ----------
    demand, supply
        Of the same districts.

    Returns
    -------
    Shape ``(n_areas + 1,)`` with the city last; NaN where nobody lives or nobody knows how many.
    City-wide services without a point or a district are not counted, and those beyond every
    district only where people there are.

    Raises
    ------
    NoSupplyError
        If there is no service with a point or a district.
    CapacityError
        If a capacity is not known.
    ColumnError
        If demand and supply are of different districts.
    """
    if demand.areas != supply.areas:
        msg = "demand and supply are of different districts: make both from one directory"
        raise ColumnError(msg)
    amount, area = _amounts(supply)
    sums = np.bincount(area - OUTSIDE, weights=amount, minlength=len(demand.areas) + 1)
    totals = np.append(sums[1:], sums[_counted(demand)].sum())
    return by_area.per_person(1000 * totals, by_area.people(demand))


def _counted(demand: Demand) -> Flags:
    """Tell whose services the city has: of what lies outside, then of each district."""
    outside = bool(demand.weight[demand.area == OUTSIDE].sum() > 0)
    unknown = demand.unknown_areas
    return np.array([outside, *(name not in unknown for name in demand.areas)])


def _amounts(supply: Supply) -> tuple[Floats, Indices]:
    """List what there is with a point or a district, and in which district."""
    capacity = np.concatenate([supply.capacity, supply.unlocated.capacity])
    if not len(capacity):
        msg = "no service with a point or a district: widen the choice of services"
        raise NoSupplyError(msg)
    unknown = int(np.isnan(capacity).sum())
    if unknown:
        msg = (
            f"the capacity of {unknown} of {len(capacity)} services is not known: count services "
            "instead of places, or say how many places to assume"
        )
        raise CapacityError(msg)
    weight = np.concatenate([supply.weight, supply.unlocated.weight])
    return capacity * weight, np.concatenate([supply.area, supply.unlocated.area])
