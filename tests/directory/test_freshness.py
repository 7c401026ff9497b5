"""How old a fact is, and how the whole directory stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.condition import condition
from geo.directory.freshness import (
    Freshness,
    freshness_by_category,
    freshness_of,
    is_older,
    latest_day,
)
from geo.directory.place import Precision, Status
from geo.directory.query import Query, query_from_params, query_to_params
from tests.worlds import EAST, MIDDLE, MONDAY, WEST, find, ids, place, shelter, unlocated, world

TODAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2023-12", "2023-12-31"),
        ("2023-11", "2023-11-30"),
        ("2024-05-07", "2024-05-07"),
    ],
)
def test_a_partial_date_reaches_to_its_last_day(partial, last):
    assert latest_day(partial).isoformat() == last


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([4, 7, 10]))
def test_the_last_day_begins_like_the_partial_date_and_the_next_does_not(day, length):
    partial = day.isoformat()[:length]
    last = latest_day(partial)
    assert last.isoformat().startswith(partial)
    assert not (last + timedelta(days=1)).isoformat().startswith(partial)


@pytest.mark.parametrize(
    ("source_date", "status", "expected"),
    [
        ("2026-01", Status.OPEN, Freshness.CONFIRMED),
        ("2025-01-06", Status.OPEN, Freshness.CONFIRMED),
        ("2025-01-05", Status.OPEN, Freshness.OLDER),
        ("2023-01-06", Status.OPEN, Freshness.OLDER),
        ("2023-01-05", Status.OPEN, Freshness.OLD),
        ("2022", Status.UNVERIFIED, Freshness.OLD),
        ("2025", Status.UNVERIFIED, Freshness.UNVERIFIED),
        ("2025", Status.PLANNED, Freshness.CONFIRMED),
        (None, Status.OPEN, Freshness.UNVERIFIED),
    ],
)
def test_the_words_for_ages_and_the_days_on_which_they_change(source_date, status, expected):
    assert freshness_of(source_date, status, TODAY) is expected


def test_a_year_before_the_29th_of_february_is_the_28th():
    assert is_older("2023-02-28", 1, date(2024, 2, 29))
    assert not is_older("2023-03-01", 1, date(2024, 2, 29))


DIRECTORY = world(
    places=[
        place(id="new", source_date="2025-12", district=MIDDLE),
        place(id="older", source_date="2024", category="course"),
        place(id="old", source_date="2014", category="course", name="Old Course"),
        unlocated(id="undated", source_date="", status="unverified"),
    ],
    shelters=[shelter(source_date="2025-12")],
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("confirmed",), {"new"}),
        (("older",), {"older"}),
        (("old", "unverified"), {"old", "undated"}),
        ((), {"new", "older", "old", "undated"}),
    ],
)
def test_a_search_is_narrowed_to_what_is_confirmed(asked, found):
    assert set(ids(find(DIRECTORY, freshness=asked))) == found


def test_what_was_confirmed_today_is_not_in_a_year():
    later = MONDAY.replace(year=2027)
    results = find(DIRECTORY, moment=later, freshness=("confirmed",))
    assert ids(results) == []
    assert results.counts["freshness"] == {
        "confirmed": 0,
        "older": 2,
        "old": 1,
        "unverified": 1,
    }


def test_the_address_carries_the_choice_and_refuses_other_words():
    query, refused = query_from_params({"fresh": ["confirmed", "crisp"]}, DIRECTORY)
    assert (query, refused) == (Query(freshness=("confirmed",)), ("fresh",))
    assert query_to_params(query) == {"fresh": ["confirmed"]}


def test_the_ages_of_each_category_are_counted():
    counts = freshness_by_category(DIRECTORY.places, TODAY)
    assert counts == {
        "counselling": {"confirmed": 1, "older": 0, "old": 0, "unverified": 1},
        "course": {"confirmed": 0, "older": 1, "old": 1, "unverified": 0},
    }


def test_the_condition_of_the_directory_counts_each_record_once_in_each_way():
    found = condition(DIRECTORY, TODAY)
    assert found.total == 4
    assert found.by_category == {"counselling": 2, "course": 2, "library": 0, "shelter": 0}
    assert found.by_district == {WEST: 0, MIDDLE: 3, EAST: 0, None: 1}
    assert found.by_precision == dict.fromkeys(Precision, 0) | {"address": 3, "none": 1}
    assert found.by_status == {"open": 3, "planned": 0, "closed": 0, "unverified": 1}
    assert found.by_freshness == {"confirmed": 1, "older": 1, "old": 1, "unverified": 1}
    assert found.freshness_of_category["course"]["old"] == 1
    assert found.freshness_of_category["shelter"] == dict.fromkeys(Freshness, 0)
