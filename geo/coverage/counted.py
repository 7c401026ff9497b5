"""What became of the services that were found: which count in the figures, and which cannot."""

from dataclasses import dataclass
from datetime import date

from geo.coverage.assessment import Assessment
from geo.coverage.planning import Planning


@dataclass(frozen=True)
class Counted:
    """Numbers of records of the directory; sites that would be new are not among them.

    ``found`` are those that the filters find. ``located`` have a point and count; ``by_district``
    count where no point is needed; ``city_wide`` have neither point nor district and do not count.
    """

    found: int
    located: int
    by_district: int
    city_wide: int

    @property
    def others(self) -> int:
        """Those that do not count by what was asked: planned, closed, not believed."""
        return self.found - self.located - self.by_district - self.city_wide


def counted(planning: Planning, answer: Assessment, today: date) -> Counted:
    """Count what was found and what of it counts.

    Parameters
    ----------
    planning
        What the scenario was answered from.
    answer
        The answer.
    today
        The day it was given for.
    """
    supply, records = answer.supply, planning.public.by_id
    return Counted(
        found=len(planning.matching(answer.scenario, today)),
        located=sum(id_ in records for id_ in supply.ids),
        by_district=len(supply.unlocated.ids),
        city_wide=len(supply.city_wide),
    )
