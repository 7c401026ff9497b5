"""Demand from a file the operator supplies: a table, GeoPackage, GeoJSON, Shapefile or Parquet.

A table names its columns in the first line, and a file may be of a whole country: only what lies
around the city is kept::

    lon;lat;people
    9.1775;48.7758;31

The grid of the Zensus 2022 with cells of 100 m is published as a table of this form, with the
centres of the cells in EPSG:3035, and read by ``read_zensus``::

    GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner
    CRS3035RES100mN2689100E4337000;4337050;2689150;4
    CRS3035RES100mN2690800E4341200;4341250;2690850;-

A dash (in the file the longer one, U+2013) is a number that was not published, to protect the few
who live there. It is no zero: such cells are left out and counted in
``GridReading.cells_withheld``.

References
----------
Statistisches Bundesamt: Ergebnisse des Zensus 2022 in Gitterzellen. Wiesbaden 2024.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geo.coverage.demand import Demand
from geo.coverage.errors import NoDemandError
from geo.coverage.files.naming import PEOPLE, ZENSUS_CRS
from geo.coverage.files.points import Bounds, Part, PointFile, joined, read_points, told
from geo.coverage.spread import Spread
from geo.directory.districts import Districts

MARGIN_M: Final = 2_000.0
"""How far around the city people are taken along: they use what stands at its edge."""

WITHHELD: Final = ("\u2013", "-", "\u2014", "\ufffd", ".", "/", "x", "")
"""What statistical offices write instead of a number; U+FFFD is a dash in another encoding."""


@dataclass(frozen=True, eq=False)
class GridReading:
    """Demand from a file, and what was not taken from it.

    ``rows_outside`` lie beyond the margin around the city. ``cells_withheld`` lie within it, and
    nobody but the publisher knows their number: they are not in the demand.
    """

    demand: Demand
    rows_read: int
    rows_outside: int
    cells_withheld: int


def zensus_file(path: Path, *, cell: str = "100m") -> PointFile:
    """Describe the population grid of the Zensus 2022, ``cell`` being ``100m``, ``1km`` ..."""
    return PointFile(
        path,
        x=f"x_mp_{cell}",
        y=f"y_mp_{cell}",
        number="Einwohner",
        crs=ZENSUS_CRS,
        withheld=WITHHELD,
    )


def read_zensus(
    path: Path, districts: Districts, *, margin_m: float = MARGIN_M, cell: str = "100m"
) -> GridReading:
    """Take the part of the Zensus 2022 grid around the city as demand.

    Parameters
    ----------
    path
        The table as it was published, unpacked; also of the whole country.
    districts
        What the city is.
    margin_m
        How far around its box cells are taken along, in metres.
    cell
        Size of the cells as the names of the columns write it.

    Raises
    ------
    DataError, ColumnError, NoDemandError
        See ``read_grid``.
    """
    return read_grid(zensus_file(path, cell=cell), districts, margin_m=margin_m)


def read_grid(
    file: PointFile,
    districts: Districts,
    *,
    unit: str = "inhabitants",
    margin_m: float = MARGIN_M,
) -> GridReading:
    """Take what a file holds around the city as demand.

    Parameters
    ----------
    file
        Where it is and how its columns are called.
    districts
        What the city is, and to tell the district of each point.
    unit
        Of the numbers.
    margin_m
        How far around the city's box points are taken along, in metres.

    Raises
    ------
    DataError
        If there is no such file, or it cannot be read as what its name says.
    ColumnError
        If a column is not there (names those that are), or a number around the city is NaN,
        negative or none; names file, row, column and value.
    CrsError
        If the file has no CRS, or another than is said.
    NoDemandError
        If nothing lies around the city, or nobody is there.
    """
    city = _around(districts, margin_m)
    parts = list(read_points(file, PEOPLE, city))
    rows_read = sum(part.rows_read for part in parts)
    _require_some(file, parts, city)
    x_m, y_m, weight, is_withheld = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("x_m", "y_m", "number", "is_withheld")
    )
    kept = ~is_withheld
    if not kept.any():
        msg = f"{file.path.name}: all {len(kept)} numbers around the city are withheld"
        raise NoDemandError(msg)
    demand = Demand(
        x_m=x_m[kept],
        y_m=y_m[kept],
        weight=weight[kept],
        area=districts.locate(x_m[kept], y_m[kept]),
        areas=tuple(item.name for item in districts.items),
        unit=unit,
        assumption=Spread.GRID,
    )
    return GridReading(demand, rows_read, rows_read - len(kept), int(is_withheld.sum()))


def _around(districts: Districts, margin_m: float) -> Bounds:
    west, south, east, north = (float(edge) for edge in districts.metric.total_bounds)
    return (west - margin_m, south - margin_m, east + margin_m, north + margin_m)


def _require_some(file: PointFile, parts: list[Part], city: Bounds) -> None:
    if any(len(part.row) for part in parts):
        return
    rows = sum(part.rows_read for part in parts)
    if not rows:
        msg = f"{file.path.name}: has no row; choose another source of demand"
        raise NoDemandError(msg)
    extent = parts[0].extent
    for part in parts[1:]:
        extent = joined(extent, part.extent)
    msg = (
        f"{file.path.name}: none of {rows} points is around the city. They cover {told(extent)}, "
        f"the city {told(city)}: see whether x and y are exchanged or the CRS is another"
    )
    raise NoDemandError(msg)
