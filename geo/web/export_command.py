"""Places as files on the command line: ``python -m geo export``."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import parse_qs, urlsplit

import typer

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Visibility
from geo.directory.query import ME, PARAMETERS, Query, query_from_params
from geo.directory.search import Visit, search
from geo.directory.viewer import Role
from geo.errors import DataError
from geo.exchange.one_sentence import one_sentence
from geo.exchange.places_export import (
    PlacesExport,
    places_csv,
    places_geojson,
    places_gpkg,
)
from geo.exchange.places_xlsx import places_xlsx
from geo.settings import Settings
from geo.web.coverage_files import write_all
from geo.web.filters import chips
from geo.web.loaded import Loaded, load
from geo.web.operator_log import put_on_record

_MAKERS: Final[Mapping[str, Callable[[PlacesExport], bytes]]] = {
    "csv": places_csv,
    "geojson": places_geojson,
    "gpkg": places_gpkg,
    "xlsx": places_xlsx,
}
_ALL: Final = ",".join(_MAKERS)
_LANGUAGE_OF_PAGE: Final = "lang"
"""Stands in the address too, and chooses nothing."""

_ROLES: Final = tuple(role.name.lower() for role in Role)

_FILTER = typer.Argument(help="Choices as in the address bar: 'category=library&district=01'.")
_OUT = typer.Option(help="Folder the files are written to.")
_FORMATS = typer.Option(help=f"Some of {_ALL}.")
_LANGUAGE = typer.Option(help="Language of the words in the workbook.")
_ROLE = typer.Option(help=f"One of {', '.join(_ROLES)}: what they may know. Written to the log.")


def register(app: typer.Typer, settings: Callable[[], Settings]) -> None:
    """Add the command to an app.

    Parameters
    ----------
    app
        The command line.
    settings
        Reads the settings; asked when the command runs and not before.
    """

    @app.command("export")
    def export_command(
        out: Annotated[Path, _OUT],
        asked: Annotated[str, _FILTER] = "",
        formats: Annotated[str, _FORMATS] = "csv",
        language: Annotated[str, _LANGUAGE] = "de",
        role: Annotated[str, _ROLE] = _ROLES[0],
    ) -> None:
        """Write places as files: of any filter of the map, and what everybody may know.

        Exit code 0: written. 1: refused, and nothing was written.
        """
        kinds = _kinds(formats)
        if role not in _ROLES:
            msg = f"there is no role {role!r}; there is {', '.join(_ROLES)}"
            raise typer.BadParameter(msg, param_hint="--role")
        with one_sentence():
            chosen = settings()
            loaded = load(chosen.data)
            if language not in loaded.catalogues.languages:
                msg = f"there is no {language!r}; there is {', '.join(loaded.catalogues.languages)}"
                raise typer.BadParameter(msg, param_hint="--language")
            export = _answered(loaded, Role[role.upper()], asked, language)
            contents = {_name(export, kind): _MAKERS[kind](export) for kind in kinds}
            put_on_record(
                chosen, export.directory.role, f"export {','.join(kinds)}", _not_for_all(export)
            )
            write_all(out, contents)
            for name in contents:
                typer.echo(f"{out / name} ({len(export.places)} places)")


def _kinds(formats: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    if not kinds or (unknown := [kind for kind in kinds if kind not in _MAKERS]):
        named = ", ".join(unknown) if kinds else "nothing"
        msg = f"{named}: there is {_ALL}"
        raise typer.BadParameter(msg, param_hint="--formats")
    return kinds


def _answered(loaded: Loaded, role: Role, asked: str, language: str) -> PlacesExport:
    index = loaded.index_for(role)
    directory = index.directory
    query = asked_query(asked, directory)
    results = search(index, Visit(query, now := datetime.now(BERLIN)))
    catalogue = loaded.catalogues.get(language)
    return PlacesExport(
        catalogue,
        directory,
        tuple(results.places(results.total)),
        loaded.reading.sources,
        now.date(),
        tuple(chip.label for chip in chips(catalogue, directory, query)),
    )


def asked_query(asked: str, directory: Directory) -> Query:
    """Read choices as they stand in the address of the map.

    Parameters
    ----------
    asked
        The part behind the question mark, or the whole address.
    directory
        As the one who asks may know it.

    Raises
    ------
    DataError
        If something is not understood, or asks for what is near somebody who is nowhere.
    """
    words = urlsplit(asked).query if "?" in asked else asked
    params = parse_qs(words, keep_blank_values=True)
    query, refused = query_from_params(params, directory)
    stray = [name for name in params if name not in PARAMETERS and name != _LANGUAGE_OF_PAGE]
    if refused or stray:
        named = ", ".join(f"{name}={' '.join(params[name])}" for name in (*refused, *stray))
        msg = f"not understood: {named}; copy the choices from the address of the map"
        raise DataError(msg)
    if query.near == ME:
        msg = "near=me: nobody knows where you are; name a stop or a district"
        raise DataError(msg)
    return query


def _not_for_all(export: PlacesExport) -> list[str]:
    return [place.id for place in export.places if place.visibility is not Visibility.PUBLIC]


def _name(export: PlacesExport, kind: str) -> str:
    """Name a file; one that is not for everybody says so before it is opened."""
    return f"places.{kind}" if export.is_public else f"places-NOT-PUBLIC.{kind}"
