"""``python -m geo check`` and ``python -m geo dictionary``."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from geo.directory.dictionary import (
    data_dictionary,
    history_dictionary,
    programme_dictionary,
)
from geo.directory.finding import Finding, Severity
from geo.directory.hours import BERLIN
from geo.directory.reading import read_directory
from geo.directory.rules.all_rules import careful_findings
from geo.errors import DataError
from geo.exchange.finding_formats import Told, as_json, as_lines, as_table, told
from geo.language.catalogue import load_catalogues


class Format(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    LINES = "lines"
    JSON = "json"


class Table(StrEnum):
    """Tables that have a data dictionary."""

    PLACES = "places"
    HISTORY = "history"
    OFFERS = "offers"


_FOLDER = typer.Option(help="Data folder; the configured one.")
_FORMAT = typer.Option("--format", help="A table, one line a finding, or JSON.")
_LEAST = typer.Option("--least", help="Leave out what matters less.")
_STRICT = typer.Option("--strict", help="Exit with 1 for warnings too.")
_TABLE = typer.Argument(help="Which table; places.csv and shelters.csv have the same columns.")
_ALONE = typer.Option(
    "--protected", help="Tell what is about protected homes: only where nobody reads along."
)


def register(app: typer.Typer, configured_folder: Callable[[], Path]) -> None:
    """Add the commands to an app.

    Parameters
    ----------
    app
        The command line.
    configured_folder
        Gives the data folder the operator configured; asked when a command runs.
    """

    @app.command("check")
    def check_command(
        folder: Annotated[Path | None, _FOLDER] = None,
        form: Annotated[Format, _FORMAT] = Format.TABLE,
        least: Annotated[Severity, _LEAST] = Severity.HINT,
        *,
        is_strict: Annotated[bool, _STRICT] = False,
        is_alone: Annotated[bool, _ALONE] = False,
    ) -> None:
        """Look at every file and row as a careful editor would; exit with 1 for errors."""
        folder = folder or configured_folder()
        reading = read_directory(folder)
        found = careful_findings(reading, datetime.now(BERLIN).date())
        findings = [*found, *_language_findings(folder / "text")]
        chosen = told(findings, least=least, is_alone=is_alone)
        _print(chosen, len(reading.directory.places), form)
        raise typer.Exit(code=_exit_code(findings, is_strict=is_strict))

    @app.command("dictionary")
    def dictionary_command(table: Annotated[Table, _TABLE] = Table.PLACES) -> None:
        """Print the data dictionary of a table, as Markdown."""
        if table is Table.HISTORY:
            typer.echo(history_dictionary(), nl=False)
            return
        vocabulary = read_directory(configured_folder()).directory.vocabulary
        write = programme_dictionary if table is Table.OFFERS else data_dictionary
        typer.echo(write(vocabulary), nl=False)


def _exit_code(findings: Sequence[Finding], *, is_strict: bool) -> int:
    grave = (Severity.ERROR, Severity.WARNING) if is_strict else (Severity.ERROR,)
    return int(any(finding.severity in grave for finding in findings))


def _print(chosen: Told, n_places: int, form: Format) -> None:
    findings = chosen.findings
    if form is Format.JSON:
        typer.echo(as_json(findings, n_places, chosen.n_private), nl=False)
        return
    if form is Format.LINES:
        typer.echo(as_lines(findings), nl=False)
    elif findings:
        Console().print(as_table(findings))
    counts = ", ".join(f"{sum(f.severity is s for f in findings)} {s}s" for s in Severity)
    typer.echo(f"{n_places} places read, {counts}", err=form is Format.LINES)
    if chosen.n_private:
        text = f"{chosen.n_private} more hint at protected homes: add --protected on a screen of"
        typer.echo(f"{text} your own", err=form is Format.LINES)


def _language_findings(folder: Path) -> list[Finding]:
    try:
        problems = load_catalogues(folder).problems
    except DataError as error:
        problems = (error,)
    return [Finding(Severity.ERROR, "text", None, "", "", str(error)) for error in problems]
