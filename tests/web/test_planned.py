"""What planners' questions are answered from, and what is served when a file is missing."""

import logging
import shutil

import pytest
from pyproj import Transformer

from geo.coverage.scenario import DemandSource, Scenario
from geo.directory.reading import DATA
from geo.directory.viewer import Role
from geo.settings import Settings
from geo.web.loaded import load
from geo.web.planned import planning_for


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def planned(folder, role=Role.PUBLIC, **settings):
    return planning_for(load(folder), Settings(data=folder, **settings), role)


def test_the_real_directory_can_be_planned_with(folder):
    there = planned(folder)
    assert there.sources_of_demand == (
        DemandSource.INHABITANTS,
        DemandSource.REFUGEES,
        DemandSource.SHELTERS,
    )
    assert there.public.role is there.known.role is Role.PUBLIC


def test_services_are_the_same_whoever_plans(folder):
    public, planner = planned(folder), planned(folder, Role.PLANNER)
    assert planner.known.role is Role.PLANNER
    assert planner.public is public.public


def test_without_the_figures_the_rest_is_served_and_the_log_says_so(folder, caplog):
    (folder / "district_figures.csv").unlink()
    there = planned(folder)
    assert DemandSource.REFUGEES not in there.sources_of_demand
    assert "district_figures.csv" in caplog.text


def test_streets_that_cannot_be_used_leave_straight_lines(folder, caplog):
    with caplog.at_level(logging.ERROR):
        there = planned(folder, streets=folder / "nowhere.graphml")
    assert list(there.engines) == ["straight_line"]
    assert "nowhere.graphml" in caplog.text


def test_a_grid_of_people_is_one_more_source(folder):
    grid = folder / "people.csv"
    grid.write_text("lon;lat;people\n9.1775;48.7758;31\n9.2;48.8;9\n", encoding="utf-8")
    there = planned(folder, grid=grid)
    assert there.demand(Scenario(demand=DemandSource.GRID)).total == 40


def test_the_zensus_comes_as_it_was_published_and_tells_what_it_withholds(folder, caplog):
    grid = folder / "zensus.csv"
    x, y = (round(value) for value in to_3035(48.7758, 9.1775))
    lines = [
        f"CRS3035RES100mN{y}E{x};{x};{y};12",
        f"CRS3035RES100mN{y}E{x + 100};{x + 100};{y};\u2013",
    ]
    header = "GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner"
    grid.write_text("\n".join([header, *lines]), encoding="utf-8")
    there = planned(folder, grid=grid, grid_format="zensus2022")
    assert there.grid.total == 12
    assert "zensus.csv: 1 cells withheld" in caplog.text


def test_a_grid_that_cannot_be_used_is_left_out_and_the_log_says_so(folder, caplog):
    there = planned(folder, grid=folder / "nowhere.csv")
    assert there.grid is None
    assert "nowhere.csv" in caplog.text


def to_3035(lat, lon):
    return Transformer.from_crs(4326, 3035, always_xy=True).transform(lon, lat)
