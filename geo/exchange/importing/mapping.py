"""How the columns and words of a source become those of the directory: a TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from geo.directory.place import Code, Frozen, PartialDate, Precision, Text, WebLink
from geo.directory.rows import REQUIRED
from geo.errors import DataError
from geo.exchange.importing.arrivals import Incoming

COLUMNS = frozenset(REQUIRED) | {"visibility"}
"""What a mapping can fill."""

KEY = "key"
"""The source's own name of a record, beside the columns of the directory."""

_OF_THE_POINT = ("lat", "lon")


class ImportSource(Frozen):
    """Who says so, and of when; becomes a row of ``sources.toml``."""

    id: Code
    name: Text
    publisher: Text
    date: PartialDate | None = None
    url: WebLink
    licence: Text | None = None
    licence_url: WebLink | None = None


class Reading(Frozen):
    """What the file does not say of itself; ``x`` and ``y`` name columns of coordinates."""

    layer: str | None = None
    crs: int | None = None
    x: str | None = None
    y: str | None = None
    encoding: str | None = None


class PointRule(Frozen):
    """What the points of the source rest on."""

    precision: Precision = Precision.ADDRESS
    accuracy_m: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 25
    basis: Text | None = None


class TableMapping(Frozen):
    """The mapping of a table: ``columns`` and ``fixed`` by our names, ``values`` from theirs."""

    source: ImportSource
    read: Reading = Reading()
    point: PointRule = PointRule()
    columns: dict[str, str | tuple[str, ...]] = Field(default={})
    fixed: dict[str, str] = Field(default={})
    values: dict[str, dict[str, str]] = Field(default={})

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        named = {*self.columns, *self.fixed, *self.values}
        unknown = sorted(named - COLUMNS - {KEY})
        if unknown:
            msg = f"no column of places.csv is called {', '.join(unknown)}"
            raise ValueError(msg)
        return self

    @property
    def wanted(self) -> tuple[str, ...]:
        """Columns of the source that are needed."""
        named = [name for theirs in self.columns.values() for name in _several(theirs)]
        return tuple(dict.fromkeys([*named, *filter(None, (self.read.x, self.read.y))]))


@dataclass(frozen=True)
class Wrong:
    """A value that the mapping has no word for."""

    column: str
    value: str
    message: str


def read_toml(path: Path) -> dict[str, object]:
    """Read a mapping as it stands.

    Raises
    ------
    DataError
        If it cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        msg = f"{path}: cannot be read ({problem.strerror})"
        raise DataError(msg) from problem
    except ValueError as problem:
        msg = f"{path.name}: no TOML in UTF-8 ({problem})"
        raise DataError(msg) from problem


def read_mapping(path: Path) -> TableMapping:
    """Read the mapping of a table or of Integreat.

    Raises
    ------
    DataError
        If it cannot be read, is no TOML, or says what no mapping says.
    """
    try:
        return TableMapping.model_validate(read_toml(path))
    except ValidationError as problem:
        raise DataError(in_words(path.name, problem)) from problem


def in_words(name: str, problem: ValidationError) -> str:
    """Say what is wrong in a mapping, key by key."""
    told = "; ".join(
        f"{'.'.join(map(str, item['loc'])) or 'mapping'}: "
        f"{item['msg'].removeprefix('Value error, ')}"
        for item in problem.errors()
    )
    return f"{name}: not understood: {told}"


def translated(
    mapping: TableMapping, row: int, raw: Mapping[str, str], point: tuple[float, float] | None
) -> tuple[Incoming, tuple[Wrong, ...]]:
    """Write a record of the source in our columns.

    Parameters
    ----------
    mapping
        How.
    row
        Its number in the file.
    raw
        Its cells by the source's columns.
    point
        Latitude and longitude in WGS84 degrees, or None.

    Returns
    -------
    The record, with what the mapping has no word for.
    """
    cells = dict(mapping.fixed)
    wrong: list[Wrong] = []
    for ours, theirs in mapping.columns.items():
        glue = ";" if ours in _LISTS else " "
        value = glue.join(filter(None, (raw.get(name, "") for name in _several(theirs))))
        if not value:
            continue
        words = mapping.values.get(ours)
        if words is None:
            cells[ours] = value
            continue
        parts = [part.strip() for part in value.split(";")] if ours in _LISTS else [value]
        wrong += [_unmapped(ours, part) for part in parts if part not in words]
        cells[ours] = ";".join(words.get(part, "") for part in parts)
    key = cells.pop(KEY, "")
    return Incoming(row, key, with_point(cells, point, mapping.point)), tuple(wrong)


_LISTS = ("operator", "languages", "target_groups", "offers", "level", "source_url")


def with_point(
    cells: Mapping[str, str], point: tuple[float, float] | None, rule: PointRule
) -> dict[str, str]:
    """Add a point with what it rests on; without one it is only known in which district."""
    found = {name: cell for name, cell in cells.items() if cell}
    if point is None and all(name in found for name in _OF_THE_POINT):
        point = _degrees(found)
    if point is not None:
        found["lat"], found["lon"] = (f"{degrees:.6f}" for degrees in point)
    if not all(name in found for name in _OF_THE_POINT):
        return found
    found.setdefault("geo_precision", rule.precision)
    found.setdefault("geo_accuracy_m", f"{rule.accuracy_m:g}")
    if rule.basis:
        found.setdefault("geo_basis", rule.basis)
    return found


def _degrees(cells: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        return float(cells["lat"].replace(",", ".")), float(cells["lon"].replace(",", "."))
    except ValueError:
        return None  # told when the row is checked


def _several(theirs: str | tuple[str, ...]) -> tuple[str, ...]:
    return (theirs,) if isinstance(theirs, str) else theirs


def _unmapped(column: str, value: str) -> Wrong:
    return Wrong(
        column, value, f'the mapping has no word for it: add "{value}" under [values.{column}]'
    )
