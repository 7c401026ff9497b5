"""The command line of the directory: ``python -m geo``."""

import typer
from pydantic import ValidationError

from geo.access import commands
from geo.access.store import open_store
from geo.directory.reading import read_directory
from geo.exchange import check_command, geocode_command, import_command, refresh_command
from geo.settings import Settings
from geo.web import coverage_command, export_command
from geo.web.board import can_ask

app = typer.Typer(help="Keep the directory of Willkommenskarte Stuttgart.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """Keep the directory of Willkommenskarte Stuttgart."""


def _sites() -> set[str]:
    """Give the ids of what an editor can be limited to."""
    places = read_directory(_settings().data).directory.places
    return {place.id for place in places if can_ask(place)}


def _settings() -> Settings:
    """Read the settings; one that cannot be is named in a sentence, with exit code 1."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            ": ".join([*(f"WILLKOMMEN_{str(name).upper()}" for name in e["loc"]), e["msg"]])
            for e in error.errors()
        )
        typer.echo(wrong.replace("Value error, ", ""), err=True)
        raise typer.Exit(code=1) from error


check_command.register(app, lambda: _settings().data)
geocode_command.register(app, _settings)
refresh_command.register(app, lambda: _settings().data)
import_command.register(app, lambda: _settings().data)
commands.register(app, lambda: open_store(_settings().store_url), _sites)
coverage_command.register(app, _settings)
export_command.register(app, _settings)

if __name__ == "__main__":
    app(prog_name="python -m geo")
