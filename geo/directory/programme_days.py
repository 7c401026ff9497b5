"""On which weekdays an item of a programme takes place, and when on each."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from geo.directory.hours import Interval, OpenState, parse_hours
from geo.directory.hours_text import without_comments
from geo.directory.intervals import DAY_MINUTES, Reading

WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""Names of the weekdays in addresses, Monday first."""

_USUAL_SUNDAY: Final = date(2024, 6, 9)
"""The day before a week without a public holiday: hours of every week are read in it."""

_NEARLY_EVERY: Final = 40
"""Weeks of a year from which on something takes place every week, but for holidays."""

_SEASONAL: Final = re.compile(
    r"\[|week|easter|\d{4}(?!:)|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
)


@dataclass(frozen=True)
class DayTimes:
    """One weekday, 0 for Monday, with its times; ``is_weekly`` is False for "first Monday"."""

    weekday: int
    spans: tuple[Interval, ...]
    is_weekly: bool


@lru_cache(maxsize=65_536)
def days_of(text: str, year: int) -> tuple[DayTimes, ...]:
    """Tell the weekdays of a text.

    Parameters
    ----------
    text
        OSM opening hours, for example ``Tu 15:00-17:00`` or ``Mo[1] 17:30-20:00``.
    year
        In which hours with months, weeks or single days are read.

    Returns
    -------
    The weekdays on which it takes place, Monday first; none where it never does in this year. What
    begins in the evening belongs to that evening, also after midnight.

    Raises
    ------
    HoursError
        If the text is not in OSM syntax.
    """
    is_seasonal = bool(_SEASONAL.search(without_comments(text)))
    before = date(year - 1, 12, 31) if is_seasonal else _USUAL_SUNDAY
    last = date(year, 12, 31) if is_seasonal else before + timedelta(days=7)
    hours = parse_hours(text)
    days = [before + timedelta(days=later) for later in range((last - before).days + 1)]
    first: dict[int, tuple[Interval, ...]] = {}
    times = dict.fromkeys(range(7), 0)
    for yesterday, (day, today) in pairwise((day, hours.day(day)) for day in days):
        spans = _begun(yesterday[1], today)
        if spans:
            first.setdefault(day.weekday(), spans)
            times[day.weekday()] += 1
    least = _NEARLY_EVERY if is_seasonal else 1
    return tuple(DayTimes(day, first[day], times[day] >= least) for day in sorted(first))


def _begun(yesterday: Reading, today: Reading) -> tuple[Interval, ...]:
    """Leave out what goes on from the evening before."""
    goes_on = yesterday[-1].state is not OpenState.CLOSED and len(yesterday) > 1
    return tuple(
        piece
        for piece in today
        if piece.state is not OpenState.CLOSED
        and not (goes_on and piece.start_minute == 0 and piece.end_minute < DAY_MINUTES)
    )
