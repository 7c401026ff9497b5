"""Areas from a file the operator supplies: polygons with a name, for figures by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.coverage.columns import Floats, Indices
from geo.coverage.errors import ColumnError
from geo.coverage.files.points import open_source
from geo.coverage.files.projecting import named, read_crs, same_crs
from geo.crs import METRIC
from geo.directory.districts import locate
from geo.errors import CrsError, DataError

_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, eq=False)
class Areas:
    """Named polygons in EPSG:25832."""

    names: tuple[str, ...] = ()
    polygons: tuple[BaseGeometry, ...] = ()

    def locate(self, x_m: Floats, y_m: Floats) -> Indices:
        """Tell the position of the area of each point, -1 outside; of several the first."""
        return locate(self._prepared, x_m, y_m)

    @cached_property
    def _prepared(self) -> Sequence[BaseGeometry]:
        shapely.prepare(self.polygons)
        return self.polygons


def read_areas(
    path: Path, *, name: str = "name", crs: int | str | None = None, layer: str | None = None
) -> Areas:
    """Read polygons with a name each from GeoPackage, GeoJSON, Shapefile or GeoParquet.

    Parameters
    ----------
    path
        Of the file.
    name
        Column with the names, each of which stands once.
    crs
        Where the file does not tell it.
    layer
        Where the file has several.

    Raises
    ------
    DataError
        If there is no such file, it has no geometry or no row.
    ColumnError
        If there is no such column, a name is missing or stands twice, or a geometry is no sound
        polygon; names the row.
    CrsError
        If the CRS is not known, or another than is said.
    """
    source = open_source(path, layer)
    header = source.header
    if header.geometry is None:
        msg = f"{path.name}: has no geometry; areas are polygons, for example in a GeoPackage"
        raise DataError(msg)
    if name not in header.columns:
        msg = f"{path.name}: has no column {name!r}; it has {header.listed()}: name the areas'"
        raise ColumnError(msg)
    said = read_crs(crs) if crs is not None else header.crs
    if said is None:
        msg = f"{path.name}: has no CRS; name the one it was made in, for example crs = {METRIC}"
        raise CrsError(msg)
    if header.crs is not None and not same_crs(said, header.crs):
        msg = f"{path.name}: is in {named(header.crs)} by its own word, not in {named(said)}"
        raise CrsError(msg)
    batches = list(source.batches([name, header.geometry]))
    if not sum(len(batch[name]) for batch in batches):
        msg = f"{path.name}: has no area; leave the file out, or give one with polygons"
        raise DataError(msg)
    names = np.concatenate([batch[name] for batch in batches])
    geometry = np.concatenate([batch[header.geometry] for batch in batches])
    sound = np.isin(shapely.get_type_id(geometry), _POLYGONS) & shapely.is_valid(geometry)
    if not sound.all():
        row = int((~sound).argmax())
        why = shapely.is_valid_reason(geometry[row]) or "it is missing"
        msg = f"{header.at(row)}: the geometry is no sound polygon ({why}); mend it"
        raise ColumnError(msg)
    texts = tuple("" if value is None else str(value).strip() for value in names)
    for row, text in enumerate(texts):
        if not text or text in texts[:row]:
            msg = f"{header.at(row)}, column {name!r}: {text!r} is no name, or stands twice"
            raise ColumnError(msg)
    return Areas(texts, tuple(gpd.GeoSeries(geometry, crs=said).to_crs(METRIC)))
