"""Where new sites may stand, and where never."""

import numpy as np
import pytest

from geo.coverage.errors import CandidatesError, ColumnError
from geo.coverage.siting.candidates import (
    Candidates,
    candidates_at_places,
    candidates_at_stops,
    read_candidates,
)
from geo.crs import to_metric
from geo.directory.reading import read_directory
from geo.directory.viewer import Role
from geo.errors import CrsError, DataError
from tests.worlds import EAST, MIDDLE, WEST, place, shelter, unlocated, world


@pytest.fixture(scope="module")
def districts():
    return world().districts


def written(folder, text):
    path = folder / "sites.csv"
    path.write_text(text, encoding="utf-8")
    return path


def some(**columns):
    usual = {
        "x_m": np.array([500_000.0, 500_100.0]),
        "y_m": np.array([5_400_000.0, 5_400_000.0]),
        "ids": ("a", "b"),
        "names": ("Hall", "Shop"),
        "area": np.array([0, 0]),
        "areas": (WEST,),
    }
    return Candidates(**(usual | columns))


def test_every_stop_is_a_candidate_in_its_district():
    candidates = candidates_at_stops(world())
    assert candidates.names == ("Westmarkt", "Mitte Nacht", "Ostmarkt")
    assert [candidates.areas[area] for area in candidates.area] == [WEST, MIDDLE, EAST]
    assert (candidates.x_m[0], candidates.y_m[0]) == tuple(to_metric(48.77, 9.11))


def test_every_stop_of_stuttgart_is_one():
    directory = read_directory().directory.visible_to(Role.PUBLIC)
    assert candidates_at_stops(directory).size == len(directory.stops.items) > 500


def test_places_with_a_point_are_candidates():
    rows = [place(category="library"), unlocated(id="mobile", category="library")]
    directory = world(places=rows)
    candidates = candidates_at_places(directory, directory.places)
    assert (candidates.ids, candidates.names) == (("house-of-words",), ("House of Words",))


@pytest.mark.parametrize("role", list(Role))
def test_homes_are_never_candidates_whoever_looks(role):
    directory = world(places=[place()], shelters=[shelter()], role=role)
    candidates = candidates_at_places(directory, directory.places)
    assert candidates.ids == ("house-of-words",)


def test_homes_alone_are_no_candidates_for_those_who_may_know_them():
    directory = world(shelters=[shelter()], role=Role.PLANNER)
    assert len(directory.places) == 1
    with pytest.raises(CandidatesError, match="no candidates: choose stops"):
        candidates_at_places(directory, directory.places)


def test_a_list_in_degrees_is_read(tmp_path, districts):
    path = written(tmp_path, "name;lat;lon\nHall;48.77;9.11\n")
    candidates = read_candidates(path, districts)
    assert (candidates.ids, candidates.names) == (("sites:2",), ("Hall",))
    assert [candidates.x_m[0], candidates.y_m[0]] == to_metric(48.77, 9.11).tolist()


def test_a_list_in_metres_is_read_with_the_crs_that_is_named(tmp_path, districts):
    x_m, y_m = to_metric(48.77, 9.13)
    path = written(tmp_path, f"id,name,x,y\nh,Hall,{x_m},{y_m}\n")
    candidates = read_candidates(path, districts, crs=25832)
    assert candidates.ids == ("h",)
    assert [candidates.areas[area] for area in candidates.area] == [MIDDLE]
    with pytest.raises(CrsError, match=r"sites\.csv: x and y come without a CRS"):
        read_candidates(path, districts)
    with pytest.raises(CrsError, match=r"sites\.csv: 'metres' is no CRS"):
        read_candidates(path, districts, crs="metres")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,lat,lon\n", r"sites\.csv: holds no candidate"),
        ("title,lat,lon\nHall,48.77,9.11\n", r"sites\.csv: column name is missing in line 1"),
        ("name,lat,long\nHall,48.77,9.11\n", r"sites\.csv: columns lat and lon, or x and y"),
        ("name,lat,lon\nHall,48.77,9.11\nShop,north,9.1\n", r"sites\.csv line 3, lat 'north'"),
        ("name,lat,lon\nHall,,9.11\n", r"sites\.csv line 2, lat ''"),
        ("name,lat,lon\nHall,nan,9.11\n", r"sites\.csv line 2, lat 'nan'"),
        ("name;lat;lon\nHall;48,77;9,11\n", r"line 2, lat '48,77': not a number .* with a point"),
        ("name,lat,lon\nHall,5402000,9.1\n", r"line 2, lat '5402000': not a number of at most 90"),
        ("name,lat,lon\nHall,48.77,9.11,1,2\n", r"sites\.csv line 2: more cells than columns"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_by_line_and_column(tmp_path, districts, text, told):
    with pytest.raises(DataError, match=told):
        read_candidates(written(tmp_path, text), districts)


def test_candidates_outside_the_city_are_refused_by_name(tmp_path, districts):
    path = written(tmp_path, "name,lat,lon\nHall,48.77,9.11\nFarmhouse,48.5,9.11\nSwapped,9,48\n")
    with pytest.raises(CandidatesError, match=r"2 of 3 .* outside the city \(Farmhouse, Swapped\)"):
        read_candidates(path, districts)


def test_no_candidates_are_refused():
    nothing = np.empty(0)
    with pytest.raises(CandidatesError, match="no candidates"):
        some(x_m=nothing, y_m=nothing, ids=(), names=(), area=nothing)


def test_two_of_the_same_id_are_refused():
    with pytest.raises(CandidatesError, match="two candidates have the id 'a'"):
        some(ids=("a", "a"))


def test_degrees_as_metres_are_refused():
    with pytest.raises(CrsError, match="are degrees"):
        some(x_m=np.array([9.1, 9.2]), y_m=np.array([48.7, 48.8]))


def test_positions_that_are_no_numbers_are_refused():
    with pytest.raises(ColumnError, match="x_m of candidates of row 1 is nan"):
        some(x_m=np.array([500_000, np.nan]))


def test_the_chosen_can_be_taken_as_services():
    supply = some().as_supply([1])
    assert (supply.ids, supply.x_m.tolist()) == (("b",), [500_100])
