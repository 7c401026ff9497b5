"""Cover over the week as a sentence and as a table."""

import numpy as np

from geo.coverage.over_the_week import WeekCover
from geo.language import formatting
from geo.language.catalogue import Catalogue

_EVENING = 19
_SATURDAY = 5
_NOON = 12
_TABLE_HOURS = range(6, 24, 2)


def day_names(catalogue: Catalogue, width: str = "abbreviated") -> tuple[str, ...]:
    """Name the seven days, Monday first."""
    names = catalogue.locale.days["stand-alone"][width]
    return tuple(names[day] for day in range(7))


def week_sentence(catalogue: Catalogue, week: WeekCover, area: int, name: str) -> str:
    """Say how evenings and weekends compare with the best hour of the week.

    Parameters
    ----------
    catalogue
        The language.
    week
        With slots of an hour.
    area
        Position of the district, -1 for the city.
    name
        Of the district or the city.
    """
    low, high = week.low[area], week.high[area]
    if np.isnan(high).all():
        return catalogue.t("cover.week.unknown", name=name)
    day, hour = np.unravel_index(int(np.nanargmax(low)), low.shape)
    return catalogue.t(
        "cover.week.sentence",
        name=name,
        best=_share(catalogue, low[day, hour], high[day, hour]),
        day=day_names(catalogue, "wide")[day],
        clock=formatting.clock(catalogue, int(hour) * 60),
        evening=_share(catalogue, low[0, _EVENING], high[0, _EVENING]),
        saturday=_share(catalogue, low[_SATURDAY, _NOON], high[_SATURDAY, _NOON]),
    )


def week_rows(catalogue: Catalogue, week: WeekCover, area: int) -> list[dict[str, str]]:
    """Write every second hour of the day, with a column for each day."""
    head = catalogue.t("cover.week.clock")
    days = day_names(catalogue)
    return [
        {head: formatting.clock(catalogue, hour * 60)}
        | {
            name: _share(catalogue, week.low[area, day, hour], week.high[area, day, hour])
            for day, name in enumerate(days)
        }
        for hour in _TABLE_HOURS
    ]


def _share(catalogue: Catalogue, low: float, high: float) -> str:
    if np.isnan(low):
        return catalogue.t("brief.unknown")
    ends = [formatting.percent(catalogue, float(end)) for end in (low, high)]
    return (
        ends[0] if ends[0] == ends[1] else catalogue.t("cover.week.span", low=ends[0], high=ends[1])
    )
