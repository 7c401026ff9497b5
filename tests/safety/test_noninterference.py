"""Whatever differs between two worlds that the public may not learn, everything it gets is equal.

This is stronger than finding no secret in an output: not a bit of one may be in there.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from geo.directory.directory import CAPACITY_STEP
from geo.directory.viewer import Role
from tests.safety.outputs import everything, outputs
from tests.safety.supply import supply_of
from tests.safety.worlds_apart import (
    NEIGHBOURS,
    OPERATOR,
    QUERIES,
    differences,
    public_output,
    with_homes,
    worlds_apart,
)
from tests.worlds import EAST, MIDDLE, WEST, read_world, shelter

HERE = {"id": "s1", "street": "Gasse 1", "lat": "48.7611", "lon": "9.1011", "note": "am Bach"}
THERE = {"id": "s2", "street": "Steig 2", "lat": "48.7789", "lon": "9.1189", "note": "am Wald"}
SECOND = shelter(id="other", street="Weg 3", lat="48.77", lon="9.112")


def test_many_outputs_are_found():
    """The property below would also hold of nothing."""
    names = {output.name.rpartition(".")[2] for output in outputs()}
    assert {"search", "points_json", "points_route", "nearby_route", "facets", "sheet"} <= names
    assert {"places_csv", "places_geojson", "places_gpkg", "places_xlsx"} <= names
    assert {"selection_csv", "selection_gpx", "selection_vcard", "helping", "Circles"} <= names


@given(worlds_apart())
@settings(max_examples=25)
def test_nothing_the_public_gets_depends_on_where_or_what_a_home_is(worlds):
    one, other = (public_output(with_homes(rows)) for rows in worlds)
    assert differences(one, other) == []


def test_those_who_may_know_are_told_worlds_apart():
    """The property above would also hold of outputs that are always the same."""
    worlds = [with_homes([shelter(**home), SECOND]) for home in (HERE, THERE)]
    texts = [everything(supply_of(each.visible_to(Role.VOLUNTEER))) for each in worlds]
    told = {name.split(".")[-1] for name in differences(*texts)}
    assert {"search", "shelter_rows", "selection_csv", "visit_plan", "columns"} <= told


@pytest.mark.parametrize(
    "untold",
    [
        [shelter(id="alone", district=EAST, lon="9.15")],
        [shelter(id="p1", status="planned"), shelter(id="p2", status="planned", street="Steig 2")],
        [shelter(id="c1", status="closed"), shelter(id="c2", status="closed", street="Steig 2")],
        [shelter(id="one", street="Gasse"), shelter(id="same", street="Gasse", lat="48.7611")],
    ],
    ids=["single", "planned", "closed", "two records of one site"],
)
def test_homes_that_are_not_told_might_as_well_not_be(untold):
    assert differences(public_output(with_homes(untold)), public_output(with_homes([]))) == []


def test_an_operator_of_a_single_home_might_as_well_run_none():
    homes = [shelter(id="alone", district=EAST, lon="9.15", operator=OPERATOR)]
    assert differences(public_output(with_homes(homes)), public_output(with_homes([]))) == []


def test_where_the_homes_of_an_operator_are_is_not_told():
    """Who runs two of the homes is told, and nothing of which districts they are in."""
    counted = [shelter(id=f"w{n}", operator="") for n in range(3)]
    counted += [shelter(id=f"m{n}", operator="", district=MIDDLE, lon="9.13") for n in range(3)]

    def run(*numbers):
        rows = [{**row} for row in counted]
        for number in numbers:
            rows[number]["operator"] = OPERATOR
        return public_output(with_homes(rows))

    assert differences(run(0, 1), run(3, 4)) == differences(run(0, 1), run(1, 4)) == []


def read_output(*homes):
    with TemporaryDirectory() as folder:
        places = [*NEIGHBOURS]
        directory = read_world(Path(folder), places=places, shelters=homes).directory
    return public_output(directory, QUERIES[:1])


def test_a_version_tells_nothing_of_the_protected_table():
    """Whoever knows the open files could test guesses against a hash of all, without asking."""
    one, other = (read_output(shelter(**home), SECOND) for home in (HERE, THERE))
    assert differences(one, other) == []


def test_only_what_is_told_changes_the_version():
    """Two exports with one answer have one name, whatever became of a home between them."""
    before = read_output(shelter(**HERE), SECOND)
    renamed = read_output(shelter(**HERE, name="Umbenannt", capacity="40"), SECOND)
    planned = read_output(shelter(**HERE), SECOND, shelter(**THERE, status="planned"))
    assert differences(before, renamed) == differences(before, planned) == []


def test_two_exports_tell_the_capacity_of_a_home_that_opened_between_them_only_roughly():
    """Whoever has both knows no better than to fifty how many people live in the new home."""

    def told(*capacities):
        homes = [shelter(id=f"s{n}", capacity=str(c)) for n, c in enumerate(capacities)]
        (counted,) = with_homes(homes).visible_to(Role.PUBLIC).shelters
        assert counted.district == WEST
        return counted.capacity_places

    as_likely = [opened for opened in range(200) if told(40, 77, opened) == told(40, 77, 52)]
    assert 52 in as_likely
    assert len(as_likely) >= CAPACITY_STEP - 1
