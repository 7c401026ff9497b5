"""The two coordinate systems in use, and the check at the door."""

from functools import cache

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.errors import CrsError

METRIC = 25832
"""ETRS89 / UTM zone 32N: metres, for everything that is computed."""

WGS84 = 4326
"""Degrees, for everything that is stored or sent."""


def require_metric(frame: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    """Refuse geometry that is not in EPSG:25832.

    Raises
    ------
    CrsError
        If the frame has another CRS or none.
    """
    if frame.crs is None or frame.crs.to_epsg() != METRIC:
        msg = f"geometry is in {frame.crs}, metres need EPSG:{METRIC}: call to_crs({METRIC}) first"
        raise CrsError(msg)


def to_metric(
    lat: NDArray[np.float64] | float, lon: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Project WGS84 degrees to EPSG:25832 metres.

    Parameters
    ----------
    lat, lon
        Degrees, shape ``(n,)`` or scalars.

    Returns
    -------
    Easting and northing in metres, shape ``(n, 2)`` (``(2,)`` for scalars).
    """
    east, north = _to_metric().transform(lon, lat)
    return np.stack([np.asarray(east, float), np.asarray(north, float)], axis=-1)


@cache
def _to_metric() -> Transformer:
    return Transformer.from_crs(WGS84, METRIC, always_xy=True)


def to_degrees(
    x_m: NDArray[np.float64] | float, y_m: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Take EPSG:25832 metres back to WGS84 degrees.

    Parameters
    ----------
    x_m, y_m
        Easting and northing, shape ``(n,)`` or scalars.

    Returns
    -------
    Latitude and longitude, shape ``(n, 2)`` (``(2,)`` for scalars).
    """
    lon, lat = _to_metric().transform(x_m, y_m, direction="INVERSE")
    return np.stack([np.asarray(lat, float), np.asarray(lon, float)], axis=-1)
