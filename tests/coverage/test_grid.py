"""A grid the operator supplies."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import Point, box

from geo.coverage.errors import ColumnError
from geo.coverage.grid import grid_columns, grid_demand
from geo.coverage.spread import Spread
from geo.crs import METRIC, WGS84
from geo.errors import CrsError
from tests.worlds import MIDDLE, WEST, world

LON, LAT = [9.11, 9.13, 9.5], [48.77, 48.77, 48.77]


@pytest.fixture(scope="module")
def districts():
    return world().districts


def grid(crs=WGS84, weight=(1, 2, 3)):
    return gpd.GeoDataFrame({"people": weight}, geometry=gpd.points_from_xy(LON, LAT), crs=crs)


def test_each_cell_is_put_into_its_district_or_none(districts):
    demand = grid_demand(grid(), districts, weight="people", unit="refugees")
    assert [demand.areas[area] if area >= 0 else None for area in demand.area] == [
        WEST,
        MIDDLE,
        None,
    ]
    assert demand.weight.tolist() == [1, 2, 3]
    assert (demand.unit, demand.assumption) == ("refugees", Spread.GRID)


@pytest.mark.parametrize("crs", [3035, 3857, METRIC])
def test_another_crs_is_projected(districts, crs):
    usual = grid_demand(grid(), districts, weight="people")
    other = grid_demand(grid().to_crs(crs), districts, weight="people")
    assert other.x_m == pytest.approx(usual.x_m, abs=1e-3)
    assert other.y_m == pytest.approx(usual.y_m, abs=1e-3)


def test_columns_give_what_a_frame_gives(districts):
    usual = grid_demand(grid(), districts, weight="people")
    columns = grid_columns(LON, LAT, [1, 2, 3], districts, crs=4326)
    assert np.array_equal(columns.area, usual.area)
    assert columns.x_m == pytest.approx(usual.x_m, abs=1e-6)


def test_a_cell_is_stood_for_by_its_middle(districts):
    x_m, y_m = 508_000, 5_402_000
    cells = gpd.GeoDataFrame(
        {"weight": [5]}, geometry=[box(x_m, y_m, x_m + 100, y_m + 100)], crs=METRIC
    )
    demand = grid_demand(cells, districts)
    assert (demand.x_m.tolist(), demand.y_m.tolist()) == ([x_m + 50], [y_m + 50])


def test_a_grid_without_a_crs_is_refused(districts):
    with pytest.raises(CrsError, match=r"has no CRS: set the one it was made in"):
        grid_demand(grid(crs=None), districts, weight="people")
    with pytest.raises(CrsError, match=r"has no CRS: name the one it was made in"):
        grid_columns(LON, LAT, [1, 2, 3], districts, crs=None)


def test_a_crs_nobody_knows_is_refused(districts):
    with pytest.raises(CrsError, match="'moon' is no CRS: give an EPSG code"):
        grid_columns(LON, LAT, [1, 2, 3], districts, crs="moon")


@pytest.mark.parametrize("wrong", [np.nan, -1.0])
def test_a_weight_that_is_no_number_of_people_is_named_by_row_and_value(districts, wrong):
    with pytest.raises(ColumnError, match=f"weight of the grid of row 1 is {wrong}"):
        grid_demand(grid(weight=[1, wrong, 3]), districts, weight="people")


def test_a_cell_without_a_place_is_named(districts):
    frame = gpd.GeoDataFrame({"weight": [1, 1]}, geometry=[Point(9.1, 48.7), None], crs=WGS84)
    with pytest.raises(ColumnError, match="x of the grid of row 1 is nan"):
        grid_demand(frame, districts)


def test_a_missing_column_is_told_with_those_there_are(districts):
    with pytest.raises(KeyError, match=r"no column 'weight'; it has people, geometry"):
        grid_demand(grid(), districts)
