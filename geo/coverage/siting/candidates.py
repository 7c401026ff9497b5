"""Where new sites may stand: stops, existing public places, or a list of the operator's own.

The list is a CSV table with a column ``name`` and either ``lat`` and ``lon`` in WGS84 degrees or
``x`` and ``y`` in a CRS that is named beside it. Homes that are not public are never candidates,
whoever looks: a proposal next to one would tell where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError as ProjError

from geo.coverage.columns import (
    OUTSIDE,
    Floats,
    Indices,
    finite,
    frozen,
    require_metres,
    same_length,
)
from geo.coverage.errors import CandidatesError
from geo.coverage.supply import Supply, supply_of
from geo.crs import METRIC, WGS84
from geo.directory.directory import Directory
from geo.directory.districts import Districts
from geo.directory.place import Place, Visibility
from geo.directory.table import Row, read_rows
from geo.errors import CrsError, DataError

_NAMED: Final = 5
_DEGREES: Final = ("lat", "lon")
_OTHERS: Final = ("y", "x")
_MOST: Final = {"lat": 90.0, "lon": 180.0}


@dataclass(frozen=True, eq=False)
class Candidates:
    """Points where a new site may be put; columns of shape ``(n,)``.

    ``x_m`` and ``y_m`` are EPSG:25832 metres, ``area`` the index into ``areas`` of the district.
    ``ids`` tell candidates apart, ``names`` are for people. Without ``areas`` nothing is known of
    districts, and none is required.

    Raises
    ------
    CandidatesError
        If there is none, two share an id, or some lie outside every district; names them.
    ColumnError
        If lengths differ or a position is not finite.
    CrsError
        If the positions are degrees.
    """

    x_m: Floats
    y_m: Floats
    ids: tuple[str, ...]
    names: tuple[str, ...]
    area: Indices
    areas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        same_length(x_m=self.x_m, y_m=self.y_m, ids=self.ids, names=self.names, area=self.area)
        for name in ("x_m", "y_m"):
            object.__setattr__(self, name, finite(f"{name} of candidates", getattr(self, name)))
        object.__setattr__(self, "area", frozen(np.asarray(self.area, dtype=np.intp)))
        require_metres(self.x_m, self.y_m)
        self._require_some()
        if self.areas:
            self._require_inside()

    @property
    def size(self) -> int:
        """Number of candidates."""
        return len(self.ids)

    def as_supply(self, chosen: Sequence[int] | None = None) -> Supply:
        """Take all candidates, or the chosen positions, as services that count as one each."""
        rows = np.arange(self.size) if chosen is None else np.asarray(chosen, dtype=np.intp)
        return Supply(
            x_m=self.x_m[rows],
            y_m=self.y_m[rows],
            accuracy_m=np.zeros(len(rows)),
            capacity=np.ones(len(rows)),
            weight=np.ones(len(rows)),
            ids=tuple(self.ids[row] for row in rows),
            area=self.area[rows],
            areas=self.areas,
            hours=(None,) * len(rows),
        )

    def _require_some(self) -> None:
        if not self.size:
            msg = "no candidates: choose stops, a kind of places with a point, or give a list"
            raise CandidatesError(msg)
        if len(set(self.ids)) < self.size:
            twice = next(item for item in self.ids if self.ids.count(item) > 1)
            msg = f"two candidates have the id {twice!r}: leave one of them out"
            raise CandidatesError(msg)

    def _require_inside(self) -> None:
        outside = [self.names[row] for row in np.flatnonzero(self.area == OUTSIDE)]
        if outside:
            named = ", ".join(outside[:_NAMED]) + (", ..." if len(outside) > _NAMED else "")
            msg = (
                f"{len(outside)} of {self.size} candidates lie outside the city ({named}): "
                "leave them out, or see that their coordinates are right"
            )
            raise CandidatesError(msg)


def candidates_at_stops(directory: Directory) -> Candidates:
    """Take every public-transport stop of the city.

    Raises
    ------
    CandidatesError
        If there is no stop, or one lies outside the city.
    """
    stops, metres = directory.stops.items, directory.stops.metres
    return _located(
        metres[:, 0],
        metres[:, 1],
        tuple(stop.dhid for stop in stops),
        tuple(stop.name for stop in stops),
        directory.districts,
    )


def candidates_at_places(directory: Directory, places: Sequence[Place]) -> Candidates:
    """Take existing places, for example all libraries: the public ones that have a point.

    Parameters
    ----------
    directory
        As the viewer may know it, made by ``visible_to``.
    places
        Records of this directory. Those that are not public are left out, whoever looks.

    Raises
    ------
    CandidatesError
        If no public place with a point is among them, or one lies outside the city.
    ValueError
        If a record is not this directory's own.
    """
    supply = supply_of(directory, places)
    records = [directory.by_id[item] for item in supply.ids]
    rows = [row for row, place in enumerate(records) if place.visibility is Visibility.PUBLIC]
    return _located(
        supply.x_m[rows],
        supply.y_m[rows],
        tuple(records[row].id for row in rows),
        tuple(records[row].name for row in rows),
        directory.districts,
    )


def read_candidates(
    path: Path, districts: Districts, *, crs: int | str | None = None
) -> Candidates:
    """Read the operator's own list.

    Parameters
    ----------
    path
        CSV with ``name``, and ``lat`` and ``lon``, or ``x`` (east) and ``y`` (north). A column
        ``id`` may be there; else the line of the file is the id.
    districts
        Of the city.
    crs
        Of ``x`` and ``y``, for example 25832; not needed for ``lat`` and ``lon``.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column or rows, or a cell is no coordinate; names file,
        line, column and value.
    CrsError
        If ``x`` and ``y`` come without a CRS, or with one that is none.
    CandidatesError
        If candidates lie outside the city, or share an id.
    """
    rows = read_rows(path, ("name",))
    if not rows:
        msg = f"{path.name}: holds no candidate; give a name and a position a line"
        raise DataError(msg)
    columns = next((c for c in (_DEGREES, _OTHERS) if set(c) <= set(rows[0].cells)), None)
    if columns is None:
        msg = f"{path.name}: columns lat and lon, or x and y, are missing in line 1"
        raise DataError(msg)
    source = _source_crs(path.name, WGS84 if columns == _DEGREES else crs)
    north, east = (
        np.array([_number(path.name, row, column) for row in rows]) for column in columns
    )
    if source.to_epsg() != METRIC:
        east, north = Transformer.from_crs(source, METRIC, always_xy=True).transform(east, north)
    ids = tuple(row.cells.get("id") or f"{path.stem}:{row.line}" for row in rows)
    names = tuple(row.cells["name"] or f"{path.name} line {row.line}" for row in rows)
    return _located(east, north, ids, names, districts)


def _located(
    x_m: Floats,
    y_m: Floats,
    ids: tuple[str, ...],
    names: tuple[str, ...],
    districts: Districts,
) -> Candidates:
    x_m, y_m = finite("x of the candidates", x_m), finite("y of the candidates", y_m)
    areas = tuple(item.name for item in districts.items)
    return Candidates(x_m, y_m, ids, names, districts.locate(x_m, y_m), areas)


def _source_crs(name: str, crs: int | str | None) -> CRS:
    if crs is None:
        msg = f"{name}: x and y come without a CRS: name it, for example 25832"
        raise CrsError(msg)
    try:
        return CRS.from_user_input(crs)
    except ProjError as error:
        msg = f"{name}: {crs!r} is no CRS: give an EPSG code, for example 25832"
        raise CrsError(msg) from error


def _number(name: str, row: Row, column: str) -> float:
    if row.problem:
        msg = f"{name} line {row.line}: {row.problem}"
        raise DataError(msg)
    text = row.cells.get(column, "")
    try:
        value = float(text)
    except ValueError:
        value = np.nan
    if not abs(value) <= _MOST.get(column, np.finfo(np.float64).max):
        wanted = f"a number of at most {_MOST[column]:g} degrees" if column in _MOST else "a number"
        msg = f"{name} line {row.line}, {column} {text!r}: not {wanted}; write 48.77, with a point"
        raise DataError(msg)
    return value
