"""The public holidays of Baden-Württemberg."""

from datetime import date
from functools import cache


def is_public_holiday(day: date) -> bool:
    """Whether the day is a public holiday in all of Baden-Württemberg."""
    return day in _public_holidays(day.year)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    # Half a second to import, and checking the data does not need it.
    import holidays  # noqa: PLC0415

    return frozenset(holidays.country_holidays("DE", subdiv="BW", years=year))
