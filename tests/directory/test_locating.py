"""Which answers of a geocoder may become a point. Nothing in this city exists."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.districts import read_districts
from geo.directory.locating import (
    HOUSE_M,
    HOUSES_M,
    Candidate,
    Located,
    Refused,
    can_be_asked,
    is_better,
    judged,
)
from geo.directory.place import Precision
from tests.homes import record
from tests.worlds import BORDERS, MIDDLE, NORTH, SOUTH, districts_geojson

with TemporaryDirectory() as _folder:
    _path = Path(_folder) / "districts.geojson"
    _path.write_text(districts_geojson())
    DISTRICTS = read_districts(_path)

HOUSE = Candidate(48.771, 9.131, "node 1", ("Lange Gasse",), "7", ("Musterstadt",))
STREET = replace(HOUSE, house_number="", is_street=True, box=(48.770, 48.771, 9.130, 9.131))


def place(number="7", *, street="Lange Gasse", tier="district", district=MIDDLE):
    address = {"street": street, "house_number": number, "city": "Musterstadt"}
    at = (48.77, 9.13) if Precision(tier).has_point else None
    return record("a", "course", at=at, precision=tier, address=address, district=district)


def verdict(candidate, **fields):
    return judged(place(**fields), [candidate], DISTRICTS)


@pytest.mark.parametrize(
    ("wanted", "found", "accuracy_m"),
    [
        ("7", "7", HOUSE_M),
        ("13A", "13 a", HOUSE_M),
        ("14-18", "14\N{EN DASH}18", HOUSE_M),
        ("14-18", "16", HOUSES_M),
        ("16", "14-18", HOUSES_M),
        ("14-18", "18-20", HOUSES_M),
        ("34", "34;36", HOUSES_M),
        ("35", "34;36", None),
        ("15", "14-18", None),
        ("15", "14-17", HOUSES_M),
        ("13A", "13", None),
        ("13", "13A", None),
        ("7", "17", None),
        ("14-18", "19", None),
        ("7", "", None),
    ],
)
def test_a_house_number_is_the_same_or_in_a_range_with_the_other(wanted, found, accuracy_m):
    result = verdict(replace(HOUSE, house_number=found), number=wanted)
    if accuracy_m is None:
        assert isinstance(result, Refused)
    else:
        assert (result.precision, result.point.accuracy_m) == (Precision.ADDRESS, accuracy_m)


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Lange Str.", "Lange Straße"),
        ("Langestraße", "Langestrasse"),
        ("Sankt-Anna-Weg", "Sankt Anna Weg"),
        ("LANGE GASSE", "Lange Gasse"),
    ],
)
def test_one_street_may_be_written_in_several_manners(stated, found):
    assert isinstance(verdict(replace(HOUSE, streets=(found,)), street=stated), Located)


@pytest.mark.parametrize("found", ["Kurze Gasse", "Lange Gassen", "Gasse", ""])
def test_another_street_is_none(found):
    result = verdict(replace(HOUSE, streets=(found,)))
    assert "another street" in result.reason


@given(st.floats(SOUTH - 0.02, NORTH + 0.02), st.floats(9.08, 9.18))
def test_no_point_outside_the_stated_district_is_ever_taken(lat, lon):
    result = verdict(replace(HOUSE, lat=lat, lon=lon))
    west, east = BORDERS[MIDDLE]
    # A point on a border belongs to the district with the lower number: to another one.
    margin = 1e-6
    if SOUTH + margin < lat < NORTH - margin and west + margin < lon < east - margin:
        assert isinstance(result, Located)
    elif not (SOUTH - margin < lat < NORTH + margin and west - margin < lon < east + margin):
        assert isinstance(result, Refused)


@given(st.sampled_from(Precision), st.sampled_from([HOUSE, STREET]))
def test_a_point_is_taken_only_if_it_is_better_than_the_present_one(tier, candidate):
    result = verdict(candidate, tier=tier)
    found = Precision.ADDRESS if candidate is HOUSE else Precision.STREET
    assert isinstance(result, Located) == is_better(found, tier)


def test_the_house_is_taken_before_the_street_whatever_comes_first():
    result = judged(place(), [STREET, HOUSE], DISTRICTS)
    assert result.precision is Precision.ADDRESS


def test_an_answer_of_another_place_does_not_spoil_the_right_one():
    wrong = replace(HOUSE, cities=("Anderswo",))
    assert isinstance(judged(place(), [wrong, HOUSE], DISTRICTS), Located)


def test_an_answer_that_names_no_city_is_judged_by_where_it_lies():
    assert isinstance(verdict(replace(HOUSE, cities=())), Located)


def test_a_house_in_the_street_is_not_the_street():
    """A point of house 9, or of a bus stop in the street, would be a claim about house 7."""
    stop = replace(STREET, is_street=False)
    assert "another house: node 1" in verdict(stop).reason


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({}, True),
        ({"tier": "street"}, True),
        ({"tier": "address"}, False),
        ({"number": None}, False),
        ({"street": None}, False),
        ({"district": None}, False),
    ],
)
def test_whole_addresses_without_a_point_at_the_door_are_asked(fields, is_asked):
    assert can_be_asked(place(**fields)) is is_asked
