"""The ranking of the districts as rows: each figure as a text, and as a number to sort by."""

import math
from dataclasses import dataclass

import numpy as np

from geo.coverage.assessment import Assessment
from geo.coverage.columns import Floats
from geo.coverage.errors import CapacityError, ColumnError, NoSupplyError
from geo.coverage.per_thousand import per_thousand
from geo.coverage.scenario import Measure
from geo.coverage.sureness import Sureness
from geo.coverage.uncertainty import Interval
from geo.coverage.what_if import Change
from geo.directory.districts import Districts
from geo.exchange.coverage_words import (
    change_text,
    measure_unit,
    number_text,
    people_change_text,
    people_range,
    people_text,
    rank_range,
)
from geo.exchange.people_words import city_text, people_heading, people_help
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.coverage_outside import range_notes


@dataclass(frozen=True)
class Column:
    """A column: its code, heading, what it means, and whether the greatest come first."""

    code: str
    label: str
    help: str
    falls: bool = True


@dataclass(frozen=True)
class Cell:
    """A figure; ``sort`` is None where nobody knows it, ``note`` stands below it."""

    text: str
    sort: float | None
    note: str = ""


@dataclass(frozen=True)
class DistrictRow:
    """A district, or the city where ``number`` is empty."""

    number: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Ranking:
    """The table: the districts from the most urgent on, and the city."""

    columns: tuple[Column, ...]
    rows: tuple[DistrictRow, ...]
    city: DistrictRow


def ranking(
    catalogue: Catalogue,
    districts: Districts,
    answer: Assessment,
    sure: Sureness | None = None,
    other: Assessment | None = None,
    change: Change | None = None,
) -> Ranking:
    """Write the ranking.

    Parameters
    ----------
    catalogue
        The language.
    districts
        In the order of ``answer.demand.areas``.
    answer
        What is ranked.
    sure
        How sure the figures are, as soon as that is known.
    other
        The same with people spread the other way, where that is asked for.
    change
        What a changed scenario brings.
    """
    columns = [
        _Filled(_column(catalogue, "rank", falls=False), *_ranks(catalogue, answer, sure)),
        _values(catalogue, answer, sure.values if sure else None),
    ]
    if answer.scenario.measure is not Measure.COVERED:
        columns.append(_shares(catalogue, answer))
    columns += [_priorities(catalogue, answer, sure), _people(catalogue, answer)]
    if answer.scenario.measure is not Measure.PER_THOUSAND:
        columns.append(_per_thousand(catalogue, answer))
    if other is not None:
        columns.append(_other(catalogue, answer, other))
    if change is not None:
        columns += _changes(catalogue, change)
    names = [(item.number, item.name) for item in districts.items]
    rows = [
        DistrictRow(number, name, tuple(column.cells[position] for column in columns))
        for position, (number, name) in enumerate(names)
    ]
    rows.sort(key=lambda row: math.inf if row.cells[0].sort is None else row.cells[0].sort)
    city = DistrictRow("", city_text(catalogue, answer.demand), tuple(c.cells[-1] for c in columns))
    return Ranking(tuple(c.column for c in columns), tuple(rows), city)


class _Filled:
    """A column with a cell for each district and the city."""

    def __init__(self, column: Column, *cells: Cell) -> None:
        self.column = column
        self.cells = cells


def _column(catalogue: Catalogue, code: str, *, falls: bool = True, **values: str) -> Column:
    label = catalogue.t(f"cover.column.{code}", **values)
    return Column(code, label, catalogue.t(f"cover.column.{code}.help", **values), falls)


def _ranks(catalogue: Catalogue, answer: Assessment, sure: Sureness | None) -> list[Cell]:
    """Rank the districts from the most urgent on, with the ranks they may have."""
    cells = [Cell("–", None) for _ in answer.demand.areas]  # noqa: RUF001 (a dash for none)
    if answer.priority is not None:
        for place, position in enumerate(answer.priority.ranking, start=1):
            note = rank_range(catalogue, sure.rank, position) if sure else ""
            cells[position] = _ranged(formatting.number(catalogue, place), float(place), note)
    return [*cells, Cell("", None)]


def _ranged(text: str, sort: float | None, note: str) -> Cell:
    """Fill a cell with its range, where that says more than the figure."""
    return Cell(text, sort, "" if sort is None or note == text else note)


