"""The large run from beginning to end: what the command line calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from geo.coverage.area_files import Areas, read_areas
from geo.coverage.columns import OUTSIDE
from geo.coverage.errors import NoSupplyError
from geo.coverage.large.cluster import local_cluster, measure_on, needed, remote_cluster
from geo.coverage.large.config import LargeRun
from geo.coverage.large.cutting import cut
from geo.coverage.large.in_memory import measure_in_memory, read_demand
from geo.coverage.large.plan import Progress
from geo.coverage.large.results import (
    AreaSums,
    LargeResult,
    join_tables,
    result_table,
    write_table,
)
from geo.coverage.large.tasks import Job, result_of
from geo.coverage.service_files import read_services
from geo.coverage.supply import Supply, require_supply


def run_large(
    config: LargeRun, progress: Progress | None = None, supply: Supply | None = None
) -> LargeResult:
    """Measure a whole city or country and write the results as columns.

    In memory without ``workers`` and ``scheduler``, else on Dask, with the same results: on a
    cluster the rows of the file stand in the order of the parts, the column ``row`` tells which
    they are.

    Parameters
    ----------
    config
        See ``config``.
    progress
        Called with points done and points to do, 0 as long as that is not known.
    supply
        Instead of the file of the configuration.

    Raises
    ------
    NoDemandError, NoSupplyError, CapacityError
        If nobody is to be served, nothing to be reached, nothing to be shared out, or no service
        is in reach of anybody.
    DataError, ColumnError, CrsError
        If a file cannot be read; names file, row, column and value.
    EngineError
        If workers are asked for and Dask is not installed, does not answer, or workers die again
        and again.
    """
    tell = progress or (lambda _done, _total: None)
    services = supply or _services(config)
    require_supply(services)
    if config.plan.asks_access:
        _ = services.amount  # refuse early what cannot be shared out
    areas = _areas(config)
    if config.workers or config.scheduler:
        return _on_cluster(config, services, areas, tell)
    return _in_memory(config, services, areas, tell)


def _in_memory(config: LargeRun, supply: Supply, areas: Areas, progress: Progress) -> LargeResult:
    read = read_demand(config.demand.points, areas, config.demand.unit, progress)
    demand = read.demand
    progress(demand.size, 3 * demand.size)
    columns, nobody = measure_in_memory(demand, supply, config.plan, progress)
    sums = AreaSums.of(demand, columns)
    write_table(result_table(read.row, demand, columns), config.out)
    progress(3 * demand.size, 3 * demand.size)
    outside = int((demand.area == OUTSIDE).sum())
    return _result(config, supply, areas, sums, (demand.size, outside, read.cells_withheld), nobody)


def _on_cluster(config: LargeRun, supply: Supply, areas: Areas, progress: Progress) -> LargeResult:
    needed("distributed")
    config.out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=config.out.parent, prefix=f".{config.out.name}.") as name:
        folder = Path(name).resolve()
        parts = cut(config.demand.points, areas, folder, config.rows_a_part, progress)
        job = Job(folder, config.plan, areas.names, config.demand.unit)
        with _client(config, folder) as client:
            sums, nobody = measure_on(client, parts, supply, job, progress)
        join_tables([result_of(part) for part in parts.parts], config.out)
    counts = (parts.points, parts.points_outside, parts.cells_withheld)
    return _result(config, supply, areas, sums, counts, nobody)


@contextmanager
def _client(config: LargeRun, folder: Path) -> Iterator[Any]:
    if config.scheduler:
        with remote_cluster(config.scheduler) as client:
            yield client
    else:
        with local_cluster(config.workers, config.memory_limit, folder) as client:
            yield client


def _result(
    config: LargeRun,
    supply: Supply,
    areas: Areas,
    sums: AreaSums,
    counts: tuple[int, int, int],
    nobody: tuple[str, ...],
) -> LargeResult:
    table = sums.table(areas.names)
    write_table(pa.Table.from_pandas(table.reset_index()), config.areas_out)
    points, outside, withheld = counts
    return LargeResult(
        out=config.out,
        areas_out=config.areas_out,
        areas=table,
        points=points,
        people=float(sums.people[-1]),
        services=supply.size,
        points_outside=outside,
        cells_withheld=withheld,
        reaching_nobody=nobody,
        engine=config.plan.travel.name,
    )


def _services(config: LargeRun) -> Supply:
    if config.supply is None:
        msg = "no supply: give a file in [large.supply]"
        raise NoSupplyError(msg)
    supply = read_services(config.supply.points)
    assumed = config.supply.assumed_capacity
    if assumed is None:
        return supply
    return replace(supply, capacity=np.where(np.isnan(supply.capacity), assumed, supply.capacity))


def _areas(config: LargeRun) -> Areas:
    if config.areas is None:
        return Areas()
    asked = config.areas
    return read_areas(asked.path, name=asked.name, crs=asked.crs, layer=asked.layer)
