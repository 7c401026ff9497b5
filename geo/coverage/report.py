"""Everything a report of a scenario tells: the answer, how sure it is, and what would change.

Brief, tables and command line are written from the same ``Report``, so that no two of them can
differ.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from geo.coverage.assessment import Assessment, assess, other_spread
from geo.coverage.columns import Floats
from geo.coverage.errors import NoSupplyError
from geo.coverage.hexagons import Hexagons, hexagons, values_of
from geo.coverage.next_sites import NextSites, WhereNext, next_sites
from geo.coverage.planning import Planning
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.coverage.sureness import Sureness, sureness
from geo.coverage.uncertainty import DRAWS, Interval
from geo.coverage.what_if import Change, compare
from geo.directory.place import Place, Precision

AGES_YEARS: Final = (2, 5, 10)
"""Upper bounds of the classes of ages, in years of the calendar."""

CELLS_M: Final = 250
"""Size of the hexagons in files, in metres."""

STEPS: Final = ("measure", "compare", "intervals", "cells", "where_next")
"""What a report is made of, in this order."""


@dataclass(frozen=True, eq=False)
class Cells:
    """The hexagon grid with the measure at each centre, shape ``(n_cells,)``."""

    grid: Hexagons
    values: Floats


@dataclass(frozen=True, eq=False)
class Report:
    """A scenario answered for a report of the day ``today``.

    ``change`` is None where the scenario changes nothing, or where there was nothing to be
    reached before; ``sure`` where no service has a place; ``other`` where people come from a
    grid, so that nothing was assumed; ``cells`` where the measure has values for districts alone,
    and always where places in homes are the demand; ``next_sites`` where nobody asked for them.
    """

    planning: Planning
    today: date
    answer: Assessment
    sure: Sureness | None
    other: Assessment | None
    change: Change | None
    cells: Cells | None
    next_sites: NextSites | None = None

    @property
    def scenario(self) -> Scenario:
        """What was asked."""
        return self.answer.scenario

    @property
    def interval(self) -> Interval | None:
        """How sure the values are."""
        return self.sure.values if self.sure else None

    @property
    def is_for_planners(self) -> bool:
        """Whether figures were made from what planners alone may know."""
        return self.planning.demand_is_for_planners(self.scenario)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The records of the directory that count; sites that would be new are not among them."""
        supply = self.answer.supply
        ids = (*supply.ids, *supply.unlocated.ids, *supply.city_wide)
        records = self.planning.public.by_id
        return tuple(records[id_] for id_ in ids if id_ in records)

    @cached_property
    def ages(self) -> tuple[int, ...]:
        """Count the places by age of their facts: a class for each bound, older, and no date."""
        counts = Counter(self._age_class(place) for place in self.places)
        return tuple(counts[position] for position in range(len(AGES_YEARS) + 2))

    @cached_property
    def precisions(self) -> dict[Precision, int]:
        """Count the places by how well it is known where they are."""
        counts = Counter(place.precision for place in self.places)
        return {precision: counts[precision] for precision in Precision}

    @property
    def unknown_districts(self) -> tuple[str, ...]:
        """Name the districts of whose people nobody knows the number; never a home."""
        return self.answer.demand.unknown_areas

    @cached_property
    def unknown_homes(self) -> int:
        """Count what else has no figure: homes whose capacity nobody knows."""
        return len(self.answer.demand.unknown) - len(self.unknown_districts)

    @cached_property
    def ranking(self) -> tuple[int, ...]:
        """Positions of all districts, the most urgent first and those nobody knows last."""
        answer, n_areas = self.answer, len(self.answer.demand.areas)
        if answer.priority is not None:
            first = answer.priority.ranking
        else:
            badness = answer.values[:-1] * (1 if answer.kind.less_is_better else -1)
            known = np.flatnonzero(~np.isnan(badness))
            first = known[np.argsort(-badness[known], kind="stable")]
        ranked = [int(position) for position in first]
        return (*ranked, *(p for p in range(n_areas) if p not in set(ranked)))

    def _age_class(self, place: Place) -> int:
        if not place.source_date:
            return len(AGES_YEARS) + 1
        years = self.today.year - int(place.source_date[:4])
        return int(np.searchsorted(AGES_YEARS, years))


def report(
    planning: Planning,
    scenario: Scenario,
    today: date,
    *,
    asked_next: WhereNext | None = None,
    draws: int = DRAWS,
    begin: Callable[[str], None] = lambda _step: None,
) -> Report:
    """Answer a scenario for a report.

    Parameters
    ----------
    planning
        What it is answered from.
    scenario
        What is asked.
    today
        The day ages of facts are counted from, and in whose week hours are read.
    asked_next
        Which new sites to choose, if any.
    draws
        Worlds the intervals are made of.
    begin
        Told each of ``STEPS`` when it begins.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError, EngineError
        As for ``assess``.
    ScenarioError, CandidatesError, DataError
        As for ``next_sites``.
    """
    begin("measure")
    answer = assess(planning, scenario, today)
    other = other_spread(planning, scenario, today)
    begin("compare")
    change = _change(planning, answer, today)
    begin("intervals")
    sure = _sureness(planning, scenario, today, draws)
    begin("cells")
    cells = _cells(planning, answer)
    begin("where_next")
    chosen = next_sites(planning, scenario, today, asked_next) if asked_next else None
    return Report(planning, today, answer, sure, other, change, cells, chosen)


def _change(planning: Planning, after: Assessment, today: date) -> Change | None:
    if not after.scenario.is_changed:
        return None
    try:
        return compare(assess(planning, after.scenario.before, today), after)
    except NoSupplyError:
        return None


def _sureness(planning: Planning, scenario: Scenario, today: date, draws: int) -> Sureness | None:
    try:
        return sureness(planning, scenario, today, draws)
    except NoSupplyError:
        return None


def _cells(planning: Planning, answer: Assessment) -> Cells | None:
    """Measure at the cells, but for homes: a grid around them would show where they are."""
    scenario = answer.scenario
    if scenario.demand is DemandSource.SHELTERS or scenario.measure is Measure.PER_THOUSAND:
        return None
    grid = hexagons(planning.public.districts, CELLS_M)
    return Cells(grid, values_of(grid, answer, planning.travel(scenario)))
