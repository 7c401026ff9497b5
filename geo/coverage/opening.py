"""Services that are open at an hour of the week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np

from geo.coverage.columns import Flags
from geo.coverage.over_the_week import open_slots
from geo.coverage.supply import Supply


def open_at(supply: Supply, monday: date, hour: int, *, surely: bool) -> Supply:
    """Keep the services that are open at the beginning of an hour.

    Parameters
    ----------
    supply
        With the hours of each service, None where nobody knows them.
    monday
        First day of the week that is read: hours can differ on public holidays.
    hour
        Of the week, 0 to 167 from Monday at midnight.
    surely
        Whether places whose hours nobody knows are left out; else they may be open, and stay.
    """
    there = np.flatnonzero(_open(supply.hours, monday, hour, surely=surely))
    also = np.flatnonzero(_open(supply.unlocated.hours, monday, hour, surely=surely))
    return replace(
        supply.taken(there),
        unlocated=supply.unlocated.taken(also),
        city_wide=supply.city_wide,
    )


def _open(hours: Sequence[str | None], monday: date, hour: int, *, surely: bool) -> Flags:
    if not hours:
        return np.zeros(0, dtype=np.bool_)
    slots = [_slots(text, monday)[0 if surely else 1] for text in hours]
    day, slot = divmod(hour, 24)
    return np.array([table[day, slot] for table in slots], dtype=np.bool_)


@lru_cache(maxsize=4096)
def _slots(text: str | None, monday: date) -> tuple[Flags, Flags]:
    """Tell when a place is surely open and when it may be, each of shape ``(7, 24)``."""
    surely, possibly = open_slots([text], monday)
    return surely[0], possibly[0]
