"""On which weekdays something takes place, and when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.hours import parse_hours
from geo.directory.intervals import OpenState
from geo.directory.programme_days import WEEKDAYS, days_of

OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def told(text, year=2026):
    return {
        WEEKDAYS[day.weekday]: " ".join(f"{span.start}-{span.end}" for span in day.spans)
        for day in days_of(text, year)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tu 15:00-17:00", {"tu": "15:00-17:00"}),
        ("Mo,Th 09:00-10:00,11:00-12:00", dict.fromkeys(("mo", "th"), "09:00-10:00 11:00-12:00")),
        ("Mo-We 10:00-11:00; Tu off", dict.fromkeys(("mo", "we"), "10:00-11:00")),
        ("Mo-Tu 10:00-11:00; PH off", dict.fromkeys(("mo", "tu"), "10:00-11:00")),
        ("Mo 15:30-17:00; SH off", {"mo": "15:30-17:00"}),
        ("Fr 20:00-02:00", {"fr": "20:00-24:00"}),
        ("Sa", {"sa": "00:00-24:00"}),
        ("Mo[1] 17:30-20:00", {"mo": "17:30-20:00"}),
        ("week 2-52/2 We 16:45-18:15", {"we": "16:45-18:15"}),
        ("Jul Sa 10:00-11:00", {"sa": "10:00-11:00"}),
        ("2015 Mo 10:00-11:00", {}),
        ("off", {}),
    ],
)
def test_weekdays_and_times(text, expected):
    assert told(text) == expected


def test_every_day_of_the_week_can_be_meant():
    assert list(told("24/7")) == list(WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "is_weekly"),
    [
        ("Mo 10:00-12:00", True),
        ("Mo[1] 10:00-12:00", False),
        ("week 1-53/2 Mo 10:00-12:00", False),
        ("Apr-Oct Mo 10:00-12:00", False),
        ("Jan-Dec Mo 10:00-12:00", True),
        ('Mo 10:00-12:00 open "May come late"', True),
    ],
)
def test_what_is_not_every_week_says_so(text, is_weekly):
    assert [day.is_weekly for day in days_of(text, 2026)] == [is_weekly]


def test_hours_of_a_year_are_read_in_that_year():
    assert told("2027 Mo 10:00-11:00", 2026) == {}
    assert list(told("2027 Mo 10:00-11:00", 2027)) == ["mo"]


@given(st.sets(st.sampled_from(range(7)), min_size=1), st.integers(0, 22))
def test_weekdays_are_those_on_which_the_hours_themselves_are_not_closed(days, hour):
    text = f"{','.join(OSM[day] for day in sorted(days))} {hour:02}:00-{hour + 1:02}:00"
    monday = date(2025, 9, 8)  # a week without a holiday, and another one than is looked at
    week = [parse_hours(text).day(monday + timedelta(days=later)) for later in range(7)]
    open_on = {at for at, day in enumerate(week) if any(p.state is OpenState.OPEN for p in day)}
    assert {day.weekday for day in days_of(text, 2026)} == open_on == days
