"""One text of OSM opening hours, read for one day in Stuttgart.

Nobody is to be sent to a locked door: where a text leaves a doubt, the answer is UNKNOWN, not OPEN.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

# The library's stub leaves out its own exception.
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from geo.directory.holidays_bw import is_public_holiday
from geo.directory.hours_text import alternatives, is_by_appointment, prepared, without_comments
from geo.directory.intervals import (
    DAY_MINUTES,
    Interval,
    OpenState,
    Reading,
    agreed,
    first_not_closed,
    merged,
    overlay,
)
from geo.errors import HoursError

BERLIN = ZoneInfo("Europe/Berlin")

_STUTTGART = (48.776, 9.183)
"""Latitude and longitude, for hours that name sunrise or sunset."""

_STATES = {
    State.OPEN: OpenState.OPEN,
    State.CLOSED: OpenState.CLOSED,
    State.UNKNOWN: OpenState.UNKNOWN,
}


@dataclass(frozen=True)
class Hours:
    """A text that is in OSM syntax; made by ``parse_hours``."""

    text: str

    def day(self, day: date) -> Reading:
        """Tell the states of one day from 0 to 1440 minutes, without a gap.

        Notes
        -----
        - On a public holiday ``PH`` counts. Hours that name neither ``PH`` nor ``24/7`` do not
          say whether they hold on one: what would be OPEN is UNKNOWN.
        - When schools are on holiday (``SH``) is not known here. The day is read both ways, and
          where the two differ the state is UNKNOWN.
        - The small hours belong to the evening before. After a public holiday's they are UNKNOWN.
        - An open end (``18:00+``) names no closing time: until midnight the state is UNKNOWN.
        """
        schools = (False, True) if "SH" in without_comments(self.text) else (False,)
        pieces = overlay([self._read(day, schools_closed=closed) for closed in schools], agreed)
        return merged(replace(piece, state=self._doubted(piece, day)) for piece in pieces)

    def _read(self, day: date, *, schools_closed: bool) -> Reading:
        """Read the day by the letter."""
        is_holiday = partial(_is_holiday, day=day, schools_closed=schools_closed)
        texts = [prepared(part, day, is_holiday) for part in alternatives(self.text)]
        return overlay([_evaluated(text, day) for text in texts], first_not_closed)

    def _doubted(self, piece: Interval, day: date) -> OpenState:
        """Turn an OPEN that cannot be vouched for into UNKNOWN."""
        if piece.state is not OpenState.OPEN:
            return piece.state
        rules = without_comments(self.text)
        from_midnight, to_midnight = piece.start_minute == 0, piece.end_minute == DAY_MINUTES
        doubts = (
            is_public_holiday(day) and not re.search("PH|24/7", rules),
            is_public_holiday(day - timedelta(days=1)) and from_midnight and not to_midnight,
            to_midnight and re.search(r"\d\+", rules),
        )
        return OpenState.UNKNOWN if any(doubts) else OpenState.OPEN


def _is_holiday(name: str, offset_days: int, *, day: date, schools_closed: bool) -> bool:
    if name == "SH":
        return schools_closed
    return is_public_holiday(day - timedelta(days=offset_days))


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> Hours:
    """Read a text in OSM opening_hours syntax.

    Parameters
    ----------
    text
        For example ``Mo-Fr 09:00-17:00; PH off``.

    Raises
    ------
    HoursError
        If the text is not in this syntax.
    """
    try:
        _parsed(text)
        # Whatever the calendar says of a day: a text that is accepted never fails later.
        for part in alternatives(text):
            _parsed(prepared(part, date.min, lambda _name, _offset_days: True))
            _parsed(prepared(part, date.min, lambda _name, _offset_days: False))
    except ParserError as error:
        msg = f"'{text}' {_trouble(text, error)}: OSM syntax, for example Mo-Fr 09:00-17:00"
        raise HoursError(msg) from error
    return Hours(text)


def _trouble(text: str, error: Exception) -> str:
    """Say where the parser stopped; it tells as "--> line:column", counted from 1."""
    stopped = re.search(r"--> 1:(\d+)", str(error))
    rest = text[int(stopped[1]) - 1 :] if stopped else text
    return f"is not understood from '{rest}' on" if rest else "breaks off"


@lru_cache(maxsize=16384)
def _parsed(text: str) -> OpeningHours:
    # Without a country the library has no calendar: holidays come from ``prepared``.
    return OpeningHours(text, timezone=BERLIN, coords=_STUTTGART, auto_country=False)


def _evaluated(text: str, day: date) -> Reading:
    midnight = datetime.combine(day, time())
    stretches = _parsed(text).intervals(midnight, midnight + timedelta(days=1))
    return merged(
        Interval(_minute(start, day), _minute(end, day), _state(state, comment), comment)
        for start, end, state, comment in stretches
        # An interval in the hour that is skipped in March comes out empty.
        if start < end
    )


def _minute(moment: datetime, day: date) -> int:
    """Minutes since the day's midnight by the clock on the wall."""
    return (moment.date() - day).days * DAY_MINUTES + moment.hour * 60 + moment.minute


def _state(state: State, comment: str) -> OpenState:
    if state != State.CLOSED and is_by_appointment(comment):
        return OpenState.APPOINTMENT
    return _STATES[state]
