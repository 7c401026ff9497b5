"""The city districts (Stadtbezirke) and which of them a point lies in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import ConfigDict
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, WGS84, require_metric, to_metric
from geo.directory.place import Frozen
from geo.errors import DataError


class District(Frozen):
    """One Stadtbezirk.

    ``polygon`` is in WGS84 degrees (longitude, latitude); ``label`` is a point (latitude,
    longitude) well inside it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    number: str
    name: str
    population: int
    population_year: int
    polygon: shapely.Polygon | shapely.MultiPolygon
    label: tuple[float, float]


@dataclass(frozen=True)
class Districts:
    """All districts, ordered by number."""

    items: tuple[District, ...] = ()

    def named(self, name: str | None) -> District | None:
        """Find a district by its exact name."""
        return next((item for item in self.items if item.name == name), None)

    def numbered(self, number: str) -> District | None:
        """Find a district by its number, "01" to "23"."""
        return next((item for item in self.items if item.number == number), None)

    @cached_property
    def metric(self) -> gpd.GeoDataFrame:
        """Polygons in EPSG:25832 with the columns ``number`` and ``name``."""
        frame = gpd.GeoDataFrame(
            {
                "number": [item.number for item in self.items],
                "name": [item.name for item in self.items],
            },
            geometry=[item.polygon for item in self.items],
            crs=WGS84,
        )
        return frame.to_crs(METRIC)

    def assign(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> tuple[District | None, ...]:
        """Tell the district of each point.

        Parameters
        ----------
        lat, lon
            WGS84 degrees, shape ``(n,)``.

        Returns
        -------
        One district a point, None outside the city; a point on a shared border belongs to the
        district with the lower number.
        """
        points = to_metric(lat, lon)
        found = self.locate(points[:, 0], points[:, 1])
        return tuple(self.items[i] if i >= 0 else None for i in found)

    def locate(self, x_m: NDArray[np.float64], y_m: NDArray[np.float64]) -> NDArray[np.intp]:
        """Tell the position in ``items`` of the district of each point.

        Parameters
        ----------
        x_m, y_m
            EPSG:25832 metres, shape ``(n,)``.

        Returns
        -------
        Shape ``(n,)``; -1 outside the city. A point on a shared border belongs to the district
        with the lower number.
        """
        return locate(self._prepared, x_m, y_m)

    @cached_property
    def _prepared(self) -> Sequence[BaseGeometry]:
        require_metric(self.metric)
        polygons = list(self.metric.geometry)
        shapely.prepare(polygons)
        return polygons


def locate(
    prepared: Sequence[BaseGeometry], x_m: NDArray[np.float64], y_m: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Tell the position of the polygon that each point lies in.

    Parameters
    ----------
    prepared
        Polygons in EPSG:25832, made ready with ``shapely.prepare``.
    x_m, y_m
        EPSG:25832 metres, shape ``(n,)``.

    Returns
    -------
    Shape ``(n,)``; -1 outside all of them. A point in several belongs to the first.
    """
    found = np.full(len(x_m), -1, dtype=np.intp)
    # Sorted by x, the points that a polygon could hold are one slice.
    order = np.argsort(x_m)
    sorted_x_m = x_m[order]
    for position, polygon in reversed(list(enumerate(prepared))):
        west, south, east, north = polygon.bounds
        first, last = (
            np.searchsorted(sorted_x_m, west),
            np.searchsorted(sorted_x_m, east, "right"),
        )
        near = order[first:last]
        near = near[(y_m[near] >= south) & (y_m[near] <= north)]
        found[near[shapely.intersects_xy(polygon, x_m[near], y_m[near])]] = position
    return found


def read_districts(path: Path) -> Districts:
    """Read the district polygons (GeoJSON, WGS84).

    Raises
    ------
    DataError
        If the file is missing, is not GeoJSON, or lacks a property.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        items = [_district(feature) for feature in features]
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    except (ValueError, LookupError, TypeError, AttributeError, ShapelyError) as error:
        msg = f"{path.name}: not the expected GeoJSON of districts ({error!r})"
        raise DataError(msg) from error
    return Districts(tuple(sorted(items, key=lambda item: item.number)))


def _district(feature: dict[str, Any]) -> District:
    polygon = shapely.geometry.shape(feature["geometry"])
    if not isinstance(polygon, shapely.Polygon | shapely.MultiPolygon):
        msg = f"{polygon.geom_type} is no area"
        raise TypeError(msg)
    label = shapely.maximum_inscribed_circle(polygon).coords[0]
    return District(
        **{
            key: feature["properties"][key]
            for key in ("number", "name", "population", "population_year")
        },
        polygon=polygon,
        label=(round(label[1], 5), round(label[0], 5)),
    )
