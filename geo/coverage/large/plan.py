"""What is to be measured for each point, and how: the same in memory and on a cluster."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from geo.coverage.columns import Floats
from geo.coverage.cumulative import LIMITS_MINUTES, services_within
from geo.coverage.decay import Decay, Steps
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.coverage.travel import StraightLine, Travel

MINUTES: Final = "minutes_to_nearest"
COVERED: Final = "covered"
ACCESS: Final = "access"

Progress = Callable[[int, int], None]
"""Told how many points are done and of how many: each counts once a step; 0 is not known yet."""


class Measure(StrEnum):
    """What can be measured; each is documented in the module of its name or of its formula."""

    NEAREST = "nearest"
    COVERED = "covered"
    WITHIN = "within"
    ACCESS = "access"


@dataclass(frozen=True)
class Plan:
    """Measures and what they need.

    ``limit_minutes`` is what counts as covered. ``decay`` is that of the floating catchment; one
    step makes it the 2SFCA.
    """

    measures: tuple[Measure, ...] = tuple(Measure)
    travel: Travel = field(default_factory=StraightLine)
    limit_minutes: float = 15.0
    limits_minutes: tuple[float, ...] = LIMITS_MINUTES
    decay: Decay = field(default_factory=lambda: Steps((15.0,), (1.0,)))

    @property
    def asks_access(self) -> bool:
        """Whether the floating catchment is asked for."""
        return Measure.ACCESS in self.measures


def plain_columns(demand: Demand, supply: Supply, plan: Plan) -> dict[str, Floats]:
    """Measure what one point has for itself, whoever else is there; columns ``(n_demand,)``.

    Returns
    -------
    Columns by name: ``minutes_to_nearest``; ``covered``, 1 or 0; ``services_within_5`` and so on.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    found: dict[str, Floats] = {}
    if {Measure.NEAREST, Measure.COVERED} & set(plan.measures):
        minutes = plan.travel.minutes_to_nearest(demand, supply)
        if Measure.NEAREST in plan.measures:
            found[MINUTES] = minutes
        if Measure.COVERED in plan.measures:
            found[COVERED] = (minutes <= plan.limit_minutes).astype(float)
    if Measure.WITHIN in plan.measures:
        counts = services_within(demand, supply, plan.travel, plan.limits_minutes)
        for column, limit in enumerate(plan.limits_minutes):
            found[f"services_within_{limit:g}"] = counts[:, column]
    return found
