"""Street networks from files: GraphML as OSMnx writes it, and OpenStreetMap extracts.

Both need the optional packages of ``pip install 'willkommenskarte-stuttgart[network]'``.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as ProjError

from geo.coverage.columns import Floats
from geo.coverage.errors import EngineError, NetworkError
from geo.coverage.network import StreetNetwork, of_edges
from geo.crs import METRIC, to_metric
from geo.errors import CrsError

_NOT_ON_FOOT: Final = frozenset(
    {
        "motorway",
        "motorway_link",
        "trunk",
        "trunk_link",
        "raceway",
        "bus_guideway",
        "busway",
        "escape",
        "construction",
        "proposed",
        "planned",
        "abandoned",
        "razed",
        "platform",
        "rest_area",
        "services",
        "elevator",
    }
)
_YES: Final = frozenset({"yes", "designated", "permissive", "destination"})
_NO: Final = frozenset({"no", "private", "use_sidepath"})


def read_streets(path: Path) -> StreetNetwork:
    """Read a street network; the name of the file tells its format.

    Parameters
    ----------
    path
        ``.graphml`` as OSMnx writes it, or ``.osm.pbf`` (also ``.osm``).

    Raises
    ------
    NetworkError
        If the file cannot be read, is of another format, or holds no streets.
    CrsError
        If a GraphML file does not say in which CRS its nodes are.
    EngineError
        If the package that reads it is not installed.
    """
    if not path.is_file():
        msg = f"{path}: there is no such file; give a street network or leave it out"
        raise NetworkError(msg)
    if path.name.endswith((".osm.pbf", ".pbf", ".osm")):
        return _read_osm(path)
    if path.suffix == ".graphml":
        return _read_graphml(path)
    msg = f"{path.name}: a street network is read from .graphml or .osm.pbf"
    raise NetworkError(msg)


def _read_graphml(path: Path) -> StreetNetwork:
    networkx = _needed("networkx")
    try:
        graph = networkx.read_graphml(path, node_type=str, force_multigraph=True)
    except (networkx.NetworkXError, SyntaxError, ValueError, KeyError) as error:
        msg = f"{path.name}: not a street network in GraphML ({error})"
        raise NetworkError(msg) from error
    position = {node: row for row, node in enumerate(graph.nodes)}
    edges = list(graph.edges(data="length"))
    nodes = [(data.get("x"), data.get("y")) for _, data in graph.nodes(data=True)]
    x, y = (
        _numbers(path, "x of a node", (node[0] for node in nodes)),
        _numbers(path, "y of a node", (node[1] for node in nodes)),
    )
    x_m, y_m = _in_metres(path, graph.graph.get("crs"), x, y)
    return of_edges(
        x_m,
        y_m,
        [position[begin] for begin, _, _ in edges],
        [position[end] for _, end, _ in edges],
        _numbers(path, "length of an edge", (length for _, _, length in edges)),
    )


def _read_osm(path: Path) -> StreetNetwork:
    osmium = _needed("osmium")
    nodes: dict[int, tuple[float, float]] = {}
    ways: list[list[int]] = []
    try:
        streets = osmium.FileProcessor(str(path)).with_locations()
        for way in streets.with_filter(osmium.filter.KeyFilter("highway")):
            if way.is_way() and _is_walked(way.tags):
                # At the edge of an extract a way may leave it: its nodes there have no place.
                known = [node for node in way.nodes if node.location.valid()]
                nodes.update((n.ref, (n.location.lat, n.location.lon)) for n in known)
                ways.append([node.ref for node in known])
    except (RuntimeError, osmium.InvalidLocationError) as error:
        msg = f"{path.name}: not an OpenStreetMap extract ({error})"
        raise NetworkError(msg) from error
    if not nodes:
        msg = f"{path.name}: holds no street that can be walked; give the extract of this city"
        raise NetworkError(msg)
    position = {ref: row for row, ref in enumerate(nodes)}
    degrees = np.array(list(nodes.values()))
    metres = to_metric(degrees[:, 0], degrees[:, 1])
    begin = np.array([position[ref] for way in ways for ref in way[:-1]], dtype=np.intp)
    end = np.array([position[ref] for way in ways for ref in way[1:]], dtype=np.intp)
    length_m = np.hypot(*(metres[begin] - metres[end]).T)
    return of_edges(metres[:, 0], metres[:, 1], begin, end, length_m)


def _is_walked(tags: Any) -> bool:  # noqa: ANN401 (the library's own list of tags)
    """Tell whether people may walk along a way, by its tags."""
    if tags.get("area") == "yes":
        return False
    foot = tags.get("foot")
    if foot in _YES or tags.get("sidewalk") in ("both", "left", "right", "yes"):
        return True
    return not (foot in _NO or tags.get("access") in _NO or tags["highway"] in _NOT_ON_FOOT)


def _numbers(path: Path, what: str, values: Iterable[Any]) -> Floats:
    try:
        return np.array([float(value) for value in values])
    except (TypeError, ValueError) as error:
        msg = f"{path.name}: {what} is no number ({error}); save the network with OSMnx"
        raise NetworkError(msg) from error


def _in_metres(path: Path, crs: str | None, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    if not crs:
        msg = f"{path.name}: says no CRS; save it with OSMnx, or set the graph attribute crs"
        raise CrsError(msg)
    try:
        source = CRS.from_user_input(crs)
    except ProjError as error:
        msg = f"{path.name}: {crs!r} is no CRS; give one such as EPSG:{METRIC}"
        raise CrsError(msg) from error
    x_m, y_m = Transformer.from_crs(source, METRIC, always_xy=True).transform(x, y)
    return np.asarray(x_m, dtype=np.float64), np.asarray(y_m, dtype=np.float64)


def _needed(package: str) -> ModuleType:
    # Imported late: most installations have no street network and no such package.
    try:
        return import_module(package)
    except ImportError as error:
        msg = f"street networks need the package {package}: pip install {package}"
        raise EngineError(msg) from error
