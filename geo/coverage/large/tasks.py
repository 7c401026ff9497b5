"""What a worker does with one part. Whatever it needs lies in files of one folder.

Nothing is kept in a worker that could not be had again: when one dies, another does its part anew,
and a file is put in its place only when it is whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from geo.coverage.columns import OUTSIDE, Floats
from geo.coverage.large.cutting import read_part
from geo.coverage.large.plan import ACCESS, Plan, plain_columns
from geo.coverage.large.results import AreaSums, result_table, write_table
from geo.coverage.large.two_passes import PartialSums, access, people_in_reach
from geo.coverage.supply import Supply

_SUPPLY, _RATIO = "supply.npz", "ratio.npy"


@dataclass(frozen=True)
class Job:
    """What all parts have in common."""

    folder: Path
    plan: Plan
    areas: tuple[str, ...]
    unit: str


def store_supply(supply: Supply, folder: Path) -> None:
    """Lay the services down for the workers."""
    np.savez(
        folder / _SUPPLY,
        x_m=supply.x_m,
        y_m=supply.y_m,
        capacity=supply.capacity,
        weight=supply.weight,
    )


def store_ratio(ratio: Floats, folder: Path) -> None:
    """Lay the second pass's ratios down for the workers."""
    np.save(folder / _RATIO, ratio)


def weigh(part: Path, job: Job) -> PartialSums:
    """Do the first pass on a part: count its people in reach of each service."""
    _, demand = read_part(part, job.areas, job.unit)
    return people_in_reach(demand, _supply(job.folder), job.plan.travel, job.plan.decay)


def measure(part: Path, job: Job) -> AreaSums:
    """Do the second pass on a part: measure, write the results beside it, add up by area."""
    row, demand = read_part(part, job.areas, job.unit)
    supply, plan = _supply(job.folder), job.plan
    columns = plain_columns(demand, supply, plan)
    if plan.asks_access:
        ratio = np.load(job.folder / _RATIO, allow_pickle=False)
        columns[ACCESS] = access(demand, supply, plan.travel, plan.decay, ratio)
    write_table(result_table(row, demand, columns), result_of(part))
    return AreaSums.of(demand, columns)


def result_of(part: Path) -> Path:
    """Name the file with the results of a part."""
    return part.with_name(part.name.replace("part-", "result-"))


@lru_cache(maxsize=1)
def _supply(folder: Path) -> Supply:
    with np.load(folder / _SUPPLY, allow_pickle=False) as stored:
        columns = dict(stored)
    size = len(columns["x_m"])
    return Supply(
        **columns,
        accuracy_m=np.zeros(size),
        ids=tuple(map(str, range(size))),
        area=np.full(size, OUTSIDE),
        areas=(),
    )
