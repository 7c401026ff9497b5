"""Published figures of refugees by district, each with its period and source.

They come from different years and count different things. A figure is used for what it says; a
district without one is unknown.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from geo.coverage.errors import ColumnError, NoDemandError
from geo.directory.place import Frozen, PartialDate, Text, WebLink
from geo.directory.table import Row, read_rows
from geo.errors import DataError

FILE: Final = "district_figures.csv"
HOUSED: Final = "refugees_housed"
HOUSED_PER_1000: Final = "refugees_housed_per_1000"
PLACES: Final = "places_existing_and_planned"

OLD_YEARS: Final = 3
"""Years after which a figure is said to be old."""

_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?(?!\d)")

_COLUMNS = ("stadtbezirk", "period", "metric", "value", "unit", "source_url", "source_date", "note")


class Figure(Frozen):
    """One published figure of a district or the whole city; ``period`` is as the source says it."""

    area: Text
    period: Text
    metric: Text
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    unit: Text
    source_url: WebLink
    source_date: PartialDate | None = None
    note: Text | None = None

    @property
    def per_1000_inhabitants(self) -> bool:
        """Whether the value is a rate and needs the population to become people."""
        return self.unit.startswith("per 1000 inhabitants")


def read_figures(path: Path) -> tuple[Figure, ...]:
    """Read the table of figures.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, or a row is no figure; names the line.
    """
    return tuple(_figure(path.name, row) for row in read_rows(path, _COLUMNS))


def choose(
    figures: Iterable[Figure], metric: str, period: str, districts: Sequence[str]
) -> dict[str, Figure]:
    """Choose what one source says of one time.

    Parameters
    ----------
    figures
        Of any metric and period.
    metric, period
        As they stand in the table.
    districts
        Names of the districts; figures of anything else (the whole city) are left out.

    Returns
    -------
    The figures under the names of their districts.

    Raises
    ------
    NoDemandError
        If there is no such figure of a district; names what there is.
    ColumnError
        If a district has two such figures.
    """
    figures = tuple(figures)
    chosen: dict[str, Figure] = {}
    for figure in figures:
        if (figure.metric, figure.period) != (metric, period) or figure.area not in districts:
            continue
        if figure.area in chosen:
            msg = f"{figure.area} has two figures of {metric}, {period}: leave one of them out"
            raise ColumnError(msg)
        chosen[figure.area] = figure
    if not chosen:
        known = "; ".join(f"{m}, {p}" for m, p in sorted(offered(figures, districts)))
        msg = f"no district has a figure of {metric}, {period}; there is: {known or 'nothing'}"
        raise NoDemandError(msg)
    return chosen


def offered(figures: Iterable[Figure], districts: Sequence[str]) -> dict[tuple[str, str], int]:
    """Count the districts that have a figure, by metric and period."""
    counts: dict[tuple[str, str], int] = {}
    for figure in figures:
        if figure.area in districts:
            key = (figure.metric, figure.period)
            counts[key] = counts.get(key, 0) + 1
    return counts


def is_old(period: str, today: date) -> bool | None:
    """Tell whether a period ended more than ``OLD_YEARS`` before a day; None if it has no year."""
    dates = _DATE.findall(period)
    if not dates:
        return None
    year, month, day = (int(part or 0) for part in dates[-1])
    # A year alone ends in December, a month alone at most on its 31st.
    end = (year + OLD_YEARS, month or 12, day or 31)
    return end < (today.year, today.month, today.day)


def _figure(name: str, row: Row) -> Figure:
    if row.problem:
        msg = f"{name} line {row.line}: {row.problem}"
        raise DataError(msg)
    cells = {column: row.cells.get(column) or None for column in _COLUMNS}
    try:
        return Figure.model_validate({"area": cells.pop("stadtbezirk"), **cells})
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(map(str, first["loc"]))
        msg = f"{name} line {row.line}, {column} {first['input']!r}: {first['msg']}"
        raise DataError(msg) from error
