"""Columns that travel between the measures, and the checks at the door."""

from typing import Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.coverage.errors import ColumnError
from geo.errors import CrsError

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Scalar = TypeVar("Scalar", bound=np.generic)

OUTSIDE: Final = -1
"""Index of the district of a point that lies in none."""

_MOST_LON, _MOST_LAT = 180.0, 90.0


def finite(name: str, values: ArrayLike) -> Floats:
    """Read a column of finite numbers, which nobody can write to afterwards.

    Raises
    ------
    ColumnError
        If a value is NaN or infinite; names the first such row.
    """
    column = frozen(np.asarray(values, dtype=np.float64))
    _require(np.isfinite(column), name, column, "a finite number is needed")
    return column


def not_negative(name: str, values: ArrayLike) -> Floats:
    """Read a column of finite numbers from zero up.

    Raises
    ------
    ColumnError
        If a value is NaN, infinite or negative; names the first such row.
    """
    column = finite(name, values)
    _require(column >= 0, name, column, "it must not be negative")
    return column


def frozen(values: NDArray[Scalar]) -> NDArray[Scalar]:
    """Give a view that cannot be written to; the caller's own array stays as it is."""
    view = values.view()
    view.flags.writeable = False
    return view


def same_length(**columns: ArrayLike) -> int:
    """Tell the length all columns share.

    Raises
    ------
    ColumnError
        If they differ in length, or one is no single column.
    """
    shapes = {name: np.shape(values) for name, values in columns.items()}
    if len(set(shapes.values())) != 1 or len(next(iter(shapes.values()))) != 1:
        msg = f"columns of one length are needed, these have the shapes {shapes}"
        raise ColumnError(msg)
    return int(next(iter(shapes.values()))[0])


def require_metres(x_m: Floats, y_m: Floats) -> None:
    """Refuse positions that are degrees: in EPSG:25832 they lie millions of metres north.

    Raises
    ------
    CrsError
        If a position is one that degrees would have.
    """
    like_degrees = (np.abs(x_m) <= _MOST_LON) & (np.abs(y_m) <= _MOST_LAT)
    if like_degrees.any():
        row = int(like_degrees.argmax())
        msg = (
            f"row {row}: ({x_m[row]}, {y_m[row]}) are degrees, metres are needed; "
            "project to EPSG:25832 with geo.crs.to_metric"
        )
        raise CrsError(msg)


def _require(holds: Flags, name: str, column: Floats, wanted: str) -> None:
    if not holds.all():
        row = int((~holds).argmax())
        msg = f"{name} of row {row} is {column[row]}: {wanted}; mend or leave out the row"
        raise ColumnError(msg)
