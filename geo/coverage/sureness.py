"""How sure every figure of an answer is, over the same worlds.

Each draw of ``uncertainty`` is one world that fits what is known. All figures of a draw come from
its world, so that their ranges belong together: where a district is served worse, its rank falls
and the inequality grows in the same draws.

- A rank is the place of a district in its world, 1 for the most urgent; its range says between
  which places it moves. This is how league tables are read with care.
- A figure that a world does not have (nothing is shared out, no way is known) is above all others.
  If more than one draw in twenty lacks it, the upper end is unknown (NaN).

References
----------
H. Goldstein, D. J. Spiegelhalter: League tables and their limitations: statistical issues in
comparisons of institutional performance. Journal of the Royal Statistical Society A 159 (1996),
385-443.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from geo.coverage import by_area
from geo.coverage.assessment import Assessment, answered, nothing_there
from geo.coverage.columns import Floats
from geo.coverage.over_the_week import cover_over_the_week
from geo.coverage.planning import Planning, monday_of
from geo.coverage.scenario import Scenario
from geo.coverage.supply import Supply
from geo.coverage.uncertainty import Interval, simulated

INDICES: Final = ("gini", "theil", "palma")
"""The measures of inequality, in the order of ``Sureness.indices``."""


WEEK_SHAPE: Final = (7, 24)
"""Days and hours of a week, Monday first."""


@dataclass(frozen=True, eq=False)
class Sureness:
    """Ranges of the figures of an answer.

    ``values`` has the shape ``(n_areas + 1,)``, the city last; ``indices`` that of ``INDICES``;
    ``gap``, ``priority`` and ``rank`` that of the districts, ``(n_areas,)``. NaN is unknown.
    """

    values: Interval
    indices: Interval
    gap: Interval
    priority: Interval
    rank: Interval


def sureness(planning: Planning, scenario: Scenario, today: date, draws: int) -> Sureness:
    """Tell how sure an answer is, from where places are and whether they still are.

    Parameters
    ----------
    planning
        What the scenario is answered from.
    scenario
        What is asked.
    today
        The day ages of facts are counted from.
    draws
        Number of worlds.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError, EngineError
        As for ``assess``.
    """
    demand, travel = planning.demand(scenario), planning.travel(scenario)

    def figures(world: Supply) -> Floats:
        if not world.size:
            return _in_a_row(nothing_there(scenario, demand, world, travel))
        return _in_a_row(answered(scenario, demand, world, travel))

    supply = planning.supply(scenario, today)
    found = simulated(figures, supply, planning.public.districts, draws=draws)
    n_areas = len(demand.areas)
    ends = np.cumsum([n_areas + 1, len(INDICES), n_areas, n_areas])
    return Sureness(*(found.part(rows) for rows in np.split(np.arange(ends[-1] + n_areas), ends)))


def _in_a_row(answer: Assessment) -> Floats:
    """Put the figures of a world in one row, in the order of ``Sureness``."""
    n_areas = len(answer.demand.areas)
    unknown = np.full(n_areas, np.nan)
    unequal, urgent = answer.inequality, answer.priority
    indices = [getattr(unequal, name) if unequal else np.nan for name in INDICES]
    if urgent is None:
        return np.concatenate([answer.values, indices, unknown, unknown, unknown])
    rank = unknown.copy()
    rank[urgent.ranking] = np.arange(1, len(urgent.ranking) + 1)
    return np.concatenate([answer.values, indices, urgent.gap, urgent.priority, rank])


@dataclass(frozen=True, eq=False)
class WeekSureness:
    """Ranges of what is surely covered and of what may be, each of the shape of the week."""

    low: Interval
    high: Interval


def week_sureness(planning: Planning, scenario: Scenario, today: date, draws: int) -> WeekSureness:
    """Tell how sure cover over the week is, beside what is not known of the hours.

    Parameters
    ----------
    planning, scenario, today
        As for ``sureness``; the scenario has no hour.
    draws
        Number of worlds.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError, EngineError
        As for ``assess``.
    """
    demand, travel = planning.demand(scenario), planning.travel(scenario)
    monday, limit_minutes = monday_of(today), scenario.limit_minutes

    def shares(world: Supply) -> Floats:
        if not world.size:
            return nobody
        week = cover_over_the_week(demand, world, travel, limit_minutes, monday=monday)
        return np.stack([week.low, week.high])

    lived_in = np.where(by_area.people(demand) > 0, 0.0, np.nan)
    nobody = np.broadcast_to(lived_in[:, None, None], (2, len(lived_in), *WEEK_SHAPE))
    supply = planning.supply(scenario, today)
    found = simulated(shares, supply, planning.public.districts, draws=draws)
    return WeekSureness(*(found.part(side) for side in range(2)))
