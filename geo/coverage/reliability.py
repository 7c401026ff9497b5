"""How far the directory's facts are believed: by status and by age."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geo.directory.place import Place, Status

_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Reliability:
    """How far a record is believed, by its status and by the age of its newest source.

    weight = by_status[status] * 0.5 ** (age_years / half_life_years)

    The figures are the planner's to choose; without any, every service counts fully. A fact
    without a date is taken to be ``undated_years`` old: most of those here are from 2014 to 2020.
    """

    by_status: Mapping[Status, float] = field(default_factory=dict)
    half_life_years: float | None = None
    undated_years: float = 10.0

    def of(self, place: Place, today: date) -> float:
        """Tell the weight of a place, from 0 to 1."""
        weight = self.by_status.get(place.status, 1.0)
        if self.half_life_years is None:
            return weight
        age_years = (
            _age_years(place.source_date, today) if place.source_date else self.undated_years
        )
        return float(weight * 0.5 ** (age_years / self.half_life_years))


def _age_years(source_date: str, today: date) -> float:
    """Tell the age of a fact; a year or month alone counts from its middle."""
    middle = {4: "-07-01", 7: "-15"}.get(len(source_date), "")
    return max(0.0, (today - date.fromisoformat(source_date + middle)).days / _DAYS_PER_YEAR)
