"""Demand from files of the operator, as they come and as they should not."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

from geo.coverage.errors import ColumnError, NoDemandError
from geo.coverage.files import csv_source, parquet_source, vector_source
from geo.coverage.files.points import PointFile
from geo.coverage.grid_files import read_grid, read_zensus
from geo.crs import METRIC
from geo.errors import CrsError, DataError
from tests.worlds import EAST, MIDDLE, WEST, world

LON, LAT, PEOPLE = [9.11, 9.13, 9.15, 13.4], [48.77, 48.77, 48.77, 52.5], [1, 2, 3, 99]
"""One point in each district, and one far away."""


@pytest.fixture(scope="module")
def districts():
    return world().districts


@pytest.fixture
def table(tmp_path):
    def write(text, name="grid.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def frame(crs=4326, **columns):
    points = gpd.GeoDataFrame(
        {"people": PEOPLE} | columns, geometry=gpd.points_from_xy(LON, LAT), crs=4326
    )
    return points.to_crs(crs)


def districts_of(demand):
    return [demand.areas[area] if area >= 0 else None for area in demand.area]


def assert_is_the_grid(reading):
    assert districts_of(reading.demand) == [WEST, MIDDLE, EAST]
    assert reading.demand.weight.tolist() == [1, 2, 3]
    assert (reading.rows_read, reading.rows_outside, reading.cells_withheld) == (4, 1, 0)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_with_usual_names_needs_no_word_more(districts, table, delimiter):
    text = pd.DataFrame({"lon": LON, "lat": LAT, "people": PEOPLE}).to_csv(
        sep=delimiter, index=False
    )
    assert_is_the_grid(read_grid(PointFile(table(text)), districts))


def test_a_table_with_other_names_is_told_them(districts, table):
    metres = frame(3035).geometry
    text = pd.DataFrame({"rechts": metres.x, "hoch": metres.y, "n": PEOPLE}).to_csv(index=False)
    file = PointFile(table(text), x="rechts", y="hoch", number="n", crs=3035)
    assert_is_the_grid(read_grid(file, districts))


def test_numbers_may_have_a_decimal_comma_where_semicolons_divide(districts, table):
    path = table("lon;lat;people\n9,11;48,77;1,5\n")
    assert read_grid(PointFile(path), districts).demand.weight.tolist() == [1.5]


@pytest.mark.parametrize("name", ["grid.gpkg", "grid.geojson", "grid.shp"])
@pytest.mark.parametrize("crs", [4326, 3035])
def test_geographic_files_say_their_crs(districts, tmp_path, name, crs):
    frame(4326 if name.endswith("json") else crs).to_file(tmp_path / name)
    assert_is_the_grid(read_grid(PointFile(tmp_path / name), districts))


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
def test_geoparquet_is_read_with_its_geometry(districts, tmp_path, encoding):
    frame(3035).to_parquet(tmp_path / "grid.parquet", geometry_encoding=encoding)
    assert_is_the_grid(read_grid(PointFile(tmp_path / "grid.parquet"), districts))


def test_parquet_with_coordinates_is_read_as_columns(districts, tmp_path, monkeypatch):
    path = tmp_path / "grid.parquet"
    frame(lon=LON, lat=LAT).to_parquet(path)
    monkeypatch.delattr(parquet_source.shapely, "from_wkb")
    assert_is_the_grid(read_grid(PointFile(path), districts))


def test_cells_are_stood_for_by_their_middle(districts, tmp_path):
    x_m, y_m = 508_000, 5_402_000
    cells = gpd.GeoDataFrame(
        {"weight": [5]}, geometry=[box(x_m, y_m, x_m + 100, y_m + 100)], crs=METRIC
    )
    cells.to_file(tmp_path / "cells.gpkg")
    demand = read_grid(PointFile(tmp_path / "cells.gpkg"), districts).demand
    assert (demand.x_m.tolist(), demand.y_m.tolist()) == ([x_m + 50], [y_m + 50])


@pytest.mark.parametrize("source", [csv_source, vector_source, parquet_source])
def test_small_batches_give_what_one_gives(districts, tmp_path, table, monkeypatch, source):
    monkeypatch.setattr(source, "CHUNK_ROWS", 3)
    frame().to_file(tmp_path / "grid.gpkg")
    frame().to_parquet(tmp_path / "grid.parquet")
    table(pd.DataFrame({"lon": LON, "lat": LAT, "people": PEOPLE}).to_csv(index=False))
    for name in ("grid.gpkg", "grid.parquet", "grid.csv"):
        assert_is_the_grid(read_grid(PointFile(tmp_path / name), districts))


def zensus(*people):
    centres = frame(3035).geometry
    rows = [
        f"CRS3035RES100mN{y:.0f}E{x:.0f};{x:.0f};{y:.0f};{number}"
        for x, y, number in zip(centres.x, centres.y, people, strict=True)
    ]
    return "\r\n".join(["GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner", *rows, ""])


def test_the_zensus_grid_is_cut_to_the_city(districts, table):
    assert_is_the_grid(read_zensus(table(zensus(1, 2, 3, 99)), districts))


@pytest.mark.parametrize("mark", ["\u2013", "-", "-1", ""])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252"])
def test_numbers_the_zensus_withholds_are_counted_and_no_zeros(districts, table, mark, encoding):
    path = table(zensus(1, mark, 3, mark), encoding=encoding)
    reading = read_zensus(path, districts)
    assert reading.demand.weight.tolist() == [1, 3]
    assert (reading.cells_withheld, reading.rows_outside) == (1, 1)


def test_a_zensus_number_that_is_a_word_is_refused(districts, table):
    with pytest.raises(ColumnError, match=r"grid.csv line 3, column 'Einwohner' is viele"):
        read_zensus(table(zensus(1, "viele", 3, 4)), districts)


def test_a_grid_of_which_all_is_withheld_is_nobody_known(districts, table):
    with pytest.raises(NoDemandError, match="all 3 numbers around the city are withheld"):
        read_zensus(table(zensus("-", "-", "-", 5)), districts)


@pytest.mark.parametrize(("value", "told"), [("", "is empty"), ("-3", "is -3"), ("NaN", "is NaN")])
def test_a_wrong_number_is_named_by_file_line_column_and_value(districts, table, value, told):
    path = table(f"lon,lat,people\n9.11,48.77,1\n9.11,48.77,{value}\n")
    with pytest.raises(ColumnError, match=f"grid.csv line 3, column 'people' {told}"):
        read_grid(PointFile(path), districts)


def test_a_wrong_number_in_geoparquet_is_named_by_row(districts, tmp_path):
    frame(people=[1.0, 2.0, np.nan, 4.0]).to_parquet(tmp_path / "grid.parquet")
    with pytest.raises(ColumnError, match=r"grid.parquet row 3, column 'people' is empty"):
        read_grid(PointFile(tmp_path / "grid.parquet"), districts)


def test_a_wrong_number_far_away_does_not_matter(districts, table):
    path = table("lon,lat,people\n9.11,48.77,1\n13.4,52.5,-1\n")
    assert read_grid(PointFile(path), districts).demand.size == 1


def test_a_row_without_a_place_is_named(districts, table, tmp_path):
    with pytest.raises(ColumnError, match=r"grid.csv line 2, column 'lat' is empty"):
        read_grid(PointFile(table("lon,lat,people\n9.11,,1\n")), districts)
    nowhere = gpd.GeoDataFrame({"people": [1, 1]}, geometry=[Point(9.11, 48.77), None], crs=4326)
    nowhere.to_file(tmp_path / "grid.gpkg")
    with pytest.raises(ColumnError, match=r"grid.gpkg row 2, column 'geometry' is empty"):
        read_grid(PointFile(tmp_path / "grid.gpkg"), districts)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"number": "who"}, "has no column 'who'; it has lon, lat, n"),
        ({}, "no column is called weight, people"),
        ({"number": "n", "x": "lon"}, "only one of x and y is named"),
        ({"number": "n", "x": "lon", "y": "up"}, "has no column 'up'; it has lon, lat, n"),
        ({"number": "n", "label": "id"}, "has no column 'id'"),
    ],
)
def test_a_missing_column_is_told_with_those_there_are(districts, table, named, told):
    with pytest.raises(ColumnError, match=told):
        read_grid(PointFile(table("lon,lat,n\n9.11,48.77,1\n"), **named), districts)


def test_a_table_that_does_not_say_where_is_refused(districts, table):
    with pytest.raises(ColumnError, match="no column tells where the rows are; it has people"):
        read_grid(PointFile(table("people\n1\n")), districts)


def test_a_file_that_is_not_there_is_named(districts, tmp_path):
    with pytest.raises(DataError, match=r"no.csv: there is no such file"):
        read_grid(PointFile(tmp_path / "no.csv"), districts)


@pytest.mark.parametrize("name", ["grid.parquet", "grid.gpkg", "grid.geojson", "grid.xyz"])
def test_a_file_that_is_not_what_it_is_called_is_refused(districts, table, name):
    with pytest.raises(DataError, match=name):
        read_grid(PointFile(table("nothing of the kind", name)), districts)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "the file is empty"), ("lon,lat,people\n9.11,48.77,1,2\n", "with 3 columns")],
)
def test_a_broken_table_is_refused(districts, table, text, told):
    with pytest.raises(DataError, match=told):
        read_grid(PointFile(table(text)), districts)


def test_a_grid_without_rows_is_no_demand(districts, table):
    with pytest.raises(NoDemandError, match="has no row"):
        read_grid(PointFile(table("lon,lat,people\n")), districts)


def test_a_layer_is_asked_for_where_there_are_several(districts, tmp_path):
    path = tmp_path / "grid.gpkg"
    frame().to_file(path, layer="one")
    frame().to_file(path, layer="two")
    assert_is_the_grid(read_grid(PointFile(path, layer="two"), districts))
    with pytest.raises(DataError, match="has the layers one, two; name one"):
        read_grid(PointFile(path), districts)
    with pytest.raises(DataError, match="has no layer 'three'; it has one, two"):
        read_grid(PointFile(path, layer="three"), districts)


def test_a_file_without_a_crs_is_refused(districts, table, tmp_path):
    with pytest.raises(CrsError, match="has no CRS; name the one its positions are in"):
        read_grid(PointFile(table("x,y,people\n4337050,2689150,4\n")), districts)
    bare = frame().set_crs(None, allow_override=True)
    bare.to_parquet(tmp_path / "grid.parquet")
    with pytest.raises(CrsError, match="has no CRS"):
        read_grid(PointFile(tmp_path / "grid.parquet"), districts)
    assert_is_the_grid(read_grid(PointFile(tmp_path / "grid.parquet", crs=4326), districts))


def test_a_file_of_another_crs_than_is_said_is_refused(districts, tmp_path):
    frame(3035).to_file(tmp_path / "grid.gpkg")
    with pytest.raises(CrsError, match=r"is in EPSG:3035 by its own word, not in EPSG:25832"):
        read_grid(PointFile(tmp_path / "grid.gpkg", crs=25832), districts)


@pytest.mark.parametrize(
    ("row", "crs", "told"),
    [
        ("9.11,48.77,1", 25832, r"line 2: \(9.11, 48.77\) cannot be in EPSG:25832"),
        ("508000,5402000,1", 4326, "cannot be in EPSG:4326, whose positions are degrees"),
        ("9.11,48.77,1", "moon", "'moon' is no CRS"),
    ],
)
def test_a_crs_that_cannot_be_is_refused(districts, table, row, crs, told):
    with pytest.raises(CrsError, match=told):
        read_grid(PointFile(table(f"x,y,people\n{row}\n"), crs=crs), districts)


@pytest.mark.parametrize(("row", "crs"), [("48.77,9.11,1", 4326), ("4268050,2851150,1", METRIC)])
def test_exchanged_axes_or_metres_of_another_crs_are_nowhere_near(districts, table, row, crs):
    path = table(f"x,y,people\n{row}\n")
    with pytest.raises(NoDemandError, match=r"none of 1 points is around the city. They cover"):
        read_grid(PointFile(path, crs=crs), districts)


def test_a_city_where_nobody_lives_is_no_demand(districts, table):
    with pytest.raises(NoDemandError, match="1 points with 0 inhabitants"):
        read_grid(PointFile(table("lon,lat,people\n9.11,48.77,0\n")), districts)
