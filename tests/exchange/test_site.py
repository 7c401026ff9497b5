"""What is said of where a home is, wherever that is said."""

import pytest

from geo.directory.place import Address
from geo.exchange.site import precision_text, stop_name
from geo.web.sheet import whereabouts
from tests.homes import directory, home, stops
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
HERE = (48.76, 9.1)
STREET = Address(street="Lange Gasse")
DOOR = Address(street="Lange Gasse", house_number="7")

HOMES = [
    home(at=HERE, address=DOOR),
    home(at=HERE, address=DOOR, precision="street"),
    home(at=HERE, address=STREET, precision="street"),
    home(at=HERE, address=STREET, precision="stop"),
    home(address=DOOR, precision="district"),
    home(address=STREET, precision="district"),
    home(address=STREET, precision="none"),
    home(precision="district"),
    home(precision="none"),
]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (DOOR, "The address is known. The place is not drawn on the map."),
        (STREET, "The street is known. The place is not drawn on the map."),
        (Address(), "Only the district is known"),
    ],
)
def test_a_known_street_is_not_denied_where_nothing_is_drawn(address, words):
    assert precision_text(ENGLISH, home(address=address, precision="district")) == words


def test_a_known_door_is_not_denied_by_a_rough_point():
    chosen = home(at=HERE, address=DOOR, precision="street")
    assert precision_text(ENGLISH, chosen).startswith("The address is known.")


@pytest.mark.parametrize("chosen", HOMES)
def test_files_say_it_in_the_words_of_the_sheet(chosen):
    sheet = whereabouts(ENGLISH, directory(chosen), chosen)
    assert sheet.precision == precision_text(ENGLISH, chosen)


@pytest.mark.parametrize(
    ("precision", "name"), [("address", "North"), ("stop", "North"), ("neighbourhood", "")]
)
def test_a_stop_is_near_what_is_known_better_than_its_neighbourhood(precision, name):
    world = directory(stops=stops(north=HERE, south=(48.70, 9.1)))
    assert stop_name(world, home(at=HERE, precision=precision)) == name


def test_no_stop_is_near_a_place_nobody_knows():
    assert stop_name(directory(stops=stops(north=HERE)), home()) == ""
    assert stop_name(directory(), home(at=HERE)) == ""
