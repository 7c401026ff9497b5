"""Cover over the week as a sentence and as a table."""

import numpy as np

from geo.coverage.columns import Flags
from geo.coverage.over_the_week import WeekCover
from geo.coverage.sureness import WeekSureness
from geo.language import formatting
from geo.language.catalogue import Catalogue

_EVENING = 19
_SATURDAY = 5
_NOON = 12


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
    told = {
        "name": name,
        "evening": _share(catalogue, low[0, _EVENING], high[0, _EVENING]),
        "saturday": _share(catalogue, low[_SATURDAY, _NOON], high[_SATURDAY, _NOON]),
    }
    if not low[day, hour] > 0:
        # No hour is better than another where none is known.
        return catalogue.t("cover.week.nothing_known", **told)
    return catalogue.t(
        "cover.week.sentence",
        **told,
        best=_share(catalogue, low[day, hour], high[day, hour]),
        day=day_names(catalogue, "wide")[day],
        clock=formatting.clock(catalogue, int(hour) * 60),
    )


def closed_sentences(catalogue: Catalogue, week: WeekCover, area: int) -> tuple[str, ...]:
    """Say when nothing can be open, when nothing is known to be, and whose hours are unknown.

    Parameters
    ----------
    catalogue
        The language.
    week
        What is told.
    area
        Position of the district, -1 for the city.
    """
    low, high = week.low[area], week.high[area]
    if np.isnan(high).all():
        return ()
    closed = _moments(catalogue, high == 0, week.slot_minutes)
    unsure = _moments(catalogue, (low == 0) & (high > 0), week.slot_minutes)
    return (
        catalogue.t("cover.week.closed", moments=closed)
        if closed
        else catalogue.t("cover.week.never_closed"),
        *([catalogue.t("cover.week.unsure", moments=unsure)] if unsure else []),
        catalogue.n(
            "cover.week.counted",
            week.services,
            unknown=formatting.number(catalogue, week.unknown_hours),
        ),
    )


def _moments(catalogue: Catalogue, marked: Flags, slot_minutes: int) -> str:
    """List the marked slots, ``(7, n_slots)``, days that are alike together; empty without any."""
    alike: dict[str, list[str]] = {}
    for name, day in zip(day_names(catalogue), marked, strict=True):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], day, [False]]).astype(int)))
        runs = (edges.reshape(-1, 2) - [0, 1]) * slot_minutes
        if len(runs):
            spans = ", ".join(_span(catalogue, first, last) for first, last in runs.tolist())
            alike.setdefault(spans, []).append(name)
    return "; ".join(
        f"{formatting.listing(catalogue, names)} {spans}" for spans, names in alike.items()
    )


def _span(catalogue: Catalogue, first: int, last: int) -> str:
    """Write the slots from the first to the last, each told by the moment it begins with."""
    ends = [formatting.clock(catalogue, minutes) for minutes in (first, last)]
    if first == last:
        return ends[0]
    return catalogue.t("cover.week.span", low=ends[0], high=ends[1])


def week_rows(
    catalogue: Catalogue, week: WeekCover, area: int, sure: WeekSureness | None = None
) -> list[dict[str, str]]:
    """Write every slot of the day that the chart draws, with a column for each day.

    Parameters
    ----------
    catalogue
        The language.
    week
        What is told.
    area
        Position of the district, -1 for the city.
    sure
        How sure that is, as soon as it is known.
    """
    head = catalogue.t("cover.week.clock")
    days = day_names(catalogue)
    return [
        {head: formatting.clock(catalogue, slot * week.slot_minutes)}
        | {name: _cell(catalogue, week, (area, day, slot), sure) for day, name in enumerate(days)}
        for slot in range(week.low.shape[2])
    ]


def _cell(
    catalogue: Catalogue, week: WeekCover, at: tuple[int, int, int], sure: WeekSureness | None
) -> str:
    share = _share(catalogue, week.low[at], week.high[at])
    if sure is None or np.isnan(week.low[at]):
        return share
    reach = _share(catalogue, sure.low.low[at], sure.high.high[at])
    return share if reach == share else f"{share} ({reach})"


def _share(catalogue: Catalogue, low: float, high: float) -> str:
    if np.isnan(low):
        return catalogue.t("brief.unknown")
    ends = [formatting.percent(catalogue, float(end)) for end in (low, high)]
    return (
        ends[0] if ends[0] == ends[1] else catalogue.t("cover.week.span", low=ends[0], high=ends[1])
    )
