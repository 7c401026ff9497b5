"""Points with a number each from a file, part by part, whatever its format.

A file is read once, in parts of ``CHUNK_ROWS`` rows: of three million rows only those inside the
bounds asked for are ever held together. A value that is no number is never taken for zero: it is
named with its row and column, or counted where the file's publisher withholds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.errors import ColumnError
from geo.coverage.files.csv_source import CsvSource
from geo.coverage.files.header import Batch, Header, Source
from geo.coverage.files.naming import Number, Place, chosen_number, chosen_place
from geo.coverage.files.parquet_source import ParquetSource
from geo.coverage.files.projecting import Projector, named, read_crs, same_crs
from geo.coverage.files.vector_source import VectorSource
from geo.errors import CrsError, DataError

_CSV: Final = frozenset({".csv", ".tsv", ".txt"})
_PARQUET: Final = frozenset({".parquet", ".geoparquet", ".pq"})
_VECTOR: Final = frozenset({".gpkg", ".geojson", ".json", ".shp", ".fgb"})

Bounds = tuple[float, float, float, float]
"""West, south, east and north in EPSG:25832 metres."""


@dataclass(frozen=True)
class PointFile:
    """A file of points, and what the operator says about it.

    ``x``, ``y`` and ``number`` are names of columns; what is left out is found by its usual name
    (see ``naming``), or is the file's geometry. ``crs`` is needed where neither the file nor the
    names tell it. ``label`` is a column that names rows. ``withheld`` are texts the publisher
    writes instead of a number, and with them every negative number.

    For example, with the columns ``lon``, ``lat`` and ``people`` nothing else is to be said::

        PointFile(Path("people.csv"))
        PointFile(Path("grid.csv"), x="rechts", y="hoch", number="personen", crs=3035)
    """

    path: Path
    x: str | None = None
    y: str | None = None
    number: str | None = None
    crs: int | str | None = None
    layer: str | None = None
    label: str | None = None
    withheld: tuple[str, ...] = ()


class Part(NamedTuple):
    """Some rows of a file: ``row`` counted from 0, positions in EPSG:25832 metres.

    ``number`` is NaN where ``is_withheld``; without such a column all are 1. ``label`` is what
    the row is called. All have the shape ``(n,)``. ``rows_read`` counts those outside the bounds
    as well.
    """

    row: Indices
    x_m: Floats
    y_m: Floats
    number: Floats
    is_withheld: Flags
    label: NDArray[Any]
    rows_read: int
    extent: Bounds


def read_points(file: PointFile, number: Number, bounds: Bounds | None = None) -> Iterator[Part]:
    """Read a file part by part.

    Parameters
    ----------
    file
        Where it is, and what is known about it.
    number
        What the number is, and how it is called where the file does not say.
    bounds
        Rows outside are left out, and their numbers are not looked at.

    Raises
    ------
    DataError
        If there is no such file, or it cannot be read as what its name says.
    ColumnError
        If a column is not there, or a value is no number of this kind; names row and column.
    CrsError
        If the CRS is not known, is none, is not the file's own, or cannot be that of the values.
    """
    reader = _Reader.of(file, number)
    columns = [*reader.place.columns, *filter(None, (reader.column, file.label))]
    first = 0
    for batch in reader.source.batches(columns):
        part = reader.part(batch, first, bounds)
        first += part.rows_read
        yield part


def open_source(path: Path, layer: str | None = None) -> Source:
    """Open a file by what its name ends with.

    Raises
    ------
    DataError
        If there is no such file, or nobody here reads its format.
    """
    if not path.is_file():
        msg = f"{path}: there is no such file"
        raise DataError(msg)
    suffix = path.suffix.lower()
    if suffix in _CSV:
        return CsvSource.of(path)
    if suffix in _PARQUET:
        return ParquetSource.of(path)
    if suffix in _VECTOR:
        return VectorSource.of(path, layer)
    known = ", ".join(sorted(_CSV | _PARQUET | _VECTOR))
    msg = f"{path}: files ending with {suffix or 'nothing'} are not read; give one of {known}"
    raise DataError(msg)


@dataclass(frozen=True)
class _Reader:
    """How the rows of one file become points."""

    file: PointFile
    source: Source
    place: Place
    projector: Projector
    number: Number
    column: str | None

    @classmethod
    def of(cls, file: PointFile, number: Number) -> "_Reader":
        source = open_source(file.path, file.layer)
        header = source.header
        place = chosen_place(header, file.x, file.y)
        column = chosen_number(header, number, file.number)
        if file.label is not None and file.label not in header.columns:
            msg = f"{file.path.name}: has no column {file.label!r}; it has {header.listed()}"
            raise ColumnError(msg)
        crs = _chosen_crs(header, place, file.crs)
        return cls(file, source, place, Projector(header, crs), number, column)

    def part(self, batch: Batch, first: int, bounds: Bounds | None) -> Part:
        size = len(batch[self.place.columns[0]])
        rows = np.arange(first, first + size)
        x_m, y_m = self._metres(batch, rows)
        kept = _inside(x_m, y_m, bounds)
        values, is_withheld = self._numbers(batch, rows, kept)
        labels = batch[self.file.label] if self.file.label else rows + 1
        return Part(
            row=rows[kept],
            x_m=x_m[kept],
            y_m=y_m[kept],
            number=values,
            is_withheld=is_withheld,
            label=labels[kept],
            rows_read=size,
            extent=extent_of(x_m, y_m),
        )

    def _metres(self, batch: Batch, rows: Indices) -> tuple[Floats, Floats]:
        if len(self.place.columns) == 1:
            geometry = batch[self.place.columns[0]]
            missing = shapely.is_missing(geometry) | shapely.is_empty(geometry)
            self._refuse(missing, rows, self.place.columns[0], missing, "a point is needed")
            return self.projector.centres(geometry, rows)
        x, y = (self._finite(batch, rows, name) for name in self.place.columns)
        return self.projector.metres(x, y, rows)

    def _finite(self, batch: Batch, rows: Indices, name: str) -> Floats:
        values = as_numbers(batch[name])
        self._refuse(~np.isfinite(values), rows, name, batch[name], "a finite number is needed")
        return values

    def _numbers(self, batch: Batch, rows: Indices, kept: Flags) -> tuple[Floats, Flags]:
        n_kept = int(kept.sum())
        if self.column is None:
            return np.ones(n_kept), np.zeros(n_kept, dtype=np.bool_)
        stored, rows = batch[self.column][kept], rows[kept]
        values = as_numbers(stored)
        is_withheld = self._is_withheld(stored, values)
        sound = (np.isfinite(values) & (values >= 0)) | is_withheld
        if self.number.may_be_unknown:
            sound |= np.asarray(pd.isna(stored))
        self._refuse(~sound, rows, self.column, stored, f"{self.number.wanted} is needed")
        return np.where(is_withheld, np.nan, values), is_withheld

    def _is_withheld(self, stored: NDArray[Any], values: Floats) -> Flags:
        marks = self.file.withheld
        if not marks:
            return np.zeros(len(values), dtype=np.bool_)
        is_withheld: Flags = values < 0
        if stored.dtype.kind not in "fiu":
            texts = pd.Series(stored).fillna("").astype(str).str.strip()
            return is_withheld | texts.isin(marks).to_numpy()
        return is_withheld | (np.isnan(values) if "" in marks else False)

    def _refuse(
        self, wrong: Flags, rows: Indices, name: str, stored: NDArray[Any], wanted: str
    ) -> None:
        if wrong.any():
            row = int(wrong.argmax())
            value = stored[row]
            no_value = pd.isna(value) or name == self.place.geometry
            said = "is empty" if no_value else f"is {value!s}"
            at = self.source.header.at(int(rows[row]))
            msg = f"{at}, column {name!r} {said}: {wanted}; mend or leave out the row"
            raise ColumnError(msg)


def as_numbers(stored: NDArray[Any]) -> Floats:
    """Read a column as numbers; NaN where one is none. A comma may stand for the point."""
    if stored.dtype.kind in "fiub":
        return np.asarray(stored, dtype=np.float64)
    texts = pd.Series(stored)
    texts = texts.where(texts.isna(), texts.astype(str).str.replace(",", "."))
    return pd.to_numeric(texts, errors="coerce").to_numpy(np.float64, na_value=np.nan)


def extent_of(x_m: Floats, y_m: Floats) -> Bounds:
    """Tell the box around points in metres; infinite the wrong way round if there are none."""
    if not len(x_m):
        return (np.inf, np.inf, -np.inf, -np.inf)
    return (float(x_m.min()), float(y_m.min()), float(x_m.max()), float(y_m.max()))


def joined(one: Bounds, other: Bounds) -> Bounds:
    """Give the box around two boxes."""
    west, south = min(one[0], other[0]), min(one[1], other[1])
    return (west, south, max(one[2], other[2]), max(one[3], other[3]))


def told(bounds: Bounds) -> str:
    """Name a box for a message."""
    west, south, east, north = bounds
    return f"{west:.0f} to {east:.0f} m east, {south:.0f} to {north:.0f} m north (EPSG:25832)"


def _inside(x_m: Floats, y_m: Floats, bounds: Bounds | None) -> Flags:
    if bounds is None:
        return np.ones(len(x_m), dtype=np.bool_)
    west, south, east, north = bounds
    inside: Flags = (x_m >= west) & (x_m <= east) & (y_m >= south) & (y_m <= north)
    return inside


def _chosen_crs(header: Header, place: Place, said: int | str | None) -> CRS:
    """Take the CRS the operator says, or the one names or file tell; they may not disagree."""
    if said is None:
        if place.crs is not None:
            return read_crs(place.crs)
        if header.crs is None:
            msg = (
                f"{header.path.name}: has no CRS; name the one its positions are in, "
                "for example crs = 3035"
            )
            raise CrsError(msg)
        return header.crs
    crs = read_crs(said)
    if place.geometry and header.crs is not None and not same_crs(crs, header.crs):
        msg = (
            f"{header.path.name}: is in {named(header.crs)} by its own word, not in {named(crs)}; "
            "leave the CRS out, or write the file anew if it is wrong"
        )
        raise CrsError(msg)
    return crs
