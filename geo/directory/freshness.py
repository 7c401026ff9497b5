"""How old a fact is, in the words people see."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from geo.directory.place import Place, Status

OLD_YEARS: Final = 3
"""Years from which on a fact counts as old."""

_FIRST_MONTH_AFTER_A_YEAR: Final = 13


class Freshness(StrEnum):
    """How far a fact can be relied on."""

    CONFIRMED = "confirmed"
    OLDER = "older"
    OLD = "old"
    UNVERIFIED = "unverified"


def latest_day(partial: str) -> date:
    """Give the last day a partial date can mean: of "2024-05" the 31st of May.

    Parameters
    ----------
    partial
        Year, year-month or year-month-day.
    """
    year, month, day = (int(part) for part in (partial + "-0-0").split("-")[:3])
    if day:
        return date(year, month, day)
    month = month + 1 if month else _FIRST_MONTH_AFTER_A_YEAR
    beginning = date(year + month // _FIRST_MONTH_AFTER_A_YEAR, (month - 1) % 12 + 1, 1)
    return beginning - timedelta(days=1)


def is_older(partial: str, years: int, today: date) -> bool:
    """Tell whether all days a partial date can mean are at least so many years ago."""
    return latest_day(partial) <= _years_before(today, years)


def freshness(place: Place, today: date) -> Freshness:
    """Tell how far what is said of a place can be relied on, see ``freshness_of``."""
    return freshness_of(place.source_date, place.status, today)


def freshness_of(source_date: str | None, status: Status, today: date) -> Freshness:
    """Tell how far facts can be relied on.

    Parameters
    ----------
    source_date
        Of the newest source: year, year-month or year-month-day.
    status
        What the sources say about the place running.
    today
        The day in Stuttgart.

    Returns
    -------
    ``OLD`` from three years on, whatever the source says; else ``UNVERIFIED`` without a date or
    where nobody has confirmed the place; else ``CONFIRMED`` within a year and ``OLDER`` after.
    """
    if not source_date:
        return Freshness.UNVERIFIED
    if is_older(source_date, OLD_YEARS, today):
        return Freshness.OLD
    if status is Status.UNVERIFIED:
        return Freshness.UNVERIFIED
    return Freshness.OLDER if is_older(source_date, 1, today) else Freshness.CONFIRMED


def freshness_by_category(
    places: Iterable[Place], today: date
) -> Mapping[str, Mapping[Freshness, int]]:
    """Count the places of each category by their freshness; what does not occur counts 0."""
    counts: dict[str, Counter[Freshness]] = {}
    for place in places:
        of_category = counts.setdefault(place.category, Counter(dict.fromkeys(Freshness, 0)))
        of_category[freshness(place, today)] += 1
    return counts


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)
