"""Which columns of a file say where and how many, where the operator does not name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.coverage.errors import ColumnError
from geo.coverage.files.header import Header
from geo.crs import METRIC, WGS84

ZENSUS_CRS: Final = 3035

_PLACES: Final[tuple[tuple[str, str, int | None], ...]] = (
    ("x_m", "y_m", METRIC),
    ("x_mp_100m", "y_mp_100m", ZENSUS_CRS),
    ("x_mp_1km", "y_mp_1km", ZENSUS_CRS),
    ("lon", "lat", WGS84),
    ("lng", "lat", WGS84),
    ("longitude", "latitude", WGS84),
    ("x", "y", None),
    ("easting", "northing", None),
)
"""Usual names of coordinates, and the CRS a pair tells by itself."""


@dataclass(frozen=True)
class Number:
    """What a file counts: what it is called in messages, and its usual names."""

    what: str
    wanted: str
    names: tuple[str, ...]
    is_required: bool = True
    may_be_unknown: bool = False


PEOPLE: Final = Number(
    what="people",
    wanted="a number of people from 0 up",
    names=("weight", "people", "population", "inhabitants", "einwohner"),
)
CAPACITY: Final = Number(
    what="capacity",
    wanted="a capacity from 0 up, or nothing where it is not known,",
    names=("capacity", "capacity_places", "places"),
    is_required=False,
    may_be_unknown=True,
)


@dataclass(frozen=True)
class Place:
    """The columns of a position: two coordinates, or one geometry; the CRS if the names tell."""

    columns: tuple[str, ...]
    crs: int | None = None

    @property
    def geometry(self) -> str | None:
        """Name of the geometry's column, if it is one."""
        return self.columns[0] if len(self.columns) == 1 else None


def chosen_place(header: Header, x: str | None, y: str | None) -> Place:
    """Choose the columns of the position: those named, else usual ones, else the geometry.

    Raises
    ------
    ColumnError
        If only one is named, a column is not there, or nothing tells a position.
    """
    if (x is None) != (y is None):
        msg = f"{header.path.name}: only one of x and y is named ({x or y!r}): name both or none"
        raise ColumnError(msg)
    if x is not None and y is not None:
        for name in (x, y):
            _require(header, name)
        return Place((x, y), _crs_of(x, y))
    usual = _usual_place(header)
    if usual is not None:
        return usual
    if header.geometry is not None:
        return Place((header.geometry,))
    msg = (
        f"{header.path.name}: no column tells where the rows are; it has {header.listed()}: "
        "name those of x and y"
    )
    raise ColumnError(msg)


def chosen_number(header: Header, number: Number, name: str | None) -> str | None:
    """Choose the column of the number; None where there need not be one.

    Raises
    ------
    ColumnError
        If the column named is not there, or none is found that is needed.
    """
    if name is not None:
        _require(header, name)
        return name
    found = _first(header.columns, number.names)
    if found is None and number.is_required:
        msg = (
            f"{header.path.name}: no column is called {', '.join(number.names)}; it has "
            f"{header.listed()}: name the one with the {number.what}"
        )
        raise ColumnError(msg)
    return found


def _usual_place(header: Header) -> Place | None:
    for x, y, crs in _PLACES:
        found = _first(header.columns, (x,)), _first(header.columns, (y,))
        if found[0] is not None and found[1] is not None:
            return Place((found[0], found[1]), crs)
    return None


def _crs_of(x: str, y: str) -> int | None:
    return next((crs for a, b, crs in _PLACES if (a, b) == (x.lower(), y.lower())), None)


def _first(columns: Sequence[str], names: Sequence[str]) -> str | None:
    by_name = {column.lower().strip(): column for column in columns}
    return next((by_name[name] for name in names if name in by_name), None)


def _require(header: Header, name: str) -> None:
    if name not in header.columns:
        msg = f"{header.path.name}: has no column {name!r}; it has {header.listed()}"
        raise ColumnError(msg)
