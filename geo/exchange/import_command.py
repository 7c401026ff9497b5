"""``python -m geo import``."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from geo.directory.hours import BERLIN
from geo.directory.reading import DATA
from geo.exchange.importing.arrivals import Arrivals
from geo.exchange.importing.doing import do_import
from geo.exchange.importing.integreat import read_integreat
from geo.exchange.importing.mapping import ImportSource, read_mapping
from geo.exchange.importing.osm import FILE, read_osm, read_tag_mapping
from geo.exchange.importing.planning import Fate, ImportPlan, plan_import
from geo.exchange.importing.showing import as_table, counts, remarks, told_findings
from geo.exchange.importing.tables import read_table
from geo.exchange.keeping import HISTORY
from geo.exchange.one_sentence import one_sentence


class Kind(StrEnum):
    """What a file is."""

    TABLE = "table"
    OSM = "osm"
    INTEGREAT = "integreat"


_FILE = typer.Argument(help="GeoJSON, GeoPackage, Shapefile, CSV, Overpass JSON, .osm.pbf.")
_KIND = typer.Option("--kind", help="A table or layer, OpenStreetMap, or Integreat's locations.")
_MAPPING = typer.Option("--mapping", help="TOML file; see README. OpenStreetMap has one already.")
_FOLDER = typer.Option(help="Data folder; the configured one.")
_DAY = typer.Option("--date", formats=["%Y-%m-%d"], help="Of when the file is.")
_YES = typer.Option("--yes", help="Do it without asking.")
_BAD = typer.Option("--leave-bad-out", help="Take the sound records of a file that has errors.")
_ROWS = typer.Option("--rows", min=0, help="Lines that are shown.")
_ALONE = typer.Option(
    "--protected", help="Tell what is held back for homes: only where nobody reads along."
)
_LINES: Final = 40


def register(app: typer.Typer, configured_folder: Callable[[], Path]) -> None:
    """Add the command to an app.

    Parameters
    ----------
    app
        The command line.
    configured_folder
        Gives the data folder the operator configured; asked when the command runs.
    """

    @app.command("import")
    def import_command(  # noqa: PLR0913 (an option each)
        file: Annotated[Path, _FILE],
        kind: Annotated[Kind, _KIND] = Kind.TABLE,
        mapping: Annotated[Path | None, _MAPPING] = None,
        folder: Annotated[Path | None, _FOLDER] = None,
        day: Annotated[datetime | None, _DAY] = None,
        rows: Annotated[int, _ROWS] = _LINES,
        *,
        is_agreed: Annotated[bool, _YES] = False,
        leaves_bad_out: Annotated[bool, _BAD] = False,
        is_alone: Annotated[bool, _ALONE] = False,
    ) -> None:
        """Take places in from a file, after showing what that adds, changes and leaves.

        Exit code 0: done, or nothing to do. 1: refused, or not agreed to; nothing has changed.
        """
        folder = folder or configured_folder()
        with one_sentence(), _without_collecting():
            # What was read is not kept beside the plan: of a large file it is half the memory.
            plan = plan_import(
                folder,
                *_read(file, kind, mapping, folder, day),
                datetime.now(BERLIN).date(),
                is_extract=kind is Kind.OSM,
                leaves_bad_out=leaves_bad_out,
            )
            _show(plan, rows, is_alone=is_alone)
            if plan.is_refused:
                raise typer.Exit(code=1)
            changes_places = bool(plan.of(Fate.ADD) or plan.of(Fate.CHANGE))
            if changes_places and not is_agreed:
                typer.confirm("Write this into places.csv?", abort=True)
            do_import(folder, plan, _newest(plan))
            if changes_places:
                typer.echo(f"done; earlier versions are in {folder / HISTORY}")


def _read(
    file: Path, kind: Kind, mapping: Path | None, folder: Path, day: datetime | None
) -> tuple[Arrivals, ImportSource]:
    if kind is Kind.OSM:
        own = folder / FILE
        tags = read_tag_mapping(mapping or (own if own.exists() else DATA / FILE))
        return read_osm(file, tags), _of(tags.source, day)
    if mapping is None:
        msg = "name the mapping of its columns and words; see README"
        raise typer.BadParameter(msg, param_hint="--mapping")
    table = read_mapping(mapping)
    read = read_integreat if kind is Kind.INTEGREAT else read_table
    return read(file, table), _of(table.source, day)


def _of(source: ImportSource, day: datetime | None) -> ImportSource:
    return source.model_copy(update={"date": f"{day:%Y-%m-%d}"}) if day else source


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let no cycles be looked for among millions of small values that live to the end anyway."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _newest(plan: ImportPlan) -> str:
    """Give the date of the source, or that of its newest record."""
    return plan.source.date or max(
        (step.said.get("source_date", "") for step in plan.steps), default=""
    )


def _show(plan: ImportPlan, rows: int, *, is_alone: bool) -> None:
    for line in told_findings(plan.findings, rows):
        typer.echo(line, err=True)
    if plan.is_refused:
        typer.echo(f"{plan.file}: nothing was changed, since the file has errors", err=True)
        return
    table = as_table(plan, rows, is_alone=is_alone)
    if table.row_count:
        Console().print(table)
    typer.echo(counts(plan))
    for line in remarks(plan, is_alone=is_alone):
        typer.echo(line)
