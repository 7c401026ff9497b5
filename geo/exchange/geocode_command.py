"""``python -m geo geocode``: points for the addresses of the directory."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from geo.directory.hours import BERLIN
from geo.directory.locating import Located
from geo.directory.place import Point, Precision
from geo.directory.reading import read_directory
from geo.errors import GeoError
from geo.exchange.answer_cache import AnswerCache
from geo.exchange.errors import GeocoderError
from geo.exchange.geocoder import Geocoder
from geo.exchange.geocoding import Outcome, outcomes, table_to_locate, to_ask, write_points
from geo.exchange.site import street_line
from geo.settings import Settings

_NOT_OWN: Final = (
    "addresses of homes are sent to no server but your own: set WILLKOMMEN_GEOCODER_URL, and "
    "WILLKOMMEN_GEOCODER_IS_OWN=true if it is"
)
_DRY = typer.Option("--dry-run", help="Ask and show, and write nothing.")
_SHELTERS = typer.Option("--shelters", help="The table of homes, by a geocoder of your own.")
_LIMIT = typer.Option(help="Ask for at most so many addresses.", min=1)


def register(app: typer.Typer, settings: Callable[[], Settings]) -> None:
    """Add the command to an app.

    Parameters
    ----------
    app
        The command line.
    settings
        Reads the settings; asked when the command runs and not before.
    """

    @app.command("geocode")
    def geocode_command(
        *,
        is_dry: Annotated[bool, _DRY] = False,
        is_shelters: Annotated[bool, _SHELTERS] = False,
        limit: Annotated[int | None, _LIMIT] = None,
    ) -> None:
        """Find the points of whole addresses, check each answer, and write what holds.

        Exit code 0 if every address got an answer, 1 if the geocoder or the table did not allow
        it; points found until then are written. A command that was stopped goes on where it was.
        """
        try:
            problem = _geocode(settings(), limit, is_dry=is_dry, is_shelters=is_shelters)
        except GeoError as error:
            problem = str(error)
        if problem:
            typer.echo(" ".join(problem.split()), err=True)
            raise typer.Exit(code=1)


def _geocode(chosen: Settings, limit: int | None, *, is_dry: bool, is_shelters: bool) -> str:
    """Do it; returns why it ended before the last address, or nothing."""
    if is_shelters and not chosen.geocoder_is_own:
        return _NOT_OWN
    today = datetime.now(BERLIN).date()
    path, table = table_to_locate(chosen.data, is_shelters=is_shelters)
    reading = read_directory(chosen.data)
    entries = to_ask(reading, path.name, today)[:limit]
    cache = AnswerCache(chosen.state, f"{chosen.geocoder} {chosen.geocoder_service}", today)
    geocoder = Geocoder(chosen, cache)
    made = outcomes(entries, geocoder, reading.directory.districts, today)
    found, problem = _collected(made, len(entries), path.name)
    cache.close()
    _show(found, is_protected=is_shelters)
    located = [outcome for outcome in found if isinstance(outcome.verdict, Located)]
    if located and not is_dry:
        write_points(path, table, located)
    written = "found, nothing written" if is_dry else "written"
    count = f"{len(entries)} addresses to ask, {geocoder.asked} requests, {len(located)} points"
    typer.echo(f"{count} {written}")
    unanswered = sum(not outcome.is_answered for outcome in found)
    return problem or (f"{unanswered} without an answer: run it again later" if unanswered else "")


def _collected(made: Iterator[Outcome], total: int, name: str) -> tuple[list[Outcome], str]:
    """Collect outcomes as long as they come, and say what ended them."""
    found: list[Outcome] = []
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeRemainingColumn())
    is_away = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=is_away) as progress:
        try:
            for outcome in progress.track(made, total=total, description=name):
                found.append(outcome)  # noqa: PERF402, what came before an error counts
        except GeocoderError as error:
            return found, str(error)
    return found, ""


def _show(found: Sequence[Outcome], *, is_protected: bool) -> None:
    """Draw before and after; of homes it is told in which line something changes, and not what."""
    if not found:
        return
    table = Table("line", "address", "before", "after", "moved by", "what it rests on, or why not")
    for outcome in found:
        place, verdict = outcome.entry.place, outcome.verdict
        moved = "" if outcome.moved_m is None else f"{outcome.moved_m:.0f} m"
        after = _tier(verdict.precision, verdict.point) if isinstance(verdict, Located) else "-"
        why = verdict.basis if isinstance(verdict, Located) else verdict.reason
        cells = (
            f"{outcome.entry.file}:{outcome.entry.line}",
            "" if is_protected else f"{street_line(place)}, {place.district}",
            _tier(place.precision, place.point),
            after,
            moved,
            _discreet(outcome) if is_protected else why,
        )
        table.add_row(*map(Text, cells))
    Console().print(table)


def _tier(precision: Precision, point: Point | None) -> str:
    return f"{precision}, {point.accuracy_m:g} m" if point else precision.value


def _discreet(outcome: Outcome) -> str:
    return "found" if isinstance(outcome.verdict, Located) else "no answer that holds"
