"""Distances, times, dates and lists as a language writes them.

Digits are Latin in every language: they are what stands on doors, buses and telephones here.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from geo.language.catalogue import Catalogue

MINUTES_A_DAY = 24 * 60

_BERLIN = ZoneInfo("Europe/Berlin")
_METRES_A_KM = 1000
_STEP_M = 50
_WHOLE_KM_FROM_M = 10_000
_MONTHS_A_YEAR = 12
_WHOLE_FROM = 10

# CLDR files these languages under other codes than ISO 639-3 does.
_CLDR_CODES = {"prs": "fa_AF", "kmr": "ku"}


def number(catalogue: Catalogue, value: float) -> str:
    """Write a number with the separators of the language, "1.234,5"."""
    return format_decimal(value, locale=catalogue.locale)


def rounded(catalogue: Catalogue, value: float, decimals: int = 0) -> str:
    """Write a number with as many decimals as are asked for, "1.234,5"."""
    places = f".{'0' * decimals}" if decimals else ""
    return format_decimal(value, f"#,##0{places}", locale=catalogue.locale)


def significant(catalogue: Catalogue, value: float) -> str:
    """Write a small number with two figures that count, "0,035"; from ten in whole numbers."""
    if abs(value) >= _WHOLE_FROM or value == 0:
        return rounded(catalogue, value)
    return format_decimal(value, "@@", locale=catalogue.locale)


def percent(catalogue: Catalogue, share: float) -> str:
    """Write a share, from 0 to 1, in whole per cent, "45 %"."""
    return format_percent(share, locale=catalogue.locale)


def distance(catalogue: Catalogue, metres: float) -> str:
    """Write a distance no finer than helps: in 50 m, from 1 km in 0.1 km, from 10 km in km."""
    rounded_m = max(_STEP_M, round(metres / _STEP_M) * _STEP_M)
    if rounded_m < _METRES_A_KM:
        return format_unit(rounded_m, "meter", "short", locale=catalogue.locale)
    tenths = 1 if metres < _WHOLE_KM_FROM_M else 0
    kilometres = round(metres / _METRES_A_KM, tenths)
    return format_unit(kilometres, "kilometer", "short", locale=catalogue.locale)


def walk(catalogue: Catalogue, minutes: float) -> str:
    """Write a walking time in whole minutes, at least one."""
    return catalogue.n("walk.minutes", max(1, round(minutes)))


def clock(catalogue: Catalogue, minutes_since_midnight: int) -> str:
    """Write a time of day with 24 hours, as on doors and timetables here.

    Parameters
    ----------
    catalogue
        The language.
    minutes_since_midnight
        0 is "00:00" and 1440 the end of the day, "24:00"; beyond, hours of the next day begin
        at "00:01" again, as in "Fr 20:00-26:00".
    """
    minutes = minutes_since_midnight
    if minutes > MINUTES_A_DAY:
        minutes %= MINUTES_A_DAY
    parts = (format_decimal(part, "00", locale=catalogue.locale) for part in divmod(minutes, 60))
    return ":".join(parts)


def weekday(catalogue: Catalogue, on: date, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """Name the day of the week, standing alone: "Montag", abbreviated "Mo"."""
    return str(get_day_names(width, "stand-alone", catalogue.locale)[on.weekday()])


def day(catalogue: Catalogue, on: date) -> str:
    """Write a date with the month in words, "31. Mai 2024"."""
    return format_date(on, "long", locale=catalogue.locale)


def moment(catalogue: Catalogue, at: datetime) -> str:
    """Write a day and a time as the clocks in Stuttgart show it."""
    return format_datetime(at, "short", tzinfo=_BERLIN, locale=catalogue.locale)


def partial_date(catalogue: Catalogue, text: str) -> str:
    """Write a date of which only the year or the month may be known.

    Parameters
    ----------
    catalogue
        The language.
    text
        ISO, ``"2024"``, ``"2024-05"`` or ``"2024-05-31"``.

    Raises
    ------
    ValueError
        If the text is no date.
    """
    first, known = _first_day(text)
    if known == "day":
        return day(catalogue, first)
    skeleton = "yMMMM" if known == "month" else "y"
    return format_skeleton(skeleton, first, locale=catalogue.locale)


def age(catalogue: Catalogue, text: str, today: date) -> str:
    """Say how long ago a date was, no finer than it is known: "vor 6 Jahren", "in diesem Jahr".

    Dates to come count as now. Parameters and errors as for ``partial_date``.
    """
    first, known = _first_day(text)
    years = today.year - first.year
    months = years * _MONTHS_A_YEAR + today.month - first.month
    if known == "year":
        return catalogue.n("age.years", years) if years > 0 else catalogue.t("age.this_year")
    if known == "month":
        return _months_ago(catalogue, months)
    months -= today.day < first.day
    return _months_ago(catalogue, months) if months > 0 else _days_ago(catalogue, first, today)


def language_name(catalogue: Catalogue, iso_code: str) -> str:
    """Name a language given by its ISO 639 code; a code nobody knows stays as it is."""
    return str(catalogue.locale.languages.get(_CLDR_CODES.get(iso_code, iso_code), iso_code))


def listing(catalogue: Catalogue, items: Iterable[str]) -> str:
    """Join words to a list, "Deutsch, Englisch und Türkisch"."""
    return format_list(tuple(items), locale=catalogue.locale)


def _months_ago(catalogue: Catalogue, months: int) -> str:
    if months >= _MONTHS_A_YEAR:
        return catalogue.n("age.years", months // _MONTHS_A_YEAR)
    return catalogue.n("age.months", months) if months > 0 else catalogue.t("age.this_month")


def _days_ago(catalogue: Catalogue, first: date, today: date) -> str:
    days = (today - first).days
    return catalogue.n("age.days", days) if days > 0 else catalogue.t("age.today")


def _first_day(text: str) -> tuple[date, Literal["year", "month", "day"]]:
    """Find the first day a partial date can mean, and how much of it is known."""
    numbers = [int(part) for part in text.split("-")]
    match numbers:
        case [year]:
            return date(year, 1, 1), "year"
        case [year, month]:
            return date(year, month, 1), "month"
        case [year, month, day_of_month]:
            return date(year, month, day_of_month), "day"
    msg = f"'{text}' is not a date; year, year-month or year-month-day, for example 2024-05"
    raise ValueError(msg)
