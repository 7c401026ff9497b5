"""Where in a district its people are put, as long as no grid says better.

Nobody publishes where in a district people live. Two assumptions are offered, so that a result can
be told with both: people are spread in equal shares over the district's public-transport stops,
since stops follow settlement, or evenly over its area, woods and vineyards included.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.coverage.columns import Floats, Indices
from geo.directory.directory import Directory

SPACING_M: Final = 100.0
"""Distance of the points of an even spread, in metres."""


class Spread(StrEnum):
    """How the people of an area were put on points; named beside every result."""

    STOPS = "stops"
    UNIFORM = "uniform"
    GRID = "grid"


@dataclass(frozen=True, eq=False)
class Layout:
    """Points in EPSG:25832 metres that share the people of their district equally.

    ``area`` is the position of the district, shape ``(n,)``. ``fallback`` names districts without
    a stop, which were covered evenly although stops were asked for.
    """

    x_m: Floats
    y_m: Floats
    area: Indices
    fallback: tuple[str, ...] = ()


def layout(directory: Directory, spread: Spread, spacing_m: float = SPACING_M) -> Layout:
    """Lay out the points of every district.

    Parameters
    ----------
    directory
        With districts, and stops where they are asked for.
    spread
        ``STOPS`` or ``UNIFORM``.
    spacing_m
        Of the points of an even spread.

    Raises
    ------
    ValueError
        If the spread is ``GRID``: a grid brings its own points.
    """
    if spread is Spread.GRID:
        msg = "a grid brings its own points: use grid_demand, or spread by 'stops' or 'uniform'"
        raise ValueError(msg)
    names = [district.name for district in directory.districts.items]
    parts, fallback = [], []
    for position, name in enumerate(names):
        points = _stops(directory, name) if spread is Spread.STOPS else np.empty((0, 2))
        if not len(points):
            points = even_points(directory.districts.metric.geometry.iloc[position], spacing_m)
            if spread is Spread.STOPS:
                fallback.append(name)
        parts.append(points)
    columns = np.concatenate([np.empty((0, 2)), *parts])
    area = np.repeat(np.arange(len(names)), [len(points) for points in parts])
    return Layout(columns[:, 0], columns[:, 1], area.astype(np.intp), tuple(fallback))


def even_points(polygon: BaseGeometry, spacing_m: float) -> Floats:
    """Cover a polygon in EPSG:25832 with the centres of a grid, shape ``(n, 2)``.

    The grid is anchored at the origin of the CRS, so that neighbours share it and a second run
    gives the same points. A polygon that holds no centre is given one point inside it.
    """
    west, south, east, north = polygon.bounds
    columns = np.arange(np.floor(west / spacing_m), np.ceil(east / spacing_m)) + 0.5
    rows = np.arange(np.floor(south / spacing_m), np.ceil(north / spacing_m)) + 0.5
    x_m, y_m = (axis.ravel() * spacing_m for axis in np.meshgrid(columns, rows))
    shapely.prepare(polygon)
    inside = shapely.contains_xy(polygon, x_m, y_m)
    if not inside.any():
        return shapely.get_coordinates(polygon.representative_point())
    return np.column_stack([x_m[inside], y_m[inside]])


def _stops(directory: Directory, district: str) -> Floats:
    rows = [row for row, stop in enumerate(directory.stops.items) if stop.district == district]
    return directory.stops.metres[rows]
