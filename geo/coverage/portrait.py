"""A district looked at: who lives there, what is there, what is missing, and where the next is.

For each kind of service, the share of the district's people who have one within the limit, beside
that of the city; and for what is missing, the nearest such place from the middle of the district.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from geo.coverage import by_area
from geo.coverage.assessment import assess
from geo.coverage.errors import NoSupplyError
from geo.coverage.planning import Planning
from geo.coverage.scenario import Measure, Scenario
from geo.coverage.supply import SERVICES, Supply
from geo.crs import to_metric
from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.query import Query

MISSING_BELOW = 0.5
"""A kind of service is missing where fewer of the people than this have one within the limit.

Places in the district without a point may be near all of them or nobody: then it is unknown.
"""


@dataclass(frozen=True)
class Kindwise:
    """One kind of service in a district.

    ``here`` counts places in the district, ``unlocated`` those of them without a point. ``share``
    and ``city_share`` are shares of the people with one within the limit, from 0 to 1, NaN where
    nobody knows the people. ``nearest`` is the place next to the middle of the district in a
    straight line; ``minutes`` is the mean way of the district's people to the one that each of
    them is nearest to, NaN where nobody knows the people.
    """

    category: str
    here: int
    unlocated: int
    share: float
    city_share: float
    nearest: Place | None
    minutes: float

    @property
    def is_missing(self) -> bool:
        """Whether fewer than half of the people have it within the limit, and none is in doubt."""
        return self.share < MISSING_BELOW and not self.unlocated

    @property
    def is_in_doubt(self) -> bool:
        """Whether it would be missing, but for places here of which nobody knows where they are."""
        return self.share < MISSING_BELOW and self.unlocated > 0


@dataclass(frozen=True)
class Portrait:
    """A district; ``people`` in ``unit``, None where nobody knows how many."""

    district: str
    people: float | None
    unit: str
    kinds: tuple[Kindwise, ...]


def portrait(planning: Planning, scenario: Scenario, district: str, today: date) -> Portrait:
    """Look at a district.

    Parameters
    ----------
    planning
        What it is answered from.
    scenario
        Whose people, with which engine, up to which limit; the kinds of services are all there
        are, each looked at alone.
    district
        Name of the district.
    today
        As for ``assess``.

    Raises
    ------
    ValueError
        If there is no such district.
    NoDemandError
        If there is nobody anywhere.
    """
    demand = planning.demand(scenario)
    if district not in demand.areas:
        msg = f"no district {district!r}; there is {', '.join(demand.areas)}"
        raise ValueError(msg)
    area = demand.areas.index(district)
    people = by_area.people(demand)[area]
    codes = (item.code for item in planning.public.vocabulary.categories)
    kinds = (_kindwise(planning, scenario, code, area, today) for code in codes)
    return Portrait(
        district=district,
        people=None if district in demand.unknown else float(people),
        unit=demand.unit,
        kinds=tuple(kind for kind in kinds if kind),
    )


def _kindwise(
    planning: Planning, scenario: Scenario, category: str, area: int, today: date
) -> Kindwise | None:
    """Look at one kind of service; None where the directory has none at all."""
    alone = replace(
        scenario,
        supply=Query(categories=(category,)),
        measure=Measure.COVERED,
        unit=SERVICES,
    )
    try:
        assessment = assess(planning, alone, today)
    except NoSupplyError:
        return _known_by_district(planning, alone, category, area, today)
    supply = assessment.supply
    return Kindwise(
        category=category,
        here=int((supply.area == area).sum() + (supply.unlocated.area == area).sum()),
        unlocated=int((supply.unlocated.area == area).sum()),
        share=float(assessment.share_covered[area]),
        city_share=float(assessment.share_covered[-1]),
        nearest=_nearest(planning.public, supply, area),
        minutes=float(by_area.mean(assessment.demand, assessment.minutes)[area]),
    )


def _known_by_district(
    planning: Planning, alone: Scenario, category: str, area: int, today: date
) -> Kindwise | None:
    """Look at a kind of which no place has a point: nobody is known to have one near."""
    unlocated = planning.supply(alone, today).unlocated
    if not unlocated.ids:
        return None
    here = int((unlocated.area == area).sum())
    is_lived_in = by_area.people(planning.demand(alone))[area] > 0
    share = 0.0 if is_lived_in else np.nan
    return Kindwise(category, here, here, share, np.nan, nearest=None, minutes=np.nan)


def _nearest(directory: Directory, supply: Supply, area: int) -> Place | None:
    middle = to_metric(*directory.districts.items[area].label)
    known = [row for row, id_ in enumerate(supply.ids) if id_ in directory.by_id]
    if not known:
        return None
    far_m = np.hypot(supply.x_m[known] - middle[0], supply.y_m[known] - middle[1])
    return directory.by_id[supply.ids[known[int(far_m.argmin())]]]
