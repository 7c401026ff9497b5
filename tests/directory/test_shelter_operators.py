"""Who runs homes: told to everybody only where the name leads to no single home."""

import pytest

from geo.directory.directory import Directory
from geo.directory.place import Address
from geo.directory.viewer import Role
from tests.homes import home


def told(*homes, role=Role.PUBLIC):
    return Directory(places=homes).visible_to(role).shelter_operators


def run_by(operator, identity, **fields):
    return home(identity, operators=(operator,), **fields)


def test_a_name_at_a_single_home_is_not_told():
    assert told(run_by("Verein A", "one"), run_by("Verein B", "two"), run_by("Verein B", "x")) == (
        "Verein B",
    )


@pytest.mark.parametrize("shared", [{"address": Address(street="Gasse")}, {"at": (48.77, 9.11)}])
def test_two_records_of_one_street_or_point_may_be_one_home(shared):
    first, second = run_by("A", "one", **shared), run_by("A", "more", **shared)
    assert told(first, second) == ()
    assert told(first, second, run_by("A", "far", district="Ostfeld")) == ("A",)


def test_a_name_written_twice_in_one_record_counts_once():
    assert told(home("one", operators=("A", "A"))) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "closed"},
        {"status": "planned"},
        {"visibility": "confidential"},
        {"district": None, "precision": "none"},
    ],
)
def test_only_homes_that_everybody_may_count_are_counted(hidden):
    assert told(run_by("A", "one"), run_by("A", "two", **hidden)) == ()


def test_names_are_in_order_and_the_same_for_every_role():
    homes = [run_by(name, f"{name.lower()}-{n}") for name in "CAB" for n in range(2)]
    assert {told(*homes, role=role) for role in Role} == {("A", "B", "C")}


def test_they_stay_known_in_a_directory_that_holds_no_home_any_more():
    public = Directory(places=(run_by("A", "one"), run_by("A", "two"))).visible_to(Role.PUBLIC)
    assert public.places == ()
    assert public.visible_to(Role.PUBLIC).shelter_operators == ("A",)
