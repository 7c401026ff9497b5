"""Results as columns in a Parquet file, and by area as a table."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from geo.coverage import by_area
from geo.coverage.columns import OUTSIDE, Floats, Indices
from geo.coverage.demand import Demand

PEOPLE: Final = "people"
GROUP_ROWS: Final = 250_000


@dataclass(frozen=True, eq=False)
class AreaSums:
    """People of each area and of all, and people times value by column; ``(n_areas + 1,)``."""

    people: Floats
    products: Mapping[str, Floats]

    @classmethod
    def of(cls, demand: Demand, columns: Mapping[str, Floats]) -> "AreaSums":
        """Add up over the points of some demand."""
        products = {name: by_area.sums(demand, values) for name, values in columns.items()}
        return cls(by_area.people(demand), products)

    @classmethod
    def together(cls, parts: Sequence["AreaSums"]) -> "AreaSums":
        """Add up the parts, in their order."""
        people = np.sum([part.people for part in parts], axis=0)
        names = parts[0].products
        return cls(people, {n: np.sum([part.products[n] for part in parts], axis=0) for n in names})

    def table(self, areas: Sequence[str]) -> pd.DataFrame:
        """Give people and their mean of each column, a row an area and a last one for all."""
        columns = {
            name: by_area.per_person(total, self.people) for name, total in self.products.items()
        }
        index = pd.Index([*areas, by_area.CITY], name="area")
        return pd.DataFrame({PEOPLE: self.people, **columns}, index)


@dataclass(frozen=True, eq=False)
class LargeResult:
    """What a large run found.

    ``out`` holds a row a point: ``row`` (in the demand file, from 0), ``x_m`` and ``y_m``
    (EPSG:25832), ``weight``, ``area``, and the measures. ``areas`` has a row an area and a last
    one for all; each measure is the mean over the people, so that of ``covered`` is their share.
    It is written to ``areas_out`` as well. ``reaching_nobody`` names services that nobody has in
    reach, ``cells_withheld`` counts rows whose number is not published.
    """

    out: Path
    areas_out: Path
    areas: pd.DataFrame
    points: int
    people: float
    services: int
    points_outside: int
    cells_withheld: int
    reaching_nobody: tuple[str, ...]
    engine: str


def result_table(rows: Indices, demand: Demand, columns: Mapping[str, Floats]) -> Any:  # noqa: ANN401 (an Arrow table)
    """Put points and their results side by side."""
    names = pa.array(demand.areas, pa.string())
    area = pa.array(demand.area, pa.int32(), mask=demand.area == OUTSIDE)
    return pa.table(
        {
            "row": pa.array(rows, pa.int64()),
            "x_m": demand.x_m,
            "y_m": demand.y_m,
            "weight": demand.weight,
            "area": pa.DictionaryArray.from_arrays(area, names),
            **columns,
        }
    )


def write_table(table: Any, path: Path) -> None:  # noqa: ANN401 (an Arrow table)
    """Write a table beside its place and put it there when it is whole."""
    with written_beside(path) as beside:
        pq.write_table(table, beside, row_group_size=GROUP_ROWS)


def join_tables(parts: Sequence[Path], path: Path) -> None:
    """Put the tables of files one after the other into one file, a table at a time in memory."""
    with written_beside(path) as beside, pq.ParquetWriter(beside, _schema(parts[0])) as writer:
        for part in parts:
            writer.write_table(pq.read_table(part), row_group_size=GROUP_ROWS)


def _schema(part: Path) -> Any:  # noqa: ANN401 (an Arrow schema)
    return pq.read_schema(part)


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Give a temporary name in the same folder; rename it at the end, remove it on failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
