"""Tables and layers: GeoJSON, GeoPackage, Shapefile and CSV, whatever their CRS."""

import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as ProjError

from geo.crs import WGS84
from geo.directory.finding import Finding
from geo.directory.rules.texts import is_mangled
from geo.directory.table_text import decoded
from geo.errors import CrsError, DataError
from geo.exchange.importing.arrivals import (
    Arrivals,
    Incoming,
    error,
    read_json,
    require_file,
    text_of,
)
from geo.exchange.importing.mapping import TableMapping, translated

Raw = tuple[int, dict[str, str], tuple[float, float] | None]
"""A row's number, its cells by the source's columns, and latitude and longitude."""


def read_table(path: Path, mapping: TableMapping) -> Arrivals:
    """Read a file that holds a record a row; its name tells the format.

    Parameters
    ----------
    path
        ``.csv``, or whatever GDAL reads: ``.geojson``, ``.gpkg``, ``.shp``, or a ``.zip`` of one.
    mapping
        How its columns become ours.

    Returns
    -------
    Every record, with points in WGS84 degrees; of lines and areas a point within them.

    Raises
    ------
    DataError
        If the file is broken, or a column that the mapping names is missing.
    CrsError
        If nobody says in which CRS its points are.
    """
    require_file(path)
    _require_whole(path)
    raw = _csv_rows(path, mapping) if path.suffix == ".csv" else _layer_rows(path, mapping)
    rows: list[Incoming] = []
    findings: list[Finding] = []
    for number, cells, point in raw:
        row, wrong = translated(mapping, number, cells, point)
        rows.append(row)
        findings += [error(path.name, number, w.column, w.value, w.message) for w in wrong]
        findings += _lost_letters(path.name, number, row)
    return Arrivals(path.name, tuple(rows), tuple(findings))


def _lost_letters(file: str, number: int, row: Incoming) -> Iterator[Finding]:
    for column, cell in row.cells.items():
        if is_mangled(cell):
            text = "letters were read in another encoding: write encoding under [read], or save"
            yield error(file, number, column, cell, f"{text} the file as UTF-8")


def _require_whole(path: Path) -> None:
    """Refuse what was cut off on its way: GDAL would read what is there and say nothing."""
    if path.suffix == ".zip":
        _require_whole_zip(path)
    elif path.suffix in (".geojson", ".json"):
        read_json(path)
    elif path.suffix == ".gpkg":
        _require_database(path)


def _require_whole_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        msg = f"{path.name}: not a whole zip file ({problem}); fetch it again"
        raise DataError(msg) from problem
    if broken:
        msg = f"{path.name}: {broken} in it is broken; fetch it again"
        raise DataError(msg)


