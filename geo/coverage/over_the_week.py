r"""Who is covered at which time of the week: evenings and weekends are deserts of their own.

For a weekday d, a time of day s and the services open then:

.. math::

    S(d, s) = \frac{\sum_i p_i \, [\min_{j\ \mathrm{open\ at}\ (d, s)} t_{ij} \le T]}{\sum_i p_i}

Nobody knows the hours of many places. They are never taken as closed: the low bound counts places
known to be open, the high bound also those whose hours are unknown or by appointment. The truth of
the hours lies between the two, and a wide gap asks for a telephone call, not for a new service.

References
----------
J. Weber, M.-P. Kwan: Bringing time back in: a study on the influence of travel time variations and
facility opening hours on individual accessibility. The Professional Geographer 54 (2002), 226-240.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo.coverage import by_area
from geo.coverage.columns import OUTSIDE, Flags, Floats
from geo.coverage.demand import Demand
from geo.coverage.errors import ColumnError
from geo.coverage.supply import Supply, require_supply
from geo.coverage.travel import Block, Travel
from geo.directory.hours import OpenState, parse_hours
from geo.directory.intervals import DAY_MINUTES, covering

_DAYS = 7
Bits = NDArray[np.uint8]
"""Slots of the week, eight to a byte, shape ``(n, n_bytes)``."""


@dataclass(frozen=True, eq=False)
class WeekCover:
    """Shares of people covered, from 0 to 1, by district, weekday and time of day.

    ``low`` and ``high`` have the shape ``(n_areas + 1, 7, n_slots)``: the city comes last, Monday
    first. A slot stands for the moment it begins with. NaN where nobody lives or nobody knows.
    ``services`` counts what was looked at, ``unknown_hours`` those whose hours nobody knows.
    """

    monday: date
    slot_minutes: int
    low: Floats
    high: Floats
    services: int
    unknown_hours: int


def cover_over_the_week(
    demand: Demand,
    supply: Supply,
    travel: Travel,
    limit_minutes: float,
    *,
    monday: date,
    slot_minutes: int = 60,
) -> WeekCover:
    """Measure cover for every slot of a week.

    Parameters
    ----------
    demand, supply, travel
        Who, what and how; the supply knows its opening hours.
    limit_minutes
        Within which a service covers a point.
    monday
        First day of the week that is read: hours can differ on public holidays.
    slot_minutes
        Length of a slot; a divisor of a day.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    ColumnError
        If the supply does not tell the hours of each service, not even as unknown.
    ValueError
        If the day is no Monday, or a day cannot be cut into such slots.
    """
    require_supply(supply)
    if len(supply.hours) != supply.size:
        msg = f"{len(supply.hours)} texts of hours for {supply.size} services: give None if unknown"
        raise ColumnError(msg)
    surely, possibly = open_slots(supply.hours, monday, slot_minutes)
    packed = np.packbits(np.stack([surely, possibly]).reshape(2, supply.size, -1), axis=2)
    reached = np.zeros((2, demand.size, packed.shape[2]), dtype=np.uint8)
    for block in travel.pairs_within(demand, supply, limit_minutes):
        if len(block.minutes):
            _mark(reached[0], packed[0], block)
            _mark(reached[1], packed[1], block)
    shape = (len(demand.areas) + 1, _DAYS, DAY_MINUTES // slot_minutes)
    low, high = (_shares(demand, bits, int(np.prod(shape[1:]))).reshape(shape) for bits in reached)
    unknown = sum(not text for text in supply.hours)
    return WeekCover(monday, slot_minutes, low, high, supply.size, unknown)


def open_slots(
    hours: Sequence[str | None], monday: date, slot_minutes: int = 60
) -> tuple[Flags, Flags]:
    """Tell when places are surely open, and when they may be, at the beginning of each slot.

    Parameters
    ----------
    hours
        OSM texts; None where nobody knows.
    monday, slot_minutes
        As for ``cover_over_the_week``.

    Returns
    -------
    Two tables of the shape ``(n, 7, n_slots)``.

    Raises
    ------
    HoursError
        If a text is not in OSM syntax.
    ValueError
        If the day is no Monday, or a day cannot be cut into such slots.
    """
    if monday.weekday() != 0:
        msg = f"{monday} is no Monday: begin with one, for example {_monday_of(monday)}"
        raise ValueError(msg)
    if slot_minutes < 1 or DAY_MINUTES % slot_minutes:
        msg = f"slots of {slot_minutes} minutes do not fill a day: take 15, 30, 60 or 120"
        raise ValueError(msg)
    slots = DAY_MINUTES // slot_minutes
    distinct = list(dict.fromkeys(hours))
    states = [_states(text, monday, slot_minutes) for text in distinct]
    which = [distinct.index(text) for text in hours]
    shape = (len(distinct), _DAYS, slots)
    surely = np.array([[s is OpenState.OPEN for s in row] for row in states], bool).reshape(shape)
    shut = np.array([[s is OpenState.CLOSED for s in row] for row in states], bool).reshape(shape)
    return surely[which], ~shut[which]


def _states(text: str | None, monday: date, slot_minutes: int) -> list[OpenState]:
    moments = range(0, DAY_MINUTES, slot_minutes)
    if not text:
        return [OpenState.UNKNOWN] * (_DAYS * len(moments))
    hours = parse_hours(text)
    readings = [hours.day(monday + timedelta(days=later)) for later in range(_DAYS)]
    return [covering(reading, minute).state for reading in readings for minute in moments]


def _mark(reached: Bits, open_at: Bits, block: Block) -> None:
    """Add to each point the slots at which the services of a block are open."""
    order = np.argsort(block.demand_index, kind="stable")
    points = block.demand_index[order]
    begins = np.flatnonzero(np.diff(points, prepend=-1))
    slots = np.bitwise_or.reduceat(open_at[block.supply_index[order]], begins, axis=0)
    reached[points[begins]] |= slots


def _shares(demand: Demand, reached: Bits, n_slots: int) -> Floats:
    """Sum the people covered in each slot by district, ``(n_areas + 1, n_slots)``."""
    rows = demand.area - OUTSIDE
    columns = []
    for slot in range(n_slots):
        is_covered = reached[:, slot // 8] >> (7 - slot % 8) & 1
        sums = np.bincount(rows, demand.weight * is_covered, minlength=len(demand.areas) + 1)
        columns.append(by_area.per_person(np.append(sums[1:], sums.sum()), by_area.people(demand)))
    return np.column_stack(columns)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
