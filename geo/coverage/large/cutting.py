"""A file of demand cut by space into parts on disk, each small enough for one worker.

The plane is laid out in cells of two kilometres, taken in the order of Morton's curve, which keeps
neighbours together; a part is a run of cells with about as many points as asked for. Few services
then matter to each part. The file is read twice and never held whole.

References
----------
G. M. Morton: A computer oriented geodetic data base and a new technique in file sequencing. IBM,
Ottawa 1966.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from numpy.typing import NDArray

from geo.coverage.area_files import Areas
from geo.coverage.columns import OUTSIDE, Floats, Indices
from geo.coverage.demand import Demand
from geo.coverage.errors import NoDemandError
from geo.coverage.files.naming import PEOPLE
from geo.coverage.files.points import PointFile, read_points
from geo.coverage.large.in_memory import require_rows
from geo.coverage.large.plan import Progress
from geo.coverage.spread import Spread

CELL_M: Final = 2_000.0
_ZERO_CELL: Final = 1 << 20
"""Added to the numbers of cells, so that none is negative."""

_SCHEMA: Final = pa.schema(
    [
        ("row", pa.int64()),
        ("x_m", pa.float64()),
        ("y_m", pa.float64()),
        ("weight", pa.float64()),
        ("area", pa.int32()),
    ]
)


@dataclass(frozen=True, eq=False)
class PartDemand(Demand):
    """Some of the demand. A part may well hold nobody: the whole was looked at before."""

    def _require_people(self) -> None:
        pass


@dataclass(frozen=True)
class Cut:
    """Parts of a demand file on disk, and what was counted on the way."""

    parts: tuple[Path, ...]
    points: int
    people: float
    points_outside: int
    cells_withheld: int


def cut(file: PointFile, areas: Areas, folder: Path, rows_a_part: int, progress: Progress) -> Cut:
    """Cut a file into parts of about ``rows_a_part`` points in a folder.

    Raises
    ------
    NoDemandError
        If nobody is there.
    DataError, ColumnError, CrsError
        See ``grid_files.read_grid``.
    """
    cells, counts, withheld = _counted(file, progress)
    points = int(counts.sum())
    lasts = _last_cells(cells, counts, rows_a_part)
    paths = tuple(folder / f"part-{number:05}.parquet" for number in range(len(lasts)))
    people, outside, done = 0.0, 0, 0
    with ExitStack() as stack:
        writers = [stack.enter_context(pq.ParquetWriter(path, _SCHEMA)) for path in paths]
        for part in read_points(file, PEOPLE):
            known = np.flatnonzero(~part.is_withheld)
            x_m, y_m, weight = part.x_m[known], part.y_m[known], part.number[known]
            area = areas.locate(x_m, y_m)
            columns: list[NDArray[Any]] = [part.row[known], x_m, y_m, weight, area]
            _share_out(writers, np.searchsorted(lasts, morton(x_m, y_m)), columns)
            people += float(weight.sum())
            outside += int((area == OUTSIDE).sum())
            done += len(known)
            progress(done, 3 * points)
    if not people > 0:
        msg = f"{file.path.name}: no demand, {points} points with nobody at them"
        raise NoDemandError(msg)
    return Cut(paths, points, people, outside, withheld)


def read_part(path: Path, areas: tuple[str, ...], unit: str) -> tuple[Indices, PartDemand]:
    """Read a part: rows of the file it came from, and the demand."""
    table = pq.read_table(path)
    row, x_m, y_m, weight, area = (table[name].to_numpy() for name in _SCHEMA.names)
    return row, PartDemand(x_m, y_m, weight, area.astype(np.intp), areas, unit, Spread.GRID)


def morton(x_m: Floats, y_m: Floats) -> NDArray[np.uint64]:
    """Tell the place of each point's cell on Morton's curve: bits of column and row in turn."""
    columns, rows = (
        (np.floor(axis / CELL_M) + _ZERO_CELL).astype(np.uint64) for axis in (x_m, y_m)
    )
    return _spread_bits(columns) | (_spread_bits(rows) << np.uint64(1))


def _spread_bits(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Put a zero between the bits of numbers of up to 32 bits."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


def _counted(file: PointFile, progress: Progress) -> tuple[NDArray[np.uint64], Indices, int]:
    """Count the points of each cell, cells ascending, and the rows without a number."""
    cells, counts = np.empty(0, np.uint64), np.empty(0, np.intp)
    rows = withheld = 0
    for part in read_points(file, PEOPLE):
        known = ~part.is_withheld
        found, times = np.unique(morton(part.x_m[known], part.y_m[known]), return_counts=True)
        cells, slot = np.unique(np.concatenate([cells, found]), return_inverse=True)
        counts = np.bincount(slot, np.concatenate([counts, times])).astype(np.intp)
        rows += part.rows_read
        withheld += int(part.is_withheld.sum())
        progress(rows, 0)
    require_rows(file, rows, withheld)
    return cells, counts, withheld


def _last_cells(cells: NDArray[np.uint64], counts: Indices, rows_a_part: int) -> NDArray[np.uint64]:
    """Choose the last cell of each part."""
    part = (np.cumsum(counts) - 1) // rows_a_part
    return cells[np.flatnonzero(np.diff(part, append=part[-1] + 1))]


def _share_out(writers: list[Any], part: Indices, columns: list[NDArray[Any]]) -> None:
    order = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part, minlength=len(writers)))
    for number, writer in enumerate(writers):
        rows = order[ends[number - 1] if number else 0 : ends[number]]
        if len(rows):
            writer.write_table(pa.table([column[rows] for column in columns], schema=_SCHEMA))
