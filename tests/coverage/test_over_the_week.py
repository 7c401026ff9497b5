"""Cover by time of the week; unknown hours are unknown, and never closed."""

from datetime import date

import numpy as np
import pytest

from geo.coverage.errors import ColumnError, NoSupplyError
from geo.coverage.over_the_week import cover_over_the_week, open_slots
from geo.errors import HoursError
from tests.coverage.squares import CRAWL, people, services

WEEK = date(2026, 1, 12)
EPIPHANY_WEEK = date(2026, 1, 5)
TOWN = people([(0, 0), (10, 0)], weight=[30, 10], area=[0, 1])
TUESDAY, SATURDAY = 1, 5


def cover(hours, sites=((0, 0),), monday=WEEK, **options):
    supply = services(list(sites), hours=tuple(hours))
    return cover_over_the_week(TOWN, supply, CRAWL, 1, monday=monday, **options)


def test_who_has_an_open_place_in_reach_is_covered_in_that_hour():
    found = cover(["Mo-Fr 09:00-17:00"])
    city = found.low[-1]
    assert city.shape == (7, 24)
    assert city[TUESDAY, [8, 9, 16, 17]].tolist() == [0, 0.75, 0.75, 0]
    assert city[SATURDAY].max() == 0
    assert np.array_equal(found.low, found.high)


def test_districts_are_told_apart():
    found = cover(["Mo-Fr 09:00-17:00", "Sa 10:00-12:00"], [(0, 0), (10, 0)])
    assert found.low[:, TUESDAY, 10].tolist() == [1, 0, 0.75]
    assert found.low[:, SATURDAY, 10].tolist() == [0, 1, 0.25]


def test_unknown_hours_are_in_the_high_bound_and_not_in_the_low_one():
    found = cover([None])
    assert found.low[-1].max() == 0
    assert found.high[-1].min() == found.high[-1].max() == 0.75


def test_places_whose_hours_nobody_knows_are_counted():
    found = cover(["Mo-Fr 09:00-17:00", None, ""], [(0, 0)] * 3)
    assert (found.services, found.unknown_hours) == (3, 2)


def test_hours_by_appointment_lie_between_open_and_closed():
    surely, possibly = open_slots(['Mo 10:00-12:00 "nach Vereinbarung"'], WEEK)
    assert not surely.any()
    assert possibly[0, 0, 8:14].tolist() == [False, False, True, True, False, False]


def test_a_holiday_is_unknown_where_the_hours_do_not_name_it():
    surely, possibly = open_slots(["Tu 09:00-17:00"], EPIPHANY_WEEK)
    assert (surely[0, TUESDAY, 10], possibly[0, TUESDAY, 10]) == (False, True)


def test_one_open_place_is_enough_beside_a_closed_one():
    found = cover(["Mo-Su off", "Mo-Su 00:00-24:00", None], [(0, 0)] * 3)
    assert found.low[0, TUESDAY].tolist() == [1] * 24


def test_a_slot_stands_for_the_moment_it_begins_with():
    found = cover(["Mo 09:30-10:15"], slot_minutes=30)
    assert np.flatnonzero(found.low[0, 0]).tolist() == [19, 20]


@pytest.mark.parametrize("slot_minutes", [15, 60, 180, 1440])
def test_a_week_has_as_many_slots_as_fit(slot_minutes):
    found = cover([None], slot_minutes=slot_minutes)
    assert found.high.shape == (3, 7, 1440 // slot_minutes)
    assert np.nanmax(found.high[0]) == 1


def test_the_low_bound_is_never_above_the_high_one():
    found = cover(["Mo-Fr 09:00-17:00", None, 'Sa 10:00-12:00 "nach Vereinbarung"'], [(0, 0)] * 3)
    assert (found.low <= found.high).all()


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ({"monday": date(2026, 1, 13)}, ValueError, "no Monday: begin with one.*2026-01-12"),
        ({"slot_minutes": 7}, ValueError, "do not fill a day"),
        ({"slot_minutes": 0}, ValueError, "do not fill a day"),
        ({"hours": ["Mo 9-25"]}, HoursError, "OSM syntax"),
        ({"hours": []}, ColumnError, "0 texts of hours for 1 services"),
        ({"sites": (), "hours": ()}, NoSupplyError, "no service with a point"),
    ],
)
def test_weeks_and_hours_that_make_no_sense_are_refused(change, error, told):
    with pytest.raises(error, match=told):
        cover(**({"hours": [None]} | change))
