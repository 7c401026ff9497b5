"""The large run on Dask: a part a task, in several processes of one machine or on many machines.

Parts travel as names of files, so all workers need to see the folder of the results. It takes the
optional packages of ``pip install 'willkommenskarte-stuttgart[scale]'``.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeVar

import numpy as np

from geo.coverage.errors import EngineError
from geo.coverage.large.cutting import Cut
from geo.coverage.large.plan import Progress
from geo.coverage.large.results import AreaSums
from geo.coverage.large.tasks import Job, measure, store_ratio, store_supply, weigh
from geo.coverage.large.two_passes import ratios, require_reach
from geo.coverage.supply import Supply, require_supply

Found = TypeVar("Found")

TIMEOUT: Final = "10s"

RETRIES: Final = 3
"""How often a part is tried anew after a failure that may pass."""


@contextmanager
def local_cluster(workers: int, memory_limit: str, folder: Path) -> Iterator[Any]:
    """Start workers on this machine, a process each, and give a client.

    Parameters
    ----------
    workers
        Number of processes; one that dies is started anew.
    memory_limit
        Of each process, for example ``"2GB"``.
    folder
        For what the workers put aside.

    Raises
    ------
    EngineError
        If Dask is not installed.
    """
    distributed = needed("distributed")
    with (
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=memory_limit,
            local_directory=str(folder),
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@contextmanager
def remote_cluster(scheduler: str) -> Iterator[Any]:
    """Give a client of a cluster that runs already, by the address of its scheduler.

    Raises
    ------
    EngineError
        If Dask is not installed, or nobody answers.
    """
    distributed = needed("distributed")
    try:
        client = distributed.Client(scheduler, timeout=TIMEOUT)
    except (OSError, ValueError) as error:
        msg = f"no Dask scheduler answers at {scheduler!r} ({error}); start one, or set workers"
        raise EngineError(msg) from error
    with client:
        yield client


def measure_on(
    client: Any,  # noqa: ANN401 (Dask's client, which need not be installed)
    cut: Cut,
    supply: Supply,
    job: Job,
    progress: Progress,
) -> tuple[AreaSums, tuple[str, ...]]:
    """Measure all parts; the results of each lie in the file ``tasks.result_of``.

    Returns
    -------
    Sums by area, and the ids of services that nobody has in reach.

    Raises
    ------
    NoSupplyError
        If no service has a point, or none is in reach of anybody.
    CapacityError
        If access is asked for and a capacity is not known, or all are zero.
    EngineError
        If workers die again and again over the same part.
    """
    require_supply(supply)
    store_supply(supply, job.folder)
    nobody: tuple[str, ...] = ()
    if job.plan.asks_access:
        amount = supply.amount
        sums = _each(client, weigh, cut, job, _from(progress, cut, 1))
        ratio = ratios(amount, sums)
        require_reach(ratio, job.plan.decay.limit_minutes)
        store_ratio(ratio, job.folder)
        nobody = tuple(supply.ids[row] for row in np.flatnonzero(np.isnan(ratio)))
    parts = _each(client, measure, cut, job, _from(progress, cut, 2))
    return AreaSums.together(parts), nobody


def needed(package: str) -> ModuleType:
    """Import a package that most installations do not have.

    Raises
    ------
    EngineError
        If this one has not.
    """
    try:
        return import_module(package)
    except ImportError as error:
        msg = (
            f"a run on several workers needs the package {package}: "
            "pip install 'willkommenskarte-stuttgart[scale]', or set workers = 0"
        )
        raise EngineError(msg) from error


def _each(
    client: Any,  # noqa: ANN401
    task: Callable[[Path, Job], Found],
    cut: Cut,
    job: Job,
    done: Callable[[int], None],
) -> Sequence[Found]:
    """Do a task on every part; answers come in the order of the parts."""
    distributed = needed("distributed")
    futures = client.map(task, cut.parts, job=job, retries=RETRIES, pure=False)
    try:
        for number, _ in enumerate(distributed.as_completed(futures), start=1):
            done(number)
        found: Sequence[Found] = client.gather(futures)
    except distributed.KilledWorker as error:
        msg = (
            f"workers died over {error.task} again and again: give them more memory "
            "(memory_limit) or smaller parts (rows_a_part)"
        )
        raise EngineError(msg) from error
    finally:
        client.cancel(futures)
    return found


def _from(progress: Progress, cut: Cut, step: int) -> Callable[[int], None]:
    """Tell progress in points, from the number of parts done in a step."""

    def done(parts: int) -> None:
        points = cut.points * step + cut.points * parts // len(cut.parts)
        progress(points, 3 * cut.points)

    return done
