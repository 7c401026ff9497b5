"""Where in a district its people are put."""

import numpy as np
import pytest
import shapely

from geo.coverage.spread import Spread, even_points, layout
from geo.directory.stops import Stops
from tests.worlds import EAST, WEST, world

SQUARE = shapely.box(500_000, 5_400_000, 500_300, 5_400_200)


def without_stops_in(name):
    directory = world()
    kept = tuple(stop for stop in directory.stops.items if stop.district != name)
    object.__setattr__(directory, "stops", Stops(kept))
    return directory


def test_stops_are_the_points_where_stops_are_asked_for():
    directory = world()
    points = layout(directory, Spread.STOPS)
    assert np.column_stack([points.x_m, points.y_m]).tolist() == directory.stops.metres.tolist()
    assert points.area.tolist() == [0, 1, 2]
    assert points.fallback == ()


def test_a_district_without_a_stop_is_covered_evenly_and_says_so():
    points = layout(without_stops_in(EAST), Spread.STOPS)
    assert points.fallback == (EAST,)
    assert np.bincount(points.area)[:2].tolist() == [1, 1]
    assert np.bincount(points.area)[2] > 100


def test_an_even_spread_falls_back_on_nothing():
    assert layout(without_stops_in(WEST), Spread.UNIFORM).fallback == ()


def test_a_rectangle_of_three_by_two_cells_has_their_six_centres():
    found = even_points(SQUARE, 100)
    wanted = [(500_050 + x, 5_400_050 + y) for y in (0, 100) for x in (0, 100, 200)]
    assert found.tolist() == [list(point) for point in wanted]


def test_an_even_spread_has_a_point_a_hectare():
    found = layout(world(), Spread.UNIFORM)
    area_m2 = world().districts.metric.area.to_numpy()
    assert np.bincount(found.area) == pytest.approx(area_m2 / 1e4, rel=0.02)


def test_a_sliver_between_all_centres_has_a_point_inside_it():
    sliver = shapely.box(500_001, 5_400_001, 500_002, 5_400_009)
    (x_m, y_m), *others = even_points(sliver, 100)
    assert sliver.contains(shapely.Point(x_m, y_m))
    assert not others


def test_a_grid_brings_its_own_points():
    with pytest.raises(ValueError, match="use grid_demand"):
        layout(world(), Spread.GRID)
