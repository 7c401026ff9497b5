"""Walking times along streets: shortest ways in a network the operator supplies.

Each point and each service walks in a straight line to its nearest node, not farther than
``snap_limit_m``, and from there along the streets, which can be walked both ways:

    minutes = (to_node_m + along_streets_m + from_node_m) / speed_m_per_minute

Shortest ways are Dijkstra's. For the nearest service, one search starts at all services at once,
from a node of its own that stands as far before each service as that is from its street. For
pairs, a search a service stops at the limit.

References
----------
E. W. Dijkstra: A note on two problems in connexion with graphs. Numerische Mathematik 1 (1959),
269-271.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.coverage.columns import (
    Floats,
    Indices,
    finite,
    not_negative,
    require_metres,
    same_length,
)
from geo.coverage.demand import Demand
from geo.coverage.errors import NetworkError
from geo.coverage.supply import Supply, require_supply
from geo.coverage.travel import Block
from geo.directory.walking import SPEED_M_PER_MINUTE

SNAP_LIMIT_M: Final = 250.0
"""Who is farther from every street than this is not on the network."""

_TABLE_VALUES: Final = 4_000_000
"""Distances held at once while searching pairs: 32 MB."""


@dataclass(frozen=True, eq=False)
class StreetNetwork:
    """Streets as nodes in EPSG:25832 metres and edges with a length; make it with ``of_edges``.

    ``length_m`` is symmetric, shape ``(n_nodes, n_nodes)``.
    """

    x_m: Floats
    y_m: Floats
    length_m: csr_array
    speed_m_per_minute: float = SPEED_M_PER_MINUTE
    snap_limit_m: float = SNAP_LIMIT_M

    @property
    def name(self) -> str:
        """The engine's code."""
        return "street_network"

    def minutes_to_nearest(self, demand: Demand, supply: Supply) -> Floats:
        """Tell the walk in minutes from each point to its nearest service; ``inf`` if none.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        NetworkError
            If no point, or no service, is near a street.
        """
        ends, starts = self._snapped(demand, supply)
        on_street = np.isfinite(starts.distance_m)
        graph = self._with_start(starts.node[on_street], starts.distance_m[on_street])
        from_start_m: Floats = dijkstra(graph, indices=[len(self.x_m)])[0]
        return (from_start_m[ends.node] + ends.distance_m) / self.speed_m_per_minute

    def pairs_within(self, demand: Demand, supply: Supply, limit_minutes: float) -> Iterator[Block]:
        """Yield every pair that is no longer walk apart; a service is in one block only.

        Raises
        ------
        NoSupplyError
            If no service has a point.
        NetworkError
            If no point, or no service, is near a street.
        """
        ends, starts = self._snapped(demand, supply)
        limit_m = limit_minutes * self.speed_m_per_minute
        at_node = _Lists.of(ends.node, len(self.x_m), np.isfinite(ends.distance_m))
        services = np.flatnonzero(np.isfinite(starts.distance_m))
        count = max(1, _TABLE_VALUES // len(self.x_m))
        for first in range(0, len(services), count):
            some = services[first : first + count]
            # A hair longer, so that rounding loses no way that is exactly as long as the limit.
            table_m = dijkstra(self.length_m, indices=starts.node[some], limit=limit_m * (1 + 1e-9))
            row, node = np.nonzero(table_m <= limit_m * (1 + 1e-9))
            points, position = at_node.expanded(node)
            service = some[row[position]]
            way_m = table_m[row, node][position] + ends.distance_m[points]
            minutes = (way_m + starts.distance_m[service]) / self.speed_m_per_minute
            kept = minutes <= limit_minutes
            yield Block(points[kept], service[kept], minutes[kept])

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(np.column_stack([self.x_m, self.y_m]))

    def _snapped(self, demand: Demand, supply: Supply) -> tuple["_Snapped", "_Snapped"]:
        require_supply(supply)
        snapped = []
        for what, x_m, y_m in (
            ("point of the demand", demand.x_m, demand.y_m),
            ("service", supply.x_m, supply.y_m),
        ):
            limit_m = np.nextafter(self.snap_limit_m, np.inf)
            points = np.column_stack([x_m, y_m])
            found_m, node = self._tree.query(points, distance_upper_bound=limit_m, workers=-1)
            distance_m: Floats = np.asarray(found_m, dtype=np.float64)
            if not np.isfinite(distance_m).any():
                msg = (
                    f"no {what} is within {self.snap_limit_m:g} m of a street: the network covers "
                    f"{self._extent()}; give the file of this city"
                )
                raise NetworkError(msg)
            # Who is off the network has a node all the same, at an infinite distance.
            snapped.append(_Snapped(np.where(np.isfinite(distance_m), node, 0), distance_m))
        return snapped[0], snapped[1]

    def _with_start(self, nodes: Indices, distance_m: Floats) -> csr_array:
        """Add one node with an edge to each of some nodes, shape ``(n_nodes + 1, n_nodes + 1)``."""
        nodes, distance_m = _shortest(nodes, distance_m)
        graph, size = self.length_m, len(self.x_m) + 1
        return csr_array(
            (
                np.concatenate([graph.data, distance_m]),
                np.concatenate([graph.indices, nodes.astype(graph.indices.dtype)]),
                np.append(graph.indptr, graph.indptr[-1] + len(nodes)),
            ),
            shape=(size, size),
        )

    def _extent(self) -> str:
        west, east, south, north = self.x_m.min(), self.x_m.max(), self.y_m.min(), self.y_m.max()
        return f"{west:.0f} to {east:.0f} m east, {south:.0f} to {north:.0f} m north (EPSG:25832)"


def of_edges(  # noqa: PLR0913 (a network is what it is)
    x_m: ArrayLike,
    y_m: ArrayLike,
    begin: ArrayLike,
    end: ArrayLike,
    length_m: ArrayLike,
    *,
    speed_m_per_minute: float = SPEED_M_PER_MINUTE,
    snap_limit_m: float = SNAP_LIMIT_M,
) -> StreetNetwork:
    """Make a network.

    Parameters
    ----------
    x_m, y_m
        Of the nodes, EPSG:25832 metres, shape ``(n_nodes,)``.
    begin, end
        Positions of the nodes each edge joins, shape ``(n_edges,)``. Of several edges between the
        same nodes the shortest counts.
    length_m
        Of the edges, in metres.
    speed_m_per_minute, snap_limit_m
        See ``StreetNetwork``.

    Raises
    ------
    NetworkError
        If there is no edge, or an edge names a node there is not.
    ColumnError
        If a length is NaN or negative, or columns differ in length.
    CrsError
        If the nodes are degrees.
    """
    east, north = finite("x_m of the nodes", x_m), finite("y_m of the nodes", y_m)
    n_nodes = same_length(x_m=east, y_m=north)
    require_metres(east, north)
    same_length(begin=begin, end=end, length_m=length_m)
    edges_m = not_negative("length_m of the edges", length_m)
    ends = np.array([begin, end], dtype=np.intp)
    if not len(edges_m):
        msg = f"the street network has {n_nodes} nodes and no edge: choose another file"
        raise NetworkError(msg)
    if ends.min() < 0 or ends.max() >= n_nodes:
        msg = f"an edge names node {ends.min()} or {ends.max()} of {n_nodes}: nodes count from 0"
        raise NetworkError(msg)
    graph = _symmetric(ends.min(axis=0), ends.max(axis=0), edges_m, n_nodes)
    return StreetNetwork(east, north, graph, speed_m_per_minute, snap_limit_m)


@dataclass(frozen=True, eq=False)
class _Snapped:
    """Nearest nodes and the way there in metres, infinite where there is none."""

    node: Indices
    distance_m: Floats


@dataclass(frozen=True, eq=False)
class _Lists:
    """Which points hang at each node: those of node k are ``order[begin[k]:begin[k + 1]]``."""

    order: Indices
    begin: Indices

    @classmethod
    def of(cls, node: Indices, n_nodes: int, is_there: np.ndarray) -> "_Lists":
        points = np.flatnonzero(is_there)
        order = points[np.argsort(node[points], kind="stable")]
        begin = np.append(0, np.cumsum(np.bincount(node[points], minlength=n_nodes)))
        return cls(order, begin)

    def expanded(self, nodes: Indices) -> tuple[Indices, Indices]:
        """List the points of some nodes, and for each the position in ``nodes``."""
        counts = self.begin[nodes + 1] - self.begin[nodes]
        position = np.repeat(np.arange(len(nodes)), counts)
        shift = self.begin[nodes] - (np.cumsum(counts) - counts)
        return self.order[np.arange(len(position)) + shift[position]], position


def _symmetric(low: Indices, high: Indices, length_m: Floats, n_nodes: int) -> csr_array:
    """Join nodes both ways by the shortest of their edges; a loop leads nowhere."""
    kept = low != high
    pair, shortest_m = _shortest(low[kept] * n_nodes + high[kept], length_m[kept])
    low, high = np.divmod(pair, n_nodes)
    rows, columns = np.concatenate([low, high]), np.concatenate([high, low])
    values = np.concatenate([shortest_m, shortest_m])
    return csr_array((values, (rows, columns)), shape=(n_nodes, n_nodes))


def _shortest(keys: Indices, length_m: Floats) -> tuple[Indices, Floats]:
    """Keep the shortest of those with the same key: a sparse array would add them up."""
    order = np.lexsort((length_m, keys))
    keys, length_m = keys[order], length_m[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], length_m[first]
