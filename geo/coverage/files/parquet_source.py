"""Parquet and GeoParquet, row group by row group and only the columns that are asked for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError as ProjError

from geo.coverage.files.header import CHUNK_ROWS, Batch, Header
from geo.errors import CrsError, DataError

_WKB: Final = "WKB"
_POINT: Final = "point"


@dataclass(frozen=True)
class ParquetSource:
    """A Parquet file; with geometry if it carries the metadata of GeoParquet."""

    header: Header
    encoding: str = _WKB

    @classmethod
    def of(cls, path: Path) -> "ParquetSource":
        """Look at the schema and the metadata.

        Raises
        ------
        DataError
            If it is no Parquet file, or its geometry is encoded in a way nobody here reads.
        CrsError
            If the CRS in the metadata cannot be understood.
        """
        try:
            schema = pq.read_schema(path)
        except (pa.ArrowInvalid, OSError) as error:
            msg = f"{path}: not a Parquet file ({error})"
            raise DataError(msg) from error
        names = tuple(schema.names)
        stored = (schema.metadata or {}).get(b"geo")
        if stored is None:
            return cls(Header(path, names))
        geo = json.loads(stored)
        geometry = geo["primary_column"]
        column = geo["columns"][geometry]
        if column["encoding"] not in (_WKB, _POINT):
            msg = f"{path}: geometry is encoded as {column['encoding']!r}; write it as WKB"
            raise DataError(msg)
        return cls(Header(path, names, geometry, _crs(path, column)), column["encoding"])

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield rows in the order of the file."""
        with pq.ParquetFile(self.header.path) as file:
            asked = list(dict.fromkeys(columns))
            for batch in file.iter_batches(batch_size=CHUNK_ROWS, columns=asked):
                yield {name: self._column(name, batch[name]) for name in asked}

    def _column(self, name: str, stored: pa.Array) -> NDArray[Any]:
        if name != self.header.geometry:
            return np.asarray(stored.to_numpy(zero_copy_only=False))
        if self.encoding == _WKB:
            return np.asarray(shapely.from_wkb(stored.to_numpy(zero_copy_only=False)))
        x, y = (
            stored.field(axis).to_numpy(zero_copy_only=False).astype(np.float64)
            for axis in ("x", "y")
        )
        return np.asarray(shapely.points(x, y))


def _crs(path: Path, column: dict[str, Any]) -> CRS | None:
    """Read the CRS; where the metadata leave it out, GeoParquet means degrees."""
    stored = column.get("crs", "OGC:CRS84")
    if stored is None:
        return None
    try:
        return CRS.from_user_input(stored)
    except ProjError as error:
        msg = f"{path}: the CRS in its metadata cannot be understood ({error})"
        raise CrsError(msg) from error
