"""Texts in OSM opening_hours syntax, prepared so that the library reads them as they are meant.

Three things are put right before ``opening_hours`` sees a text. It takes a holiday followed by
weekdays (``SH Sa``, the Saturdays of the school holidays) for "school holidays and Saturdays", it
takes a bare comment for OPEN where the specification says unknown, and it drops a fallback rule
(``||``) on every day that has a rule of its own.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

IsHoliday = Callable[[str, int], bool]
"""Whether a day is meant by ``PH`` or ``SH``, shifted by this many days (0 without an offset)."""

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

_COMMENT = r'"[^"]*"'
_COMMENT_WITH_STATE = re.compile(rf" *(open|closed|off|unknown)? *({_COMMENT})", re.IGNORECASE)
_ALTERNATIVE = re.compile(rf'(?:{_COMMENT}|[^"|])+')

_HOLIDAY = r"(?:PH|SH)(?: [+-]\d+ days?)?"
_HOLIDAYS = re.compile(
    rf"(?P<holidays>{_HOLIDAY}(?:,{_HOLIDAY})*)"
    r"(?: (?P<weekdays>(?i:Mo|Tu|We|Th|Fr|Sa|Su)[\w\[\]-]*(?:,[\w\[\]-]+)*))?"
)

_APPOINTMENT = re.compile(
    r"appointment|arrangement|on request|vereinbar|absprache|anfrage"
    # "Termine" alone are dates, not an appointment.
    r"|(?:nach|mit|vor)[\w ]*anmeldung|termin(?!e\b|al)",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:ohne|kein\w*|nicht|no|not|without)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.;:/()]")


def without_comments(text: str) -> str:
    """Leave only what the syntax itself says."""
    return re.sub(_COMMENT, "", text)


def alternatives(text: str) -> tuple[str, ...]:
    """Split at ``||``: each part counts only where the ones before it are closed."""
    return tuple(part.strip() for part in _ALTERNATIVE.findall(text))


def prepared(text: str, day: date, is_holiday: IsHoliday) -> str:
    """Rewrite a text so that it is right for one day, and for that day only.

    Parameters
    ----------
    text
        A text without fallback rules, see ``alternatives``.
    day
        ``PH`` and ``SH`` become the weekday of this day if they mean it, otherwise a ``PH`` that,
        without a calendar, matches no day at all.
    is_holiday
        What the calendar says about the day.

    Returns
    -------
    A text to be evaluated on this day without a calendar.
    """
    # Split by a pattern in parentheses, the comments stand at the odd places.
    parts = re.split(f"({_COMMENT})", text)
    named = partial(_named_day, day=day, is_holiday=is_holiday)
    parts[::2] = [_HOLIDAYS.sub(named, rules) for rules in parts[::2]]
    return _COMMENT_WITH_STATE.sub(_with_state, "".join(parts)).strip()


def _named_day(match: re.Match[str], day: date, is_holiday: IsHoliday) -> str:
    """Replace a list of holidays by the weekdays that have the same effect on the day."""
    if any(_is_meant(holiday, is_holiday) for holiday in match["holidays"].split(",")):
        return match["weekdays"] or _WEEKDAYS[day.weekday()]
    return "PH"


def _is_meant(holiday: str, is_holiday: IsHoliday) -> bool:
    """Whether the day is meant by one holiday, for example ``PH`` or ``PH -1 day``."""
    name, *offset = holiday.split()
    return is_holiday(name, int(offset[0]) if offset else 0)


def _with_state(match: re.Match[str]) -> str:
    return f" {match[1] or 'unknown'} {match[2]}"


def is_by_appointment(comment: str) -> bool:
    """Whether a comment in German or English asks for an appointment.

    Notes
    -----
    A clause with a negation does not count: "offene Sprechstunde, ohne Termin".
    """
    return any(
        _APPOINTMENT.search(clause) and not _NEGATION.search(clause)
        for clause in _CLAUSE_END.split(comment)
    )
