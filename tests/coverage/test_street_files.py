"""Street networks from files, as they come and as they should not."""

import sys

import networkx as nx
import numpy as np
import osmium
import pytest

from geo.coverage.errors import EngineError, NetworkError
from geo.coverage.street_files import read_streets
from geo.crs import to_metric
from geo.errors import CrsError
from tests.coverage.squares import EAST, NORTH, people, services

CORNERS = {1: (48.770, 9.110), 2: (48.771, 9.110), 3: (48.771, 9.112), 4: (48.770, 9.112)}


def graph(crs="EPSG:4326", length="111.2", **node):
    """Make a graph as OSMnx writes it: everything is text."""
    made = nx.MultiDiGraph(**({"crs": crs} if crs else {}))
    for ref, (lat, lon) in CORNERS.items():
        made.add_node(ref, **({"y": str(lat), "x": str(lon)} | node))
    for begin, end in [(1, 2), (2, 1), (2, 3)]:
        made.add_edge(begin, end, **({"length": length} if length else {}))
    return made


@pytest.fixture
def graphml(tmp_path):
    def write(**options):
        path = tmp_path / "city.graphml"
        nx.write_graphml(graph(**options), path)
        return path

    return write


@pytest.fixture
def extract(tmp_path):
    def write(*ways, nodes=CORNERS):
        path = tmp_path / "city.osm.pbf"
        with osmium.SimpleWriter(str(path)) as writer:
            for ref, (lat, lon) in nodes.items():
                writer.add_node(osmium.osm.mutable.Node(id=ref, location=(lon, lat)))
            for ref, (corners, tags) in enumerate(ways, start=1):
                writer.add_way(osmium.osm.mutable.Way(id=ref, nodes=corners, tags=tags))
        return path

    return write


def metres_between(streets, begin, end):
    """Walk between two corners at a metre a minute."""
    (x1, y1), (x2, y2) = to_metric(*CORNERS[begin]), to_metric(*CORNERS[end])
    demand = people([(x1 - EAST, y1 - NORTH)])
    supply = services([(x2 - EAST, y2 - NORTH)])
    return float(streets.minutes_to_nearest(demand, supply)[0]) * streets.speed_m_per_minute


def test_graphml_as_osmnx_writes_it_is_a_network(graphml):
    streets = read_streets(graphml())
    assert len(streets.x_m) == 4
    assert metres_between(streets, 1, 3) == pytest.approx(2 * 111.2)
    assert metres_between(streets, 1, 4) == np.inf


def test_graphml_in_metres_stays_where_it_is(graphml):
    streets = read_streets(graphml(crs="epsg:25832", x="513000.5", y="5402000"))
    assert streets.x_m.tolist() == [513000.5] * 4


def test_an_extract_is_walked_from_node_to_node(extract):
    streets = read_streets(extract(([1, 2, 3], {"highway": "residential"})))
    assert len(streets.x_m) == 3
    north, east = metres_between(streets, 1, 2), metres_between(streets, 2, 3)
    assert north == pytest.approx(111.2, abs=0.2)
    assert east == pytest.approx(146.9, abs=0.2)
    assert metres_between(streets, 1, 3) == pytest.approx(north + east)


def test_oneway_streets_are_walked_both_ways(extract):
    streets = read_streets(extract(([1, 2], {"highway": "residential", "oneway": "yes"})))
    assert metres_between(streets, 2, 1) == pytest.approx(metres_between(streets, 1, 2))


@pytest.mark.parametrize(
    ("tags", "is_walked"),
    [
        ({"highway": "footway"}, True),
        ({"highway": "steps"}, True),
        ({"highway": "residential", "access": "private"}, False),
        ({"highway": "service", "access": "private", "foot": "yes"}, True),
        ({"highway": "cycleway", "foot": "no"}, False),
        ({"highway": "motorway"}, False),
        ({"highway": "trunk"}, False),
        ({"highway": "trunk", "sidewalk": "right"}, True),
        ({"highway": "construction"}, False),
        ({"highway": "pedestrian", "area": "yes"}, False),
        ({"waterway": "river"}, False),
    ],
)
def test_a_way_is_walked_where_people_may_walk(extract, tags, is_walked):
    streets = read_streets(extract(([1, 2], {"highway": "path"}), ([2, 3], tags)))
    assert (len(streets.x_m) == 3) == is_walked


def test_a_way_that_leaves_the_extract_ends_at_its_edge(extract):
    streets = read_streets(extract(([1, 2, 99], {"highway": "path"})))
    assert len(streets.x_m) == 2


def test_an_extract_without_streets_is_refused(extract):
    with pytest.raises(NetworkError, match="holds no street that can be walked"):
        read_streets(extract(([1, 2], {"waterway": "river"})))


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"crs": None}, CrsError, "says no CRS"),
        ({"crs": "moon"}, CrsError, "'moon' is no CRS"),
        ({"length": None}, NetworkError, "length of an edge is no number"),
        ({"length": "far"}, NetworkError, "length of an edge is no number"),
        ({"x": "east"}, NetworkError, "x of a node is no number"),
    ],
)
def test_graphml_that_lacks_what_is_needed_is_refused(graphml, options, error, told):
    with pytest.raises(error, match=f"city.graphml: .*{told}"):
        read_streets(graphml(**options))


@pytest.mark.parametrize("name", ["city.graphml", "city.osm.pbf", "city.osm"])
@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"<xml>"])
def test_a_file_of_something_else_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NetworkError, match=f"{name}: (not a|holds no)"):
        read_streets(path)


def test_a_missing_file_and_another_format_are_told(tmp_path):
    with pytest.raises(NetworkError, match="there is no such file"):
        read_streets(tmp_path / "city.osm.pbf")
    (tmp_path / "city.shp").touch()
    with pytest.raises(NetworkError, match=r"is read from \.graphml or \.osm\.pbf"):
        read_streets(tmp_path / "city.shp")


@pytest.mark.parametrize(("package", "name"), [("networkx", "a.graphml"), ("osmium", "a.osm.pbf")])
def test_a_missing_package_is_named(tmp_path, monkeypatch, package, name):
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).touch()
    with pytest.raises(EngineError, match=f"pip install {package}"):
        read_streets(tmp_path / name)
