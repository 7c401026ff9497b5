"""Rows that may be the same place twice."""

import numpy as np
import pytest

from geo.directory.rules.twins import _near_pairs
from tests.directory.rules.looking import look, seen
from tests.worlds import EAST, MIDDLE, WEST, place, unlocated

NEAR, FAR = "48.7705", "48.7720"
"""56 and 222 metres north of the other place."""


def second(**cells):
    return place(**({"id": "second", "street": "Kurze Gasse"} | cells))


@pytest.mark.parametrize(
    ("cells", "is_twin"),
    [
        ({"lat": NEAR}, True),
        ({"lat": NEAR, "name": "  HOUSE of words!"}, True),
        ({"lat": FAR}, False),
        ({"lat": FAR, "geo_precision": "stop", "geo_accuracy_m": "200"}, True),
        ({"lat": NEAR, "name": "House of Worries"}, False),
    ],
    ids=["near", "written otherwise", "far", "far and not exact", "another name"],
)
def test_the_same_name_is_one_place_where_the_points_do_not_say_otherwise(cells, is_twin):
    found = seen(look(place(), second(**cells)), "the same name as places.csv line 2")
    name = cells.get("name", "House of Words").strip()
    assert found == ([("warning", 3, "name", name)] if is_twin else [])


@pytest.mark.parametrize(
    ("district", "is_twin"), [(MIDDLE, True), ("", True), (EAST, False), (WEST, False)]
)
def test_without_a_point_the_district_tells_places_of_one_name_apart(district, is_twin):
    other = unlocated(
        id="second", district=district, geo_precision="district" if district else "none"
    )
    assert bool(seen(look(place(), other), "the same name as")) == is_twin


@pytest.mark.parametrize(
    ("name", "lat", "is_twin"),
    [
        ("House of Wrods", NEAR, True),
        ("Words of House", NEAR, True),
        ("House of Wrods", FAR, False),
        ("House of Words 2", NEAR, False),
        ("Bakery", NEAR, False),
    ],
    ids=["slip", "order", "far", "another number", "another name"],
)
def test_names_that_differ_by_a_slip_within_100_m_are_reported(name, lat, is_twin):
    found = seen(look(place(), second(name=name, lat=lat)), "nearly the name of places.csv line 2")
    assert found == ([("warning", 3, "name", name)] if is_twin else [])


@pytest.mark.parametrize(
    ("cells", "is_twin"),
    [
        ({"street": "Lange Gasse"}, True),
        ({"street": "lange gasse", "lat": NEAR}, True),
        ({"street": "Lange Gasse", "lat": FAR}, False),
        ({"street": "Lange Gasse", "house_number": "8"}, False),
        ({"street": "", "house_number": "7"}, False),
    ],
)
def test_two_names_at_one_address_are_a_hint(cells, is_twin):
    found = seen(look(place(), second(name="Bakery", **cells)), "the same address as")
    assert found == ([("hint", 3, "street", f"{cells['street']} 7")] if is_twin else [])


def test_street_may_be_shortened():
    rows = place(street="Lange Straße"), second(name="Bakery", street="Lange Str.")
    assert seen(look(*rows), "the same address as places.csv line 2")


def test_pairs_are_those_within_100_m_and_a_crowd_on_one_point_makes_none():
    near = np.array([[0.0, 0.0], [60.0, 0.0], [120.0, 0.0], [np.nan, np.nan], [950.0, 950.0]])
    crowd = np.full((400, 2), 950.0)
    assert sorted(map(tuple, _near_pairs(np.vstack([near, crowd])))) == [(0, 1), (1, 2)]
    assert _near_pairs(crowd).shape == (0, 2)
