"""From the CRS of a file to EPSG:25832 metres, with a look at whether it can be true."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as ProjError

from geo.coverage.columns import Floats
from geo.coverage.files.header import Header
from geo.crs import METRIC
from geo.errors import CrsError

_MOST_LON, _MOST_LAT = 180.0, 90.0


def read_crs(crs: int | str) -> CRS:
    """Understand a CRS as people write it.

    Raises
    ------
    CrsError
        If it is none.
    """
    try:
        return CRS.from_user_input(crs)
    except ProjError as error:
        msg = f"{crs!r} is no CRS: give an EPSG code, for example 3035"
        raise CrsError(msg) from error


def same_crs(one: CRS, other: CRS) -> bool:
    """Tell whether two CRS put points in the same places, whatever the order of their axes."""
    if one.equals(other, ignore_axis_order=True):
        return True
    code = one.to_epsg()
    return code is not None and code == other.to_epsg()


def named(crs: CRS) -> str:
    """Name a CRS for a message."""
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.name


@dataclass(frozen=True)
class Projector:
    """Takes the positions of one file to EPSG:25832 metres."""

    header: Header
    crs: CRS

    def metres(self, x: Floats, y: Floats, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Project columns ``(n,)``; ``rows`` are their rows in the file, for messages.

        Raises
        ------
        CrsError
            If degrees are said to be metres or the other way round, or a position is none in
            this CRS.
        """
        like_degrees = (np.abs(x) <= _MOST_LON) & (np.abs(y) <= _MOST_LAT)
        wrong = ~like_degrees if self.crs.is_geographic else like_degrees
        self._refuse(wrong, x, y, rows)
        if self._is_metric:
            return x, y
        x_m, y_m = self._transformer.transform(x, y)
        self._refuse(~(np.isfinite(x_m) & np.isfinite(y_m)), x, y, rows)
        return np.asarray(x_m, dtype=np.float64), np.asarray(y_m, dtype=np.float64)

    def centres(self, geometry: NDArray[Any], rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Project points, or cells that are stood for by their centroids, to columns ``(n,)``."""
        if (shapely.get_type_id(geometry) == shapely.GeometryType.POINT).all():
            x, y = _numbers(shapely.get_x(geometry)), _numbers(shapely.get_y(geometry))
            return self.metres(x, y, rows)
        corner = shapely.bounds(geometry)
        self.metres(corner[:, 0], corner[:, 1], rows)
        # A centroid is taken in metres: in degrees it would be a little off.
        centroids = gpd.GeoSeries(geometry, crs=self.crs).to_crs(METRIC).centroid
        return _numbers(centroids.x), _numbers(centroids.y)

    @cached_property
    def _is_metric(self) -> bool:
        return self.crs.to_epsg() == METRIC

    @cached_property
    def _transformer(self) -> Transformer:
        return Transformer.from_crs(self.crs, METRIC, always_xy=True)

    def _refuse(
        self, wrong: NDArray[np.bool_], x: Floats, y: Floats, rows: NDArray[np.intp]
    ) -> None:
        if not wrong.any():
            return
        first = int(wrong.argmax())
        unit = "degrees" if self.crs.is_geographic else "metres"
        msg = (
            f"{self.header.at(int(rows[first]))}: ({x[first]}, {y[first]}) cannot be in "
            f"{named(self.crs)}, whose positions are {unit}; name the CRS the file was made in"
        )
        raise CrsError(msg)


def _numbers(values: Any) -> Floats:  # noqa: ANN401 (whatever a library holds numbers in)
    return np.asarray(values, dtype=np.float64)
