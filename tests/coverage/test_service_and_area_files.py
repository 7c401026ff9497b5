"""Services and areas from files of the operator."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import Point, Polygon, box

from geo.coverage.area_files import read_areas
from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.files.points import PointFile
from geo.coverage.service_files import read_services
from geo.crs import METRIC
from geo.errors import CrsError, DataError
from tests.coverage.squares import EAST, NORTH


def services(tmp_path, text):
    path = tmp_path / "services.csv"
    path.write_text(text, encoding="utf-8")
    return read_services(PointFile(path, crs=METRIC))


def test_each_row_is_a_service_where_no_capacity_is_told(tmp_path):
    supply = services(tmp_path, f"id,x,y\nlibrary,{EAST},{NORTH}\ndesk,{EAST + 1},{NORTH}\n")
    assert (supply.ids, supply.unit) == (("library", "desk"), "services")
    assert supply.amount.tolist() == [1, 1]
    assert (supply.x_m - EAST).tolist() == [0, 1]


def test_services_without_an_id_are_called_by_their_row(tmp_path):
    assert services(tmp_path, f"x,y\n{EAST},{NORTH}\n{EAST},{NORTH}\n").ids == ("1", "2")


def test_a_capacity_nobody_knows_stays_unknown(tmp_path):
    supply = services(tmp_path, f"id,x,y,capacity\na,{EAST},{NORTH},40\nb,{EAST},{NORTH},\n")
    assert supply.unit == "places"
    assert supply.capacity.tolist() == pytest.approx([40, np.nan], nan_ok=True)
    with pytest.raises(CapacityError, match=r"capacity of 1 of 2 services is not known \(b\)"):
        _ = supply.amount


@pytest.mark.parametrize("wrong", ["-1", "many"])
def test_a_capacity_that_is_none_is_named(tmp_path, wrong):
    with pytest.raises(ColumnError, match=f"services.csv line 2, column 'capacity' is {wrong}"):
        services(tmp_path, f"x,y,capacity\n{EAST},{NORTH},{wrong}\n")


def test_no_row_is_no_supply(tmp_path):
    with pytest.raises(NoSupplyError, match="has no row; widen the choice of services"):
        services(tmp_path, "x,y\n")


NAMES = ("Westfeld", "Ostfeld")
SQUARES = (box(EAST, NORTH, EAST + 2, NORTH + 4), box(EAST + 2, NORTH, EAST + 4, NORTH + 4))


def areas(tmp_path, names=NAMES, shapes=SQUARES, crs=METRIC, **said):
    path = tmp_path / "areas.gpkg"
    gpd.GeoDataFrame({"name": names}, geometry=list(shapes), crs=crs).to_file(path)
    return read_areas(path, **said)


def test_points_lie_in_the_first_area_that_holds_them_or_in_none(tmp_path):
    found = areas(tmp_path)
    x_m = EAST + np.array([1.0, 2.0, 3.0, 5.0])
    assert found.names == NAMES
    assert found.locate(x_m, np.full(4, NORTH + 1.0)).tolist() == [0, 0, 1, -1]


def test_areas_in_degrees_are_projected(tmp_path):
    degrees = gpd.GeoSeries(SQUARES, crs=METRIC).to_crs(4326)
    found = areas(tmp_path, shapes=degrees, crs=4326)
    assert found.locate(EAST + np.array([1.0, 3.0]), np.full(2, NORTH + 1.0)).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("names", "shapes", "told"),
    [
        (("A", "A"), SQUARES, r"areas.gpkg row 2, column 'name': 'A' is no name, or stands twice"),
        (("A", None), SQUARES, "row 2, column 'name': ''"),
        (NAMES, (SQUARES[0], Point(EAST, NORTH)), "row 2: the geometry is no sound polygon"),
        (NAMES, (SQUARES[0], None), r"row 2: .*it is missing"),
        (
            NAMES,
            (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), SQUARES[1]),
            "row 1: .*Self-intersection",
        ),
    ],
)
def test_an_area_that_is_none_is_named(tmp_path, names, shapes, told):
    with pytest.raises(ColumnError, match=told):
        areas(tmp_path, names, shapes)


def test_what_a_file_of_areas_lacks_is_told(tmp_path):
    areas(tmp_path)
    with pytest.raises(ColumnError, match="has no column 'kreis'; it has name"):
        read_areas(tmp_path / "areas.gpkg", name="kreis")
    with pytest.raises(CrsError, match=r"is in EPSG:25832 by its own word, not in EPSG:3035"):
        read_areas(tmp_path / "areas.gpkg", crs=3035)
    (tmp_path / "areas.csv").write_text("name\nA\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no geometry; areas are polygons"):
        read_areas(tmp_path / "areas.csv")


@pytest.mark.filterwarnings("ignore:'crs' was not provided:UserWarning")
def test_areas_without_a_crs_are_refused(tmp_path):
    with pytest.raises(CrsError, match="has no CRS; name the one it was made in"):
        areas(tmp_path, crs=None)
    assert read_areas(tmp_path / "areas.gpkg", crs=METRIC).names == NAMES
