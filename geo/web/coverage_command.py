"""Reports on the command line: ``python -m geo coverage``."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from geo.coverage.next_sites import WhereNext, read_where_next
from geo.coverage.planning import Planning
from geo.coverage.report import STEPS, Report, report
from geo.coverage.scenario import Scenario
from geo.coverage.scenario_file import read_scenario
from geo.directory.hours import BERLIN
from geo.directory.sources import FILE, read_sources
from geo.directory.viewer import Role
from geo.exchange.one_sentence import one_sentence
from geo.language.catalogue import Catalogue
from geo.settings import Settings
from geo.web.brief_tables import ranking
from geo.web.coverage_files import MIME, coverage_file, file_name, write_all
from geo.web.coverage_large import run_large_command
from geo.web.loaded import Loaded, load
from geo.web.operator_log import put_on_record
from geo.web.planned import planning_for

_ROLES: Final = tuple(role.name.lower() for role in Role)
_ALL: Final = ",".join(MIME)


def register(app: typer.Typer, settings: Callable[[], Settings]) -> None:
    """Add the command to an app.

    Parameters
    ----------
    app
        The command line.
    settings
        Reads the settings; asked when the command runs and not before.
    """

    @app.command("coverage")
    def coverage_command(
        out: Annotated[Path | None, typer.Option(help="Folder the files are written to.")] = None,
        config: Annotated[Path | None, typer.Option(help="Scenario file; see README.")] = None,
        formats: Annotated[str, typer.Option(help=f"Some of {_ALL}.")] = _ALL,
        language: Annotated[str, typer.Option(help="Language of words and headings.")] = "de",
        role: Annotated[str, typer.Option(help=f"One of {', '.join(_ROLES)}.")] = _ROLES[0],
        day: Annotated[
            datetime | None,
            typer.Option("--date", formats=["%Y-%m-%d"], help="Day of the report; today."),
        ] = None,
    ) -> None:
        """Write the brief and the tables of a scenario, or run the table [large] of its file."""
        kinds = _kinds(formats)
        if role not in _ROLES:
            msg = f"there is no role {role!r}; there is {', '.join(_ROLES)}"
            raise typer.BadParameter(msg, param_hint="--role")
        with one_sentence():
            chosen = settings()
            loaded = load(chosen.data)
            catalogue = _catalogue(loaded, language)
            planning = planning_for(loaded, chosen, Role[role.upper()])
            today = day.date() if day else datetime.now(BERLIN).date()
            scenario = read_scenario(config, planning) if config else Scenario()
            if config and _is_large(config):
                run_large_command(config, planning, scenario, today)
                return
            if out is None:
                msg = "name the folder the files are written to"
                raise typer.BadParameter(msg, param_hint="--out")
            asked_next = read_where_next(config) if config else None
            made = _answered(planning, scenario, today, asked_next)
            contents = _contents(kinds, catalogue, made, chosen.data / FILE)
            put_on_record(chosen, Role[role.upper()], f"coverage {formats}")
            write_all(out, contents)
            _summary(catalogue, made, [out / name for name in contents])


def _kinds(formats: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    if unknown := [kind for kind in kinds if kind not in MIME] or not kinds:
        named = ", ".join(unknown) if isinstance(unknown, list) else "nothing"
        msg = f"{named}: there is {_ALL}"
        raise typer.BadParameter(msg, param_hint="--formats")
    return kinds


def _catalogue(loaded: Loaded, language: str) -> Catalogue:
    if language not in loaded.catalogues.languages:
        msg = f"there is no {language!r}; there is {', '.join(loaded.catalogues.languages)}"
        raise typer.BadParameter(msg, param_hint="--language")
    return loaded.catalogues.get(language)


def _is_large(config: Path) -> bool:
    """Tell whether a file, which was read as a scenario already, asks for the large run."""
    return "large" in tomllib.loads(config.read_text(encoding="utf-8"))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done; on a terminal alone, and gone at the end."""
    console = Console(stderr=True)
    is_away = not console.is_terminal
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=is_away) as progress:
        task = progress.add_task("", total=None)
        yield lambda text: progress.update(task, description=text)


def _answered(
    planning: Planning, scenario: Scenario, today: date, asked_next: WhereNext | None
) -> Report:
    with _progress() as show:

        def begin(step: str) -> None:
            show(f"{step} ({STEPS.index(step) + 1}/{len(STEPS)})")

        return report(planning, scenario, today, asked_next=asked_next, begin=begin)


def _contents(
    kinds: tuple[str, ...], catalogue: Catalogue, made: Report, sources: Path
) -> dict[str, bytes]:
    """Make every file before the first is written."""
    known = read_sources(sources)
    contents = {}
    with _progress() as show:
        for kind in kinds:
            name = file_name(kind, made)
            show(name)
            contents[name] = coverage_file(kind, catalogue, made, known)
    return contents


def _summary(catalogue: Catalogue, made: Report, paths: list[Path]) -> None:
    """Print the ranking; cells are text, so square brackets in data stay brackets."""
    rows = ranking(catalogue, made)
    table = Table(title=Text(rows.caption))
    for heading, is_number in zip(rows.headings, rows.numeric, strict=True):
        table.add_column(Text(heading), justify="right" if is_number else "left")
    for row in rows.rows:
        table.add_row(*map(Text, row))
    console = Console()
    console.print(table)
    for path in paths:
        console.print(Text(f"{path} ({path.stat().st_size / 1000:,.0f} kB)"), soft_wrap=True)
