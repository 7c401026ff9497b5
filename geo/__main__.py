"""The command line of the directory: ``python -m geo``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from geo.directory.finding import Finding, Severity
from geo.directory.reading import read_directory
from geo.errors import DataError
from geo.language.catalogue import load_catalogues
from geo.settings import Settings

app = typer.Typer(help="Keep the directory of Willkommenskarte Stuttgart.", no_args_is_help=True)

_LONGEST_VALUE = 60


@app.callback()
def main() -> None:
    """Keep the directory of Willkommenskarte Stuttgart."""


@app.command()
def check(
    folder: Annotated[Path | None, typer.Option(help="Data folder; the configured one.")] = None,
) -> None:
    """Check every file and row of the directory; exit with 1 if something had to be left out."""
    folder = folder or Settings().data
    reading = read_directory(folder)
    findings = [*reading.findings, *_language_findings(folder / "text")]
    console = Console()
    if findings:
        console.print(_table(findings))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    places = len(reading.directory.places)
    console.print(f"{places} places read, {errors} errors, {len(findings) - errors} warnings")
    raise typer.Exit(code=1 if errors else 0)


def _language_findings(folder: Path) -> list[Finding]:
    try:
        problems = load_catalogues(folder).problems
    except DataError as error:
        problems = (error,)
    return [Finding(Severity.ERROR, "text", None, "", "", str(error)) for error in problems]


def _table(findings: list[Finding]) -> Table:
    """Draw the findings; cells are text, so square brackets in data stay brackets."""
    table = Table("severity", "file", "line", "column", "value", "what is wrong")
    for finding in findings:
        cells = (
            finding.severity.value,
            finding.file,
            str(finding.line or ""),
            finding.column,
            finding.value[:_LONGEST_VALUE],
            finding.message,
        )
        table.add_row(*map(Text, cells))
    return table


if __name__ == "__main__":
    app(prog_name="python -m geo")
