"""The names of districts and stops: over the wire, and as people type them."""

import pytest

from geo.directory.viewer import Role
from geo.web.filters import nearby_names
from geo.web.nearby import MOST_OFFERED, PATH, named_point, names_like, nearby_route
from tests.homes import directory, stops
from tests.worlds import place, shelter, world


@pytest.mark.parametrize("role", Role)
def test_everybody_gets_the_same_names(client_of, role):
    known = world(places=[place()], shelters=[shelter()], role=role)
    answer = client_of([nearby_route(known)]).get(PATH)
    assert answer.headers["content-type"].startswith("application/json")
    assert [tuple(pair) for pair in answer.json()] == nearby_names(world())


HERE = (48.77, 9.11)
NAMES = (
    *("Hauptbahnhof (oben)", "Hauptbahnhof (tief)", "Charlottenplatz", "Möhringen"),
    *("Markt", "Marktstraße", "Freibad am See"),
)
TOWN = directory(stops=stops(**dict.fromkeys(NAMES, HERE)))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Charlottenplatz", "Charlottenplatz"),
        ("  charlottenplatz ", "Charlottenplatz"),
        ("CHARLOTTEN", "Charlottenplatz"),
        ("hauptbahnhof tief", "Hauptbahnhof (tief)"),
        ("Moehringen", "Möhringen"),
        ("mohringen", "Möhringen"),
        ("markt", "Markt"),
        ("marktstrasse", "Marktstraße"),
    ],
)
def test_a_name_is_found_as_it_is_typed_or_by_the_only_beginning(typed, name):
    assert named_point(TOWN, typed) == f"stop:de:0:{name}"


def test_a_district_is_found_before_the_stops_that_begin_like_it():
    assert named_point(world(), "mittfeld").startswith("district:")


@pytest.mark.parametrize("typed", ["", " ", "(!)", "Hauptbahnhof", "Charlotenplatz", "See", "xyz"])
def test_nothing_is_guessed(typed):
    assert named_point(TOWN, typed) == ""


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Hauptbahnhof", ("Hauptbahnhof (Oben)", "Hauptbahnhof (Tief)")),
        ("Charlotenplatz", ("Charlottenplatz",)),
        ("see", ("Freibad Am See",)),
        ("mark", ("Markt", "Marktstraße")),
        ("Kirchheim", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_names_that_could_be_meant_are_offered(typed, names):
    assert names_like(TOWN, typed) == names


def test_not_more_names_are_offered_than_one_can_choose_from():
    many = directory(stops=stops(**{f"Platz {number}": HERE for number in range(20)}))
    assert len(names_like(many, "platz")) == MOST_OFFERED


def test_each_name_offered_is_found():
    for typed in ("Hauptbahnhof", "Charlotenplatz", "mark"):
        assert all(named_point(TOWN, name) for name in names_like(TOWN, typed))
