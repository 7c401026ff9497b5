"""Travel engines as an operator sets them up."""

from datetime import datetime
from pathlib import Path

import networkx as nx
import pytest

from geo.coverage.engines import engines
from geo.coverage.errors import EngineError, NetworkError
from tests.coverage.test_street_files import graph

NOON = datetime(2026, 1, 5, 12, 0)  # noqa: DTZ001 (a time on the wall)


def test_straight_lines_are_always_there():
    assert list(engines()) == ["straight_line"]


def test_streets_come_beside_them(tmp_path):
    path = tmp_path / "city.graphml"
    nx.write_graphml(graph(), path)
    assert list(engines(path)) == ["straight_line", "street_network"]


def test_streets_that_cannot_be_used_are_said(tmp_path):
    with pytest.raises(NetworkError, match="nowhere"):
        engines(tmp_path / "nowhere.graphml")


@pytest.mark.parametrize(("streets", "departure"), [(None, NOON), (Path("x.osm.pbf"), None)])
def test_timetables_need_streets_and_a_departure(monkeypatch, streets, departure):
    monkeypatch.setattr("geo.coverage.engines.read_streets", lambda _: engines()["straight_line"])
    with pytest.raises(EngineError, match="public transport needs streets"):
        engines(streets, [Path("gtfs.zip")], departure)


def test_public_transport_is_one_more(monkeypatch):
    monkeypatch.setattr("geo.coverage.engines.read_streets", lambda _: engines()["straight_line"])
    found = engines(Path("x.osm.pbf"), [Path("gtfs.zip")], NOON)
    assert found["public_transport"].timetables == (Path("gtfs.zip"),)
