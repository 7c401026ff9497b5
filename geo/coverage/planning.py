"""What scenarios are answered from: a directory, published figures, a grid, travel engines.

Services are always taken from what everybody may know, whoever asks. Only the demand of homes is
finer for a planner: see ``demand.homes``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from geo.coverage import figures
from geo.coverage.adding import with_sites
from geo.coverage.demand import (
    Demand,
    homes,
    inhabitants,
    refugees_housed,
    shelter_places,
)
from geo.coverage.errors import EngineError, NoDemandError
from geo.coverage.figures import Figure
from geo.coverage.opening import open_at
from geo.coverage.reliability import Reliability
from geo.coverage.scenario import STRAIGHT_LINE, SUPPLY_FILTERS, DemandSource, Scenario
from geo.coverage.supply import Supply, supply_of
from geo.coverage.travel import StraightLine, Travel
from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Place, Status
from geo.directory.query import Query
from geo.directory.search import Visit, search
from geo.directory.search_index import SearchIndex
from geo.directory.viewer import Role

HOUSED_METRICS: Final = (figures.HOUSED, figures.HOUSED_PER_1000, figures.PLACES)
"""Figures that say how many refugees live, or can live, in a district."""


@dataclass(frozen=True, eq=False)
class Planning:
    """Everything a scenario is answered from.

    ``index`` is over what everybody may know, ``known`` is what the viewer may know. ``grid`` is
    the operator's, if there is one. ``engines`` are the travel engines by their names.
    """

    index: SearchIndex
    known: Directory
    figures: tuple[Figure, ...] = ()
    grid: Demand | None = None
    engines: Mapping[str, Travel] = field(default_factory=lambda: {STRAIGHT_LINE: StraightLine()})
    _demands: dict[tuple[object, ...], Demand] = field(default_factory=dict)

    @property
    def public(self) -> Directory:
        """What everybody may know."""
        return self.index.directory

    def demand_is_for_planners(self, scenario: Scenario) -> bool:
        """Tell whether the people of a scenario are at points that planners alone may know."""
        return self._sees_homes and scenario.demand is DemandSource.SHELTERS

    def for_everybody(self) -> "Planning":
        """Give the planning whose answers may be passed on: homes enter by their districts."""
        return replace(self, known=self.public, _demands={})

    @property
    def housed_figures(self) -> dict[str, int]:
        """Count the districts of each published figure that ``Scenario.figure`` can name."""
        names = [item.name for item in self.public.districts.items]
        counts = figures.offered(self.figures, names)
        return {f"{m}|{p}": n for (m, p), n in counts.items() if m in HOUSED_METRICS}

    @property
    def sources_of_demand(self) -> tuple[DemandSource, ...]:
        """Whose needs can be looked at here."""
        there = {
            DemandSource.INHABITANTS: True,
            DemandSource.REFUGEES: bool(self.housed_figures),
            DemandSource.SHELTERS: bool(self.public.shelters) or self._sees_homes,
            DemandSource.GRID: self.grid is not None,
        }
        return tuple(source for source, is_there in there.items() if is_there)

    def demand(self, scenario: Scenario) -> Demand:
        """Give the people of a scenario.

        Raises
        ------
        NoDemandError
            If there is nobody, or no such source of demand.
        """
        key = (scenario.demand, scenario.figure, scenario.spread)
        found = self._demands.get(key)
        if found is None:
            found = self._demands[key] = self._new_demand(scenario)
        return found

    def matching(self, scenario: Scenario, today: date) -> list[Place]:
        """Find the records that the filters of a scenario choose, closed sites among them."""
        kept = {name: getattr(scenario.supply, name) for name in SUPPLY_FILTERS}
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=BERLIN)
        results = search(self.index, Visit(Query(**kept), noon))
        return results.places(results.total)

    def supply(self, scenario: Scenario, today: date, *, surely_open: bool = False) -> Supply:
        """Give the services of a scenario, with those that would be new and without the closed.

        Parameters
        ----------
        scenario
            What is asked.
        today
            The day ages of facts are counted from, and in whose week hours are read.
        surely_open
            Where the scenario has an hour: leave out places whose hours nobody knows.

        Raises
        ------
        ValueError
            If the scenario counts another unit than there is.
        """
        closed = set(scenario.closed)
        supply = supply_of(
            self.public,
            [place for place in self.matching(scenario, today) if place.id not in closed],
            unit=scenario.unit,
            assumed_places=scenario.assumed_places,
            reliability=_reliability(scenario),
            today=today,
        )
        supply = with_sites(supply, scenario, self.public.districts)
        if scenario.hour is None:
            return supply
        return open_at(supply, monday_of(today), scenario.hour, surely=surely_open)

    def travel(self, scenario: Scenario) -> Travel:
        """Give the travel engine of a scenario.

        Raises
        ------
        EngineError
            If there is no engine of that name here.
        """
        engine = self.engines.get(scenario.travel)
        if engine is None:
            known = ", ".join(self.engines)
            msg = f"no travel engine {scenario.travel!r} is set up here; there is: {known}"
            raise EngineError(msg)
        return engine

    @property
    def _sees_homes(self) -> bool:
        return self.known.role >= Role.PLANNER

    def _new_demand(self, scenario: Scenario) -> Demand:
        if scenario.demand is DemandSource.INHABITANTS:
            return inhabitants(self.public, scenario.spread)
        if scenario.demand is DemandSource.REFUGEES:
            metric, _, period = scenario.figure.partition("|")
            names = [item.name for item in self.public.districts.items]
            chosen = figures.choose(self.figures, metric, period, names)
            return refugees_housed(chosen, self.public, scenario.spread)
        if scenario.demand is DemandSource.SHELTERS:
            take = homes if self._sees_homes else shelter_places
            return take(self.known, scenario.spread)
        if self.grid is None:
            msg = "no grid of people is set up here: choose another source of demand"
            raise NoDemandError(msg)
        return self.grid


def _reliability(scenario: Scenario) -> Reliability:
    """Believe as the scenario says; what is only planned serves nobody, unless it is asked for."""
    by_status = {Status.UNVERIFIED: scenario.unverified}
    if Status.PLANNED not in scenario.supply.status:
        by_status[Status.PLANNED] = 0.0
    return Reliability(by_status=by_status, half_life_years=scenario.half_life_years)


def monday_of(day: date) -> date:
    """Give the first day of a week."""
    return day - timedelta(days=day.weekday())
