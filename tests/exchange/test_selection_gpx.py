"""Chosen homes as waypoints: read back as a device reads them."""

from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.place import Address, Place, Point
from geo.directory.round_trip import round_trip
from geo.exchange.selection_gpx import NAMESPACE, selection_gpx
from tests.homes import HOSTILE, directory, home, stops
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
DAY = date(2026, 11, 23)
HERE = (48.76, 9.10)
CORNERS = [(48.76, 9.10), (48.78, 9.12), (48.78, 9.10), (48.76, 9.12)]


START = Point(lat=48.75, lon=9.1, accuracy_m=1)


def write(*places, start=None, start_name=""):
    world, trip = directory(stops=stops(north=HERE)), round_trip(places, start)
    return selection_gpx(ENGLISH, world, trip, start, start_name, DAY)


def read(*places, **start):
    return fromstring(write(*places, **start))  # noqa: S314 (our own)


def of(root, path):
    return [found.text for found in root.findall(path, {"": NAMESPACE})]


def named(name, **fields):
    """Make a home with any name, unchecked."""
    return Place.model_construct(**home(**fields).__dict__ | {"name": name})


def test_its_description_is_the_notice_with_its_date():
    root = read()
    assert root.tag == f"{{{NAMESPACE}}}gpx"
    assert root.get("version") == "1.1"
    (described,) = of(root, "metadata/desc")
    assert described.startswith(ENGLISH.t("volunteers.notice"))
    assert "23 November 2026" in described


@pytest.mark.parametrize("precision", ["address", "street"])
def test_homes_known_to_the_door_or_the_street_are_waypoints(precision):
    root = read(home(at=HERE, precision=precision, name="Hof", capacity_places=40))
    (waypoint,) = root.findall("wpt", {"": NAMESPACE})
    assert waypoint.attrib == {"lat": "48.76", "lon": "9.1"}
    assert of(root, "wpt/name") == ["1. Hof"]
    (told,) = of(root, "wpt/desc")
    assert "40 places" in told
    assert "Near the stop North" in told


@pytest.mark.parametrize(
    "fields",
    [
        {"at": HERE, "precision": "stop"},
        {"at": HERE, "precision": "neighbourhood"},
        {"precision": "district"},
    ],
)
def test_others_have_no_waypoint_and_are_told_in_words(fields):
    chosen = home(name="Quendelhof", address=Address(street="Lange Gasse"), **fields)
    root = read(chosen)
    assert of(root, "wpt") == []
    assert "48.76" not in write(chosen).decode()
    described = of(root, "metadata/desc")[0]
    assert "Quendelhof\nLange Gasse, Westfeld" in described


def test_the_start_is_the_first_waypoint_and_tells_no_facts():
    root = read(home(at=HERE, name="Hof"), start=START, start_name="Westmarkt")
    assert of(root, "wpt/name") == ["Start: Westmarkt", "1. Hof"]
    assert root.find("wpt", {"": NAMESPACE}).attrib == {"lat": "48.75", "lon": "9.1"}
    assert len(of(root, "wpt/desc")) == 1


def test_a_home_of_the_visit_keeps_its_number_without_a_waypoint():
    root = read(home(at=HERE, precision="stop", name="Hof"), home("nowhere"))
    described = of(root, "metadata/desc")[0]
    assert ENGLISH.t("volunteers.gpx.unplaced", name="1. Hof") in described
    assert ENGLISH.t("volunteers.gpx.unplaced", name="Nowhere") in described


def test_waypoints_stand_in_the_order_of_the_trip():
    chosen = [home(name, at=at) for name, at in zip("abcd", CORNERS, strict=True)]
    assert [place.name for place in round_trip(chosen).shelters] == ["A", "C", "B", "D"]
    assert of(read(*chosen), "wpt/name") == ["1. A", "2. C", "3. B", "4. D"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_as_text(name):
    located = read(named(name, at=HERE))
    assert of(located, "wpt/name") == [" ".join(f"1. {name}".split())]
    assert len(list(located.iter())) == 7
    assert " ".join(name.split()) in of(read(named(name)), "metadata/desc")[0]


@given(st.text(st.characters(), min_size=1))
def test_whatever_a_name_holds_the_file_can_be_read(name):
    (found,) = of(read(named(name, at=HERE)), "wpt/name")
    assert set(found.removeprefix("1.")) <= set(name) | {" "}
