"""A GeoPackage of the same content and day is the same file, however it came to be."""

import sqlite3
from contextlib import closing
from datetime import date

import geopandas as gpd
import pytest
from shapely import Point

from geo.crs import WGS84
from geo.exchange.gpkg_day import put_day

DAY = date(2026, 1, 31)
GEOPACKAGE = int.from_bytes(b"GPKG")


@pytest.fixture
def written(tmp_path):
    def write(name, writes=0):
        """Write a layer, and what it says of its time of writing so many times more."""
        path = tmp_path / name
        frame = gpd.GeoDataFrame({"name": ["a"]}, geometry=[Point(9.1, 48.7)], crs=WGS84)
        frame.to_file(path, layer="places", driver="GPKG")
        for number in range(writes):
            with closing(sqlite3.connect(path)) as database, database:
                time = f"2026-02-01T00:00:{number:02}.000Z"
                database.execute("UPDATE gpkg_contents SET last_change = ?", (time,))
        put_day(path, DAY)
        return path

    return write


def test_how_often_it_was_written_does_not_show(written):
    assert written("one.gpkg").read_bytes() == written("other.gpkg", writes=3).read_bytes()


def test_it_stays_a_geopackage_of_that_day(written):
    path = written("one.gpkg")
    with closing(sqlite3.connect(path)) as database:
        (mark,) = database.execute("PRAGMA application_id").fetchone()
        days = database.execute("SELECT last_change FROM gpkg_contents").fetchall()
    assert mark == GEOPACKAGE
    assert days == [("2026-01-31T00:00:00.000Z",)]
    assert gpd.read_file(path)["name"].tolist() == ["a"]


def test_nothing_else_is_left_beside_it(written):
    path = written("one.gpkg")
    assert list(path.parent.iterdir()) == [path]
