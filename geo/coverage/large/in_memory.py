"""The large run in one process: everybody in memory, by the measures as they stand."""

from dataclasses import dataclass

import numpy as np

from geo.coverage.area_files import Areas
from geo.coverage.columns import Flags, Floats, Indices
from geo.coverage.demand import Demand
from geo.coverage.errors import NoDemandError
from geo.coverage.files.naming import PEOPLE
from geo.coverage.files.points import PointFile, read_points
from geo.coverage.floating_catchment import enhanced
from geo.coverage.large.plan import ACCESS, Plan, Progress, plain_columns
from geo.coverage.large.two_passes import require_reach
from geo.coverage.spread import Spread
from geo.coverage.supply import Supply


@dataclass(frozen=True, eq=False)
class Read:
    """Demand as it was read; ``row`` are the rows of its file, shape ``(n,)``."""

    demand: Demand
    row: Indices
    cells_withheld: int


def read_demand(file: PointFile, areas: Areas, unit: str, progress: Progress) -> Read:
    """Read a whole file as demand.

    Raises
    ------
    NoDemandError
        If nobody is there.
    DataError, ColumnError, CrsError
        See ``grid_files.read_grid``.
    """
    kept: list[tuple[Indices, Floats, Floats, Floats]] = []
    rows = withheld = 0
    for part in read_points(file, PEOPLE):
        is_known: Flags = ~part.is_withheld
        columns = (part.row, part.x_m, part.y_m, part.number)
        kept.append(tuple(column[is_known] for column in columns))  # type: ignore[arg-type]
        rows += part.rows_read
        withheld += int(part.is_withheld.sum())
        progress(rows, 0)
    require_rows(file, rows, withheld)
    row, x_m, y_m, weight = (np.concatenate(columns) for columns in zip(*kept, strict=True))
    kept.clear()
    area = areas.locate(x_m, y_m)
    demand = Demand(x_m, y_m, weight, area, areas.names, unit, Spread.GRID)
    return Read(demand, row, withheld)


def require_rows(file: PointFile, rows: int, withheld: int) -> None:
    """Refuse a file without anybody.

    Raises
    ------
    NoDemandError
        If it has no row, or no number is told.
    """
    if rows == withheld:
        why = f"all {rows} numbers are withheld" if rows else "it has no row"
        msg = f"{file.path.name}: no demand, {why}; choose another source of demand"
        raise NoDemandError(msg)


def measure_in_memory(
    demand: Demand, supply: Supply, plan: Plan, progress: Progress
) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """Measure all points at once.

    Returns
    -------
    Columns of shape ``(n_demand,)`` by name, and the ids of services that nobody has in reach.

    Raises
    ------
    NoSupplyError
        If no service has a point, or none is in reach of anybody.
    CapacityError
        If access is asked for and a capacity is not known, or all are zero.
    """
    columns = plain_columns(demand, supply, plan)
    progress(2 * demand.size, 3 * demand.size)
    if not plan.asks_access:
        return columns, ()
    catchment = enhanced(demand, supply, plan.travel, plan.decay)
    require_reach(catchment.ratio, plan.decay.limit_minutes)
    return columns | {ACCESS: catchment.access}, catchment.reaching_nobody
