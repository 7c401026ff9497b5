"""The measures a planner chooses from: each at points, and by district.

The formulas and their sources stand in the modules that compute them: ``nearest``, ``covered``,
``cumulative``, ``floating_catchment``, ``per_thousand``. A value by district is the mean over its
people (see ``by_area``). Access is given in units per 1,000 people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from geo.coverage import by_area
from geo.coverage.columns import Floats
from geo.coverage.cumulative import services_within
from geo.coverage.decay import Steps
from geo.coverage.demand import Demand
from geo.coverage.floating_catchment import enhanced, two_step
from geo.coverage.nearest import minutes
from geo.coverage.per_thousand import per_thousand
from geo.coverage.scenario import Measure
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel

AtPoints = Callable[[Demand, Supply, Travel, int], Floats]
"""Gives a value for each point of the demand, shape ``(n_demand,)``."""

PER: Final = 1000
"""People that access is given for."""


@dataclass(frozen=True)
class Kind:
    """How a measure is computed and read.

    ``at_points`` is None where the measure has a value for districts alone; ``of_minutes`` gives
    the same from the ways to the nearest service, where these are enough. ``unit`` is a code for
    its words. ``without_supply`` is the value where nothing is left to be reached.
    """

    unit: str
    at_points: AtPoints | None = None
    of_minutes: Callable[[Floats, int], Floats] | None = None
    less_is_better: bool = False
    without_supply: float = 0.0


def by_district(
    measure: Measure, demand: Demand, supply: Supply, travel: Travel, limit_minutes: int
) -> Floats:
    """Compute a measure by district, shape ``(n_areas + 1,)`` with the city last.

    Raises
    ------
    NoSupplyError
        If there is no service that the measure can use.
    CapacityError
        If it needs capacities that are not known, or all are zero.
    """
    at_points = KINDS[measure].at_points
    if at_points is None:
        return per_thousand(demand, supply)
    return by_area.mean(demand, at_points(demand, supply, travel, limit_minutes))


def zones(limit_minutes: int) -> Steps:
    """Cut the way to the limit into three zones of equal length, with the weights of Luo and Qi."""
    ends = (limit_minutes / 3, limit_minutes * 2 / 3, float(limit_minutes))
    return Steps(ends, (1.0, 0.68, 0.22))


def _minutes(demand: Demand, supply: Supply, travel: Travel, limit_minutes: int) -> Floats:
    return _as_they_are(minutes(demand, supply, travel), limit_minutes)


def _as_they_are(ways: Floats, _limit_minutes: int) -> Floats:
    return ways


def _covered(demand: Demand, supply: Supply, travel: Travel, limit_minutes: int) -> Floats:
    return _are_covered(minutes(demand, supply, travel), limit_minutes)


def _are_covered(ways: Floats, limit_minutes: int) -> Floats:
    return (ways <= limit_minutes).astype(np.float64)


def _within(demand: Demand, supply: Supply, travel: Travel, limit_minutes: int) -> Floats:
    return services_within(demand, supply, travel, [limit_minutes])[:, 0]


def _access(demand: Demand, supply: Supply, travel: Travel, limit_minutes: int) -> Floats:
    return PER * two_step(demand, supply, travel, limit_minutes).access


def _access_decay(demand: Demand, supply: Supply, travel: Travel, limit_minutes: int) -> Floats:
    return PER * enhanced(demand, supply, travel, zones(limit_minutes)).access


KINDS: Final = MappingProxyType(
    {
        Measure.MINUTES: Kind(
            "minutes", _minutes, _as_they_are, less_is_better=True, without_supply=np.inf
        ),
        Measure.COVERED: Kind("share", _covered, _are_covered),
        Measure.WITHIN: Kind("services", _within),
        Measure.ACCESS: Kind("per_1000", _access),
        Measure.ACCESS_DECAY: Kind("per_1000", _access_decay),
        Measure.PER_THOUSAND: Kind("per_1000"),
    }
)
"""Every measure."""