def _people(catalogue: Catalogue, answer: Assessment) -> _Filled:
    cells = [Cell(people_text(catalogue, value), _sort(value)) for value in answer.people]
    heading = people_heading(catalogue, answer.scenario)
    column = Column("people", heading, people_help(catalogue, answer.scenario))
    return _Filled(column, *cells)


def _values(catalogue: Catalogue, answer: Assessment, interval: Interval | None) -> _Filled:
    kind = answer.kind
    notes = [""] * len(answer.values)
    if interval is not None:
        ranges = range_notes(catalogue, answer, interval)
        notes = [
            "" if math.isnan(value) else note
            for value, note in zip(answer.values, ranges, strict=True)
        ]
    cells = [
        Cell(number_text(catalogue, kind, value), _sort(value), note)
        for value, note in zip(answer.values, notes, strict=True)
    ]
    column = Column(
        "value",
        measure_unit(catalogue, answer.scenario),
        catalogue.t(f"brief.definition.{answer.scenario.measure}"),
        kind.less_is_better,
    )
    return _Filled(column, *cells)


def _shares(catalogue: Catalogue, answer: Assessment) -> _Filled:
    limit = formatting.number(catalogue, answer.scenario.limit_minutes)
    cells = [_share(catalogue, value) for value in answer.share_covered]
    return _Filled(_column(catalogue, "covered", falls=False, limit=limit), *cells)


def _share(catalogue: Catalogue, value: float) -> Cell:
    if math.isnan(value):
        return Cell(catalogue.t("brief.unknown"), None)
    return Cell(formatting.percent(catalogue, value), float(value))


def _priorities(catalogue: Catalogue, answer: Assessment, sure: Sureness | None) -> _Filled:
    """Count the people who lack it; for the city their sum."""
    missing = np.full(len(answer.demand.areas), np.nan)
    if answer.priority is not None:
        missing = answer.priority.priority
    total = float(np.nansum(missing)) if np.isfinite(missing).any() else math.nan
    notes = [""] * len(missing)
    if sure is not None:
        notes = [people_range(catalogue, sure.priority, row) for row in range(len(missing))]
    cells = [
        _ranged(people_text(catalogue, value), _sort(value), note)
        for value, note in zip((*missing, total), (*notes, ""), strict=True)
    ]
    kind = answer.kind.less_is_better or answer.scenario.measure is Measure.COVERED
    code = "missing" if kind else "gap"
    limit = formatting.number(catalogue, answer.scenario.limit_minutes)
    return _Filled(_column(catalogue, code, limit=limit), *cells)


def _per_thousand(catalogue: Catalogue, answer: Assessment) -> _Filled:
    try:
        values: Floats = per_thousand(answer.demand, answer.supply)
    except (CapacityError, NoSupplyError, ColumnError):
        values = np.full(len(answer.values), np.nan)
    cells = [
        Cell(catalogue.t("brief.unknown"), None)
        if math.isnan(value)
        else Cell(formatting.significant(catalogue, value), float(value))
        for value in values
    ]
    return _Filled(_column(catalogue, "per_thousand", falls=False), *cells)


def _other(catalogue: Catalogue, answer: Assessment, other: Assessment) -> _Filled:
    cells = [
        Cell(number_text(catalogue, answer.kind, value), _sort(value)) for value in other.values
    ]
    code = f"other.{other.scenario.spread}"
    return _Filled(_column(catalogue, code, falls=answer.kind.less_is_better), *cells)


def _changes(catalogue: Catalogue, change: Change) -> list[_Filled]:
    people = [
        Cell(people_change_text(catalogue, value), _sort(value))
        for value in change.gained - change.lost
    ]
    kind = change.after.kind
    values = [Cell(change_text(catalogue, kind, value), _sort(value)) for value in change.values]
    return [
        _Filled(_column(catalogue, "change_people"), *people),
        _Filled(_column(catalogue, "change_value", falls=not kind.less_is_better), *values),
    ]


def _sort(value: float) -> float | None:
    """Give a number that JSON can carry: no way is longer than any way."""
    if math.isnan(value):
        return None
    return float(value) if math.isfinite(value) else math.copysign(1e12, value)
