"""When a place is open: now, next, and through the week.

All clocks are Stuttgart's; see ``osm_hours`` for what the texts mean on holidays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from geo.directory.holidays_bw import is_public_holiday
from geo.directory.intervals import Interval, OpenState, Reading, covering
from geo.directory.osm_hours import BERLIN, Hours, parse_hours

__all__ = [
    "BERLIN",
    "Day",
    "Hours",
    "Interval",
    "NextChange",
    "OpenState",
    "next_change",
    "parse_hours",
    "state_at",
    "states_at",
    "week",
]

_LOOK_AHEAD_DAYS = 14

_CLOCK_CHANGE_MINUTES = (2 * 60, 3 * 60)
"""Twice a year the clock jumps between these minutes of the day, and the state with it."""


@dataclass(frozen=True)
class NextChange:
    """A moment, in Stuttgart's time, and the state that begins with it."""

    moment: datetime
    state: OpenState


@dataclass(frozen=True)
class Day:
    """One day of a week table; closed wherever it has no interval."""

    date: date
    holiday: bool
    intervals: tuple[Interval, ...]


def state_at(text: str | None, moment: datetime) -> OpenState:
    """Tell whether a place with these hours is open.

    Parameters
    ----------
    text
        OSM opening hours; None where none are known.
    moment
        In any time zone.

    Raises
    ------
    HoursError
        If the text is not in OSM syntax.
    ValueError
        If the moment has no time zone.
    """
    local = _in_stuttgart(moment)
    return _state(parse_hours(text).day(local.date()), local) if text else OpenState.UNKNOWN


def states_at(texts: Sequence[str | None], moment: datetime) -> list[OpenState]:
    """Tell the state of many places, in their order; each distinct text is evaluated once."""
    states = {text: state_at(text, moment) for text in set(texts)}
    return [states[text] for text in texts]


def next_change(text: str | None, moment: datetime) -> NextChange | None:
    """Find the first moment after this one at which another state begins.

    Parameters
    ----------
    text
        OSM opening hours; None where none are known.
    moment
        In any time zone.

    Returns
    -------
    The change, or None if there are no hours or nothing changes within 14 days.

    Raises
    ------
    HoursError
        If the text is not in OSM syntax.
    ValueError
        If the moment has no time zone.
    """
    local = _in_stuttgart(moment)
    if not text:
        return None
    now = state_at(text, local)
    last = local.astimezone(UTC) + timedelta(days=_LOOK_AHEAD_DAYS)
    ahead = (
        NextChange(begin.astimezone(BERLIN), state)
        for begin, state in _begins(parse_hours(text), local.date())
        if local.astimezone(UTC) < begin <= last and state is not now
    )
    return next(ahead, None)


def week(text: str, first: date) -> tuple[Day, ...]:
    """Tell the hours of seven days, cut at midnight.

    Parameters
    ----------
    text
        OSM opening hours.
    first
        The day to begin with, any weekday.

    Raises
    ------
    HoursError
        If the text is not in OSM syntax.
    """
    hours = parse_hours(text)
    days = [first + timedelta(days=later) for later in range(7)]
    return tuple(Day(day, is_public_holiday(day), _not_closed(hours.day(day))) for day in days)


def _not_closed(reading: Reading) -> tuple[Interval, ...]:
    return tuple(piece for piece in reading if piece.state is not OpenState.CLOSED)


def _in_stuttgart(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        msg = f"moment {moment} has no time zone: give one, for example datetime.now(BERLIN)"
        raise ValueError(msg)
    return moment.astimezone(BERLIN)


def _state(reading: Reading, local: datetime) -> OpenState:
    return covering(reading, local.hour * 60 + local.minute).state


def _begins(hours: Hours, first: date) -> Iterator[tuple[datetime, OpenState]]:
    """Yield the moments, in UTC, at which a state may begin, and that state."""
    for later in range(_LOOK_AHEAD_DAYS + 1):
        day = first + timedelta(days=later)
        reading = hours.day(day)
        minutes = {piece.start_minute for piece in reading}.union(_CLOCK_CHANGE_MINUTES)
        for begin in sorted({utc for minute in minutes for utc in _in_utc(day, minute)}):
            yield begin, _state(reading, begin.astimezone(BERLIN))


def _in_utc(day: date, minute: int) -> set[datetime]:
    """Translate a time on the wall; in the night of the clock change it may come twice."""
    wall = datetime.combine(day, time(*divmod(minute, 60)), BERLIN)
    return {wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
