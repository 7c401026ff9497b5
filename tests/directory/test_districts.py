"""Which district a point lies in."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Polygon, box

from geo.crs import METRIC, WGS84, require_metric, to_metric
from geo.directory.districts import District, Districts, read_districts
from geo.directory.reading import DATA
from geo.errors import CrsError, GeoError
from tests.worlds import BORDERS, EAST, MIDDLE, WEST, districts_geojson


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    path = tmp_path_factory.mktemp("districts") / "districts.geojson"
    path.write_text(districts_geojson())
    return read_districts(path)


def names(found):
    return [district.name if district else None for district in found]


def test_a_point_belongs_to_the_square_around_it(squares):
    lat = np.array([48.77, 48.77, 48.77, 48.79, 48.77])
    lon = np.array([9.11, 9.13, 9.15, 9.13, 9.09])
    assert names(squares.assign(lat, lon)) == [WEST, MIDDLE, EAST, None, None]


def test_a_point_on_a_shared_border_belongs_to_the_lower_number(squares):
    corner = squares.metric.geometry.iloc[1].exterior.coords[0]
    back = gpd.GeoSeries.from_xy([corner[0]], [corner[1]], crs=METRIC).to_crs(WGS84)
    assert back.x.iloc[0] == pytest.approx(BORDERS[MIDDLE][0])
    overlapping = Districts(
        tuple(
            District(number=number, name=number, population=1, population_year=1, **shape)
            for number, shape in {
                "01": {"polygon": box(9.10, 48.7, 9.13, 48.8), "label": (48.75, 9.11)},
                "02": {"polygon": box(9.12, 48.7, 9.15, 48.8), "label": (48.75, 9.14)},
            }.items()
        )
    )
    found = overlapping.assign(np.array([48.75, 48.75]), np.array([9.125, 9.14]))
    assert names(found) == ["01", "02"]


@pytest.mark.parametrize(("lat", "lon"), [(90, 0), (-90, 180), (0, 99), (48.77, -9.13), (9.1, 48)])
def test_points_anywhere_on_earth_are_outside(squares, lat, lon):
    assert squares.assign(np.array([float(lat)]), np.array([float(lon)])) == (None,)


def test_no_points_and_no_districts_give_nothing(squares):
    empty = np.array([])
    assert squares.assign(empty, empty) == ()
    assert Districts().assign(np.array([48.77]), np.array([9.11])) == (None,)


def test_districts_are_in_order_and_found_by_number_and_name(squares):
    assert [d.number for d in squares.items] == ["01", "02", "03"]
    assert squares.numbered("02") is squares.named(MIDDLE)
    assert squares.numbered("04") is squares.named("mittfeld") is squares.named(None) is None


def test_a_square_is_as_large_in_metres_as_a_pencil_says(squares):
    """0.02 degrees are 2.22 km northwards, and times cos 48.77 degrees 1.47 km eastwards."""
    require_metric(squares.metric)
    assert squares.metric.area.iloc[0] == pytest.approx(2224 * 1467, rel=0.01)


@pytest.mark.parametrize("crs", [WGS84, 3857, None])
def test_degrees_and_other_metres_are_refused(crs):
    frame = gpd.GeoDataFrame(geometry=[Polygon([(0, 0), (1, 0), (1, 1)])], crs=crs)
    with pytest.raises(CrsError, match=r"metres need EPSG:25832: call to_crs\(25832\) first"):
        require_metric(frame)
    assert issubclass(CrsError, GeoError)
    assert issubclass(CrsError, ValueError)


def test_metres_agree_with_geopandas():
    lat, lon = np.array([48.7, 48.9]), np.array([9.0, 9.3])
    wanted = gpd.GeoSeries.from_xy(lon, lat, crs=WGS84).to_crs(METRIC)
    assert to_metric(lat, lon) == pytest.approx(np.column_stack([wanted.x, wanted.y]))
    assert to_metric(48.7, 9.0).shape == (2,)


def test_the_real_districts_agree_with_a_spatial_join():
    districts = read_districts(DATA / "districts.geojson")
    rng = np.random.default_rng(23)
    lat, lon = rng.uniform(48.68, 48.88, 3000), rng.uniform(9.02, 9.33, 3000)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat, crs=WGS84)).to_crs(METRIC)
    joined = points.sjoin(districts.metric, how="left", predicate="within")
    wanted = [name if isinstance(name, str) else None for name in joined["name"]]
    assert names(districts.assign(lat, lon)) == wanted
    assert None in wanted
    assert len(set(wanted)) == 24
