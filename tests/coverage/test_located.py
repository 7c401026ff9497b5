"""Which district many points lie in, against a spatial join."""

import geopandas as gpd
import numpy as np
import pytest

from geo.crs import METRIC
from geo.directory.reading import read_directory


@pytest.fixture(scope="module")
def districts():
    return read_directory().directory.districts


def test_points_are_put_where_a_spatial_join_puts_them(districts):
    west, south, east, north = districts.metric.total_bounds
    x_m, y_m = np.random.default_rng(1).uniform((west, south), (east, north), (5000, 2)).T
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x_m, y_m, crs=METRIC))
    joined = points.sjoin(districts.metric, how="left", predicate="intersects")
    first = joined[~joined.index.duplicated()]["index_right"].fillna(-1).to_numpy(int)
    found = districts.locate(x_m, y_m)
    assert np.array_equal(found, first)
    assert set(found.tolist()) == set(range(-1, 23))


def test_a_corner_of_several_districts_belongs_to_the_lowest_number(districts):
    for position, polygon in enumerate(districts.metric.geometry):
        corners = np.array(polygon.exterior.coords)
        found = districts.locate(corners[:, 0], corners[:, 1])
        assert found.max() <= position
        assert found.min() >= 0
