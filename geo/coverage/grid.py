"""Demand from a grid the operator supplies: points or cells with a number of people.

A cell is stood for by its centre. The grid of the Zensus 2022 with cells of 100 m comes as a table
whose columns ``x_mp_100m`` and ``y_mp_100m`` are centres in EPSG:3035: see ``grid_columns``.
"""

import geopandas as gpd
import numpy as np
from numpy.typing import ArrayLike
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as ProjError

from geo.coverage.columns import finite, not_negative, same_length
from geo.coverage.demand import Demand
from geo.coverage.spread import Spread
from geo.crs import METRIC
from geo.directory.districts import Districts
from geo.errors import CrsError


def grid_demand(
    frame: gpd.GeoDataFrame,
    districts: Districts,
    *,
    weight: str = "weight",
    unit: str = "inhabitants",
) -> Demand:
    """Take a grid as demand: points, or cells that are stood for by their centroids.

    Parameters
    ----------
    frame
        In any CRS; it is projected to EPSG:25832.
    districts
        To tell the district of each point.
    weight
        Name of the column with the people.
    unit
        Of the weights.

    Raises
    ------
    CrsError
        If the frame has no CRS.
    ColumnError
        If a weight is NaN or negative, or a geometry is missing or empty; names the row.
    KeyError
        If there is no such column.
    """
    if weight not in frame.columns:
        found = ", ".join(map(str, frame.columns))
        msg = f"the grid has no column {weight!r}; it has {found}: name the one with the people"
        raise KeyError(msg)
    if frame.crs is None:
        msg = "the grid has no CRS: set the one it was made in, for example set_crs(3035)"
        raise CrsError(msg)
    # A centroid is taken in metres: in degrees it would be a little off.
    points = frame.geometry.to_crs(METRIC).centroid
    x_m, y_m = points.x.to_numpy(np.float64), points.y.to_numpy(np.float64)
    return _located(x_m, y_m, frame[weight], districts, unit)


def grid_columns(
    x: ArrayLike,
    y: ArrayLike,
    weight: ArrayLike,
    districts: Districts,
    *,
    crs: int | str | None,
    unit: str = "inhabitants",
) -> Demand:
    """Take a grid as demand that comes as columns, each of shape ``(n,)``.

    Parameters
    ----------
    x, y
        Of the centres of the cells; east and north, or longitude and latitude.
    weight
        People in each cell.
    districts
        To tell the district of each point.
    crs
        Of the centres, for example 3035 for the Zensus 2022 grid of 100 m.
    unit
        Of the weights.

    Raises
    ------
    CrsError
        If ``crs`` is None or no CRS.
    ColumnError
        If a coordinate or weight is NaN, or a weight is negative; names the row.
    """
    same_length(x=x, y=y, weight=weight)
    east, north = finite("x of the grid", x), finite("y of the grid", y)
    if crs is None:
        msg = "the grid has no CRS: name the one it was made in, for example 3035"
        raise CrsError(msg)
    try:
        source = CRS.from_user_input(crs)
    except ProjError as error:
        msg = f"{crs!r} is no CRS: give an EPSG code, for example 3035"
        raise CrsError(msg) from error
    if source.to_epsg() != METRIC:
        east, north = Transformer.from_crs(source, METRIC, always_xy=True).transform(east, north)
    return _located(east, north, weight, districts, unit)


def _located(
    x_m: ArrayLike, y_m: ArrayLike, weight: ArrayLike, districts: Districts, unit: str
) -> Demand:
    x_m, y_m = finite("x of the grid", x_m), finite("y of the grid", y_m)
    return Demand(
        x_m=x_m,
        y_m=y_m,
        weight=not_negative("weight of the grid", np.asarray(weight, dtype=np.float64)),
        area=districts.locate(x_m, y_m),
        areas=tuple(item.name for item in districts.items),
        unit=unit,
        assumption=Spread.GRID,
    )
