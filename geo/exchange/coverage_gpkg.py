"""The figures of a report as a GeoPackage: districts, the hexagon grid and the method.

Everything is in EPSG:25832. Unknown is NULL; where there is no way, ``value`` is NULL too and
``no_way`` is true.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.coverage.report import Cells
from geo.crs import METRIC, require_metric
from geo.exchange.coverage_tables import CoverageTables
from geo.exchange.gpkg_day import put_day

DISTRICTS: Final = "districts"
HEXAGONS: Final = "hexagons"
METHOD: Final = "method"


def coverage_gpkg(tables: CoverageTables) -> bytes:
    """Write a GeoPackage.

    Parameters
    ----------
    tables
        See ``coverage_tables``.

    Returns
    -------
    The layer ``districts`` with a column for each code, ``hexagons`` with the measure at the
    centre of each cell where there is one, and ``method`` without geometry. The same report
    gives the same rows, and the day of the report as the date of the file.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.gpkg"
        _districts(tables).to_file(path, layer=DISTRICTS, driver="GPKG")
        if tables.cells:
            _hexagons(tables.cells).to_file(path, layer=HEXAGONS, driver="GPKG")
        _write_method(tables, path)
        put_day(path, tables.day)
        return path.read_bytes()


def _districts(tables: CoverageTables) -> gpd.GeoDataFrame:
    frame = tables.districts.metric
    require_metric(frame)
    figures = {column.code: _finite(column.figures[:-1]) for column in tables.columns}
    (value,) = (column.figures[:-1] for column in tables.columns if column.code == "value")
    return frame.assign(**figures, no_way=np.isinf(value)).rename(columns={"name": "district"})


def _hexagons(cells: Cells) -> gpd.GeoDataFrame:
    grid = cells.grid
    columns = {
        "district": [grid.areas[area] for area in grid.area],
        "value": _finite(cells.values),
        "no_way": np.isinf(cells.values),
    }
    return gpd.GeoDataFrame(columns, geometry=shapely.polygons(grid.corners), crs=METRIC)


def _finite(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.nan)


def _write_method(tables: CoverageTables, path: Path) -> None:
    import pyogrio  # type: ignore[import-untyped]  # noqa: PLC0415 (geopandas reads with it, but an export alone writes a table)

    scenario = "\n".join(tables.scenario)
    rows = pd.DataFrame([*tables.method, ("scenario.toml", scenario)], columns=["name", "text"])
    pyogrio.write_dataframe(rows, path, layer=METHOD, driver="GPKG")
