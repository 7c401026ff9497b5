"""A scenario answered: what people have, at points, by district and in the whole city.

Districts are in the order of ``demand.areas`` with the city last. NaN means unknown: a district
whose number of people nobody knows. ``inf`` means that there is no way.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from geo.coverage import by_area, equity
from geo.coverage.columns import Flags, Floats
from geo.coverage.demand import Demand
from geo.coverage.errors import ColumnError, NoDemandError
from geo.coverage.measures import KINDS, Kind, by_district
from geo.coverage.planning import Planning
from geo.coverage.priority import Priority, priority
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.coverage.spread import Spread
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel

ALL_COVERED: Final = 1.0
"""The standard districts are held to where a share of the people is measured."""


@dataclass(frozen=True, eq=False)
class Inequality:
    """How unequally districts are served: Gini, Theil, Palma and the curve; see ``equity``."""

    gini: float
    theil: float
    palma: float
    curve: equity.Lorenz


@dataclass(frozen=True, eq=False)
class Assessment:
    """The answer to a scenario.

    ``minutes`` is the way to the nearest service from each point of the demand, shape
    ``(n_demand,)``, ``inf`` where none can be reached. ``values`` is the measure by district,
    shape ``(n_areas + 1,)``. ``engine`` names what made the ways.
    """

    scenario: Scenario
    demand: Demand
    supply: Supply
    engine: str
    minutes: Floats
    values: Floats

    @property
    def kind(self) -> Kind:
        """How the measure is read."""
        return KINDS[self.scenario.measure]

    @cached_property
    def people(self) -> Floats:
        """People by district, NaN where nobody knows how many; the city is the sum of the rest."""
        counts = by_area.people(self.demand)
        unknown = [self.demand.areas.index(name) for name in self.demand.unknown_areas]
        counts[unknown] = np.nan
        return counts

    @cached_property
    def is_covered(self) -> Flags:
        """Which points have a service within the limit."""
        return np.asarray(self.minutes <= self.scenario.limit_minutes)

    @cached_property
    def share_covered(self) -> Floats:
        """Share of the people within the limit, by district."""
        return by_area.share(self.demand, self.is_covered)

    @property
    def people_covered(self) -> float:
        """People of the city within the limit."""
        return float(self.demand.weight[self.is_covered].sum())

    @cached_property
    def inequality(self) -> Inequality | None:
        """Inequality between the districts; None where nothing is shared out or no way is known."""
        people = np.where(np.isfinite(self.people), self.people, 0)[:-1]
        try:
            return Inequality(
                equity.gini(self.values[:-1], people),
                equity.theil(self.values[:-1], people).total,
                equity.palma(self.values[:-1], people),
                equity.lorenz(self.values[:-1], people),
            )
        except (ColumnError, NoDemandError):
            return None

    @cached_property
    def priority(self) -> Priority | None:
        """Need times gap by district; None where no district has both.

        Where less is better, and for shares, the gap is the share of people not covered; else it
        is what the district lacks of the city's average.
        """
        by_share = self.kind.less_is_better or self.scenario.measure is Measure.COVERED
        access = self.share_covered if by_share else self.values
        try:
            return priority(self.people[:-1], access[:-1], ALL_COVERED if by_share else None)
        except (ColumnError, NoDemandError):
            return None


def assess(
    planning: Planning, scenario: Scenario, today: date, *, surely_open: bool = False
) -> Assessment:
    """Answer a scenario.

    Parameters
    ----------
    planning
        What it is answered from.
    scenario
        What is asked.
    today
        The day ages of facts are counted from, and in whose week hours are read.
    surely_open
        Where the scenario has an hour: count only what is known to be open.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError, EngineError
        If there is nobody, nothing, no capacity or no engine to measure with.
    """
    demand = planning.demand(scenario)
    supply = planning.supply(scenario, today, surely_open=surely_open)
    return answered(scenario, demand, supply, planning.travel(scenario))


def answered(scenario: Scenario, demand: Demand, supply: Supply, travel: Travel) -> Assessment:
    """Answer a scenario for a demand and a supply that were chosen for it.

    Parameters
    ----------
    scenario
        What is asked.
    demand, supply, travel
        Who, what and how.

    Raises
    ------
    NoSupplyError, CapacityError
        As for ``assess``.
    """
    limit_minutes = scenario.limit_minutes
    minutes = travel.minutes_to_nearest(demand, supply) if supply.size else _no_way(demand)
    of_minutes = KINDS[scenario.measure].of_minutes
    if of_minutes and supply.size:  # ways along streets take their time: they are found once
        values = by_area.mean(demand, of_minutes(minutes, limit_minutes))
    else:
        values = by_district(scenario.measure, demand, supply, travel, limit_minutes)
    return Assessment(scenario, demand, supply, travel.name, minutes, values)


def nothing_there(scenario: Scenario, demand: Demand, supply: Supply, travel: Travel) -> Assessment:
    """Answer a scenario of a world in which no service is left.

    Parameters
    ----------
    scenario, demand, travel
        As for ``answered``.
    supply
        Without a service.
    """
    without = KINDS[scenario.measure].without_supply
    values = np.where(by_area.people(demand) > 0, without, np.nan)
    return Assessment(scenario, demand, supply, travel.name, _no_way(demand), values)


def other_spread(planning: Planning, scenario: Scenario, today: date) -> Assessment | None:
    """Answer the same scenario with people put on points the other way.

    Returns
    -------
    None where people come from a grid: nothing is assumed then.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError, EngineError
        As for ``assess``.
    """
    if scenario.demand is DemandSource.GRID:
        return None
    other = Spread.UNIFORM if scenario.spread is Spread.STOPS else Spread.STOPS
    return assess(planning, replace(scenario, spread=other), today)


def _no_way(demand: Demand) -> Floats:
    return np.full(demand.size, np.inf)
