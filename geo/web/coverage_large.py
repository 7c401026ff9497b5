"""The large run on the command line: the table ``[large]`` of a scenario file."""

from datetime import date
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from geo.coverage.planning import Planning
from geo.coverage.scenario import Scenario


def run_large_command(config: Path, planning: Planning, scenario: Scenario, today: date) -> None:
    """Run the table ``[large]`` with a progress bar and print the figures by area.

    Parameters
    ----------
    config
        The scenario file.
    planning, scenario, today
        Whose services are reached where the table names no file of them.

    Raises
    ------
    GeoError
        As for ``run_large``.
    """
    from geo.coverage.large.config import read_large_run  # noqa: PLC0415 (brings Arrow)
    from geo.coverage.large.run import run_large  # noqa: PLC0415

    run = read_large_run(config)
    supply = None if run.supply else planning.supply(scenario, today)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    shown = Console(stderr=True)
    is_away = not shown.is_terminal
    with Progress(*columns, console=shown, transient=True, disable=is_away) as progress:
        task = progress.add_task("points", total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total or None)

        found = run_large(run, tell, supply)
    console = Console()
    console.print(_table(found.areas))
    console.print(
        Text(
            f"{found.points:,} points, {found.people:,.0f} people, {found.services:,} services, "
            f"engine {found.engine}; {found.points_outside:,} points outside every area, "
            f"{found.cells_withheld:,} rows without a published number"
        )
    )
    for path in (found.out, found.areas_out):
        console.print(Text(str(path)), soft_wrap=True)


def _table(areas: pd.DataFrame) -> Table:
    """Draw the figures by area; cells are text, so square brackets in names stay brackets."""
    table = Table("area")
    for name in areas.columns:
        table.add_column(Text(str(name)), justify="right")
    for area, *values in areas.itertuples():
        table.add_row(Text(str(area)), *(Text(f"{value:,.3f}") for value in values))
    return table
