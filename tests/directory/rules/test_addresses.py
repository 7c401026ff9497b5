"""Addresses against the point, the district and each other."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import EAST, MIDDLE, place, unlocated


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"house_number": ""}, "no street and house number"),
        ({"street": ""}, "no street and house number"),
        ({"geo_precision": "street", "street": ""}, "no street is named"),
    ],
)
def test_a_point_of_a_house_or_street_needs_one(cells, told):
    tier = cells.get("geo_precision", "address")
    assert seen(look(place(**cells)), told) == [("warning", 2, "geo_precision", tier)]


def test_a_whole_address_and_a_street_without_number_are_fine():
    rows = place(), place(id="b", geo_precision="street", house_number="")
    assert seen(look(*rows), "no street") == []


@pytest.mark.parametrize(
    ("tier", "accuracy_m", "is_told"),
    [
        ("address", "100", False),
        ("address", "101", True),
        ("street", "500", False),
        ("street", "501", True),
        ("stop", "900", False),
    ],
)
def test_a_tier_has_a_widest_radius(tier, accuracy_m, is_told):
    found = look(place(geo_precision=tier, geo_accuracy_m=accuracy_m))
    expected = [("warning", 2, "geo_accuracy_m", accuracy_m)] if is_told else []
    assert seen(found, "too wide for a point of the tier") == expected


@pytest.mark.parametrize(
    ("tier", "is_told"), [("stop", True), ("neighbourhood", True), ("street", False)]
)
def test_a_whole_address_could_be_located(tier, is_told):
    found = seen(look(place(geo_precision=tier)), "the address is whole")
    assert found == ([("hint", 2, "geo_precision", tier)] if is_told else [])


def test_a_point_says_what_it_rests_on():
    rows = place(), place(id="b", geo_basis="register"), unlocated(id="c")
    assert seen(look(*rows), "what the point rests on") == [("hint", 2, "geo_basis", "")]


def named(*postcodes):
    return [place(id=f"p{number}", postcode=code) for number, code in enumerate(postcodes)]


def test_a_postcode_that_begins_unlike_nearly_all_is_reported():
    rows = named(*["70000"] * 19, "07000")
    assert seen(look(*rows), "nearly all postcodes") == [("warning", 21, "postcode", "07000")]


@pytest.mark.parametrize("others", [2, 9], ids=["too few", "too mixed"])
def test_few_or_mixed_postcodes_say_nothing_of_a_city(others):
    assert seen(look(*named(*["70000"] * others, "07000")), "nearly all postcodes") == []


def test_a_postcode_of_one_other_district_is_a_hint():
    stray = unlocated(id="stray", postcode="70001", district=EAST, geo_precision="district")
    found = seen(look(*named(*["70001"] * 4), stray), f"are in {MIDDLE}, this one in {EAST}")
    assert found == [("hint", 6, "postcode", "70001")]
    few = look(*named(*["70001"] * 3), stray)
    assert seen(few, "all other rows with this postcode") == []


def test_a_postcode_that_crosses_a_border_is_no_hint():
    across = [
        unlocated(id=f"e{n}", postcode="70001", district=EAST, geo_precision="district")
        for n in range(2)
    ]
    found = look(*named(*["70001"] * 4), *across)
    assert seen(found, "all other rows with this postcode") == []


@pytest.mark.parametrize("column", ["postcode", "neighbourhood"])
def test_a_confidential_record_says_no_more_than_its_district(column):
    bare = unlocated(visibility="confidential", postcode="", neighbourhood="")
    assert seen(look(bare), "says its district at most") == []
    found = look(bare | {column: "70001"})
    assert seen(found, "says its district at most") == [("warning", 2, column, "70001")]


def test_a_confidential_record_with_an_address_is_an_error():
    found = look(unlocated(visibility="confidential", street="Lange Gasse"))
    assert [str(f.severity) for f in found if "must not carry a street" in f.message] == ["error"]


def test_a_point_in_another_district_is_a_warning():
    found = look(place(district=EAST))
    assert seen(found, f"the point lies in {MIDDLE}") == [("warning", 2, "district", EAST)]