def _require_database(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (answer,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as problem:
        msg = f"{path.name}: not a whole GeoPackage ({problem}); fetch it again"
        raise DataError(msg) from problem
    if answer != "ok":
        msg = f"{path.name}: not a whole GeoPackage ({answer}); fetch it again"
        raise DataError(msg)


def _require_columns(path: Path, mapping: TableMapping, columns: Sequence[str]) -> None:
    missing = [name for name in mapping.wanted if name not in columns]
    if missing:
        has = ", ".join(columns) or "none"
        msg = f"{path.name}: has no column {', '.join(missing)}; it has {has}: mend the mapping"
        raise DataError(msg)


def _csv_rows(path: Path, mapping: TableMapping) -> Iterator[Raw]:
    records = iter(decoded(path.name, path.read_bytes()).records())
    head = next(records)
    names = [cell.strip() for cell in head.cells]
    if head.problem or len(set(names)) < len(names):
        msg = f"{path.name}: line 1 does not name each column once"
        raise DataError(msg)
    _require_columns(path, mapping, names)
    to_degrees = _csv_projection(path, mapping)
    for record in records:
        if not record.problem and len(record.cells) > len(names):
            msg = f"{path.name} line {record.line}: more cells than columns; quote the separator"
            raise DataError(msg)
        if record.problem:
            msg = f"{path.name} line {record.line}: {record.problem}"
            raise DataError(msg)
        if not any(cell.strip() for cell in record.cells):
            continue
        cells = dict(zip(names, (cell.strip() for cell in record.cells), strict=False))
        yield record.line, cells, _csv_point(path, mapping, record.line, cells, to_degrees)


def _csv_projection(path: Path, mapping: TableMapping) -> Transformer | None:
    read = mapping.read
    if not read.x and not read.y:
        return None
    if not (read.x and read.y) or read.crs is None:
        msg = (
            f"{path.name}: nothing says in which CRS {read.x} and {read.y} are: write x, y and crs "
            "(an EPSG code, for example 25832) under [read] of the mapping"
        )
        raise CrsError(msg)
    return _projection(path, read.crs)


def _csv_point(
    path: Path,
    mapping: TableMapping,
    line: int,
    cells: dict[str, str],
    to_degrees: Transformer | None,
) -> tuple[float, float] | None:
    if to_degrees is None or not mapping.read.x or not mapping.read.y:
        return None
    given = [cells.get(name, "") for name in (mapping.read.x, mapping.read.y)]
    if not any(given):
        return None
    try:
        x, y = (float(text.replace(",", ".")) for text in given)
    except ValueError as problem:
        name = mapping.read.x if _is_no_number(given[0]) else mapping.read.y
        msg = f"{path.name} line {line}, {name} {cells.get(name, '')!r}: not a number"
        raise DataError(msg) from problem
    lon, lat = to_degrees.transform(x, y)
    return float(lat), float(lon)


def _is_no_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return True
    return False


def _layer_rows(path: Path, mapping: TableMapping) -> Iterator[Raw]:
    import pyogrio  # type: ignore[import-untyped]  # noqa: PLC0415 (GDAL is needed for layers alone)

    read = mapping.read
    try:
        meta, _, wkb, columns = pyogrio.raw.read(
            path, layer=_layer(path, read.layer), encoding=read.encoding
        )
    except UnicodeDecodeError as problem:
        msg = f"{path.name}: not in the encoding it names ({problem}): write encoding under [read]"
        raise DataError(msg) from problem
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as problem:
        msg = (
            f"{path.name}: not a whole layer ({problem}); give GeoPackage, GeoJSON, Shapefile, CSV"
        )
        raise DataError(msg) from problem
    names = [str(name) for name in meta["fields"]]
    _require_columns(path, mapping, names)
    points = _points(path, mapping, meta["crs"], wkb)
    wanted = [(name, columns[names.index(name)]) for name in mapping.wanted]
    for position, point in enumerate(points):
        cells = {name: text_of(column[position]) for name, column in wanted}
        yield position + 1, cells, point


def _layer(path: Path, wanted: str | None) -> str | None:
    import pyogrio  # noqa: PLC0415 (see above)

    layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    if wanted is None and len(layers) > 1:
        msg = f"{path.name}: has the layers {', '.join(layers)}; name one as layer under [read]"
        raise DataError(msg)
    if wanted is not None and wanted not in layers:
        msg = f"{path.name}: has no layer {wanted!r}; it has {', '.join(layers)}"
        raise DataError(msg)
    return wanted


def _points(
    path: Path, mapping: TableMapping, crs: str | None, wkb: NDArray[Any] | None
) -> list[tuple[float, float] | None]:
    """Give latitude and longitude of each feature, or None where it has no geometry."""
    if wkb is None:
        msg = f"{path.name}: the layer has no geometry; give one that has"
        raise DataError(msg)
    asked = mapping.read.crs or crs
    if asked is None:
        msg = (
            f"{path.name}: nothing says in which CRS its points are: add the .prj file that belongs"
            " to it, or write crs (an EPSG code, for example 25832) under [read] of the mapping"
        )
        raise CrsError(msg)
    shapes = shapely.from_wkb(wkb)
    is_empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    inside = np.array([None] * len(shapes), dtype=object)
    inside[~is_empty] = shapely.point_on_surface(shapes[~is_empty])
    x, y = shapely.get_x(inside), shapely.get_y(inside)
    lon, lat = _projection(path, asked).transform(x, y)
    return [
        None if nothing else (float(a), float(b))
        for nothing, a, b in zip(is_empty, lat, lon, strict=True)
    ]


def _projection(path: Path, crs: int | str) -> Transformer:
    try:
        return Transformer.from_crs(CRS.from_user_input(crs), WGS84, always_xy=True)
    except ProjError as problem:
        msg = f"{path.name}: {crs} is no CRS that is known; give an EPSG code, for example 25832"
        raise CrsError(msg) from problem
