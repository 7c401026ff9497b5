"""``python -m geo refresh``: which links still work, and what to verify first."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from geo.directory.hours import BERLIN
from geo.directory.links import (
    LINKS_TABLE,
    PROTECTED_LINKS_TABLE,
    Answer,
    LinkState,
    open_and_protected,
)
from geo.directory.place import Visibility
from geo.directory.reading import Reading, read_directory
from geo.directory.verifying import FORMULA, Priority, verify_first
from geo.errors import GeoError
from geo.exchange.link_asking import Asked, Limits, ask_all
from geo.exchange.refreshing import content_of, require_readable, states_after, write_links

_LIST: Final = typer.Option("--list", help="Ask nobody: list what to verify by what is known.")
_DRY: Final = typer.Option("--dry-run", help="Ask and show, and write nothing.")
_EXPLAIN: Final = typer.Option("--explain", help="Show the factors of each row and the formula.")
_ALONE: Final = typer.Option(
    "--protected", help="Tell what is about protected homes: only where nobody reads along."
)
_TOP: Final = typer.Option(help="Rows to list of what to verify first.", min=0)


@dataclass(frozen=True)
class _Wishes:
    """What is printed and kept."""

    top: int
    is_list: bool
    is_dry: bool
    is_explained: bool
    is_alone: bool


def register(
    app: typer.Typer,
    configured_folder: Callable[[], Path],
    limits: Callable[[], Limits] = Limits,
) -> None:
    """Add the command to an app.

    Parameters
    ----------
    app
        The command line.
    configured_folder
        Gives the data folder the operator configured; asked when the command runs.
    limits
        Gives how hosts are treated.
    """

    @app.command("refresh")
    def refresh_command(
        *,
        top: Annotated[int, _TOP] = 20,
        is_list: Annotated[bool, _LIST] = False,
        is_dry: Annotated[bool, _DRY] = False,
        is_explained: Annotated[bool, _EXPLAIN] = False,
        is_alone: Annotated[bool, _ALONE] = False,
    ) -> None:
        """Ask for every website and source, note what works, and list what to verify first.

        Exit code 0 if the links were asked, whatever came of it; 1 if there is no network or the
        tables cannot be read or written. Then nothing is changed.
        """
        wishes = _Wishes(top, is_list, is_dry, is_explained, is_alone)
        try:
            _refresh(configured_folder(), limits(), wishes)
        except GeoError as error:
            typer.echo(" ".join(str(error).split()), err=True)
            raise typer.Exit(code=1) from error


def _refresh(folder: Path, limits: Limits, wishes: _Wishes) -> None:
    today = datetime.now(BERLIN).date()
    paths = folder / LINKS_TABLE, folder / PROTECTED_LINKS_TABLE
    before = [content_of(path) for path in paths]
    reading = read_directory(folder)
    require_readable(reading)
    states = {state.source_url: state for state in reading.links}
    if not wishes.is_list:
        public, protected = open_and_protected(reading.entries, _told(reading))
        asked = _asked((*public, *protected), limits)
        states = states_after(reading.links, asked, today)
        if not wishes.is_dry:
            for path, links, content in zip(paths, (public, protected), before, strict=True):
                write_links(path, links, states, before=content)
        _show_links(asked, () if wishes.is_alone else protected)
    _show_priorities(reading, states, today, wishes)


def _told(reading: Reading) -> Iterator[str]:
    """Yield the sources of histories and programmes."""
    for told in reading.history:
        yield from told.event.sources
    for entry in reading.programme:
        yield from entry.item.source_url


def _asked(links: Sequence[str], limits: Limits) -> tuple[Asked, ...]:
    """Ask, with a bar on a terminal alone that is gone at the end."""
    console = Console(stderr=True)
    columns = (TextColumn("links"), MofNCompleteColumn(), TimeElapsedColumn())
    is_away = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=is_away) as progress:
        task = progress.add_task("", total=len(links))
        return asyncio.run(ask_all(links, limits=limits, tell=lambda: progress.advance(task)))


def _show_links(asked: Sequence[Asked], held_back: Iterable[str]) -> None:
    """Draw what does not work as it stands, but for links that may name a home."""
    private = set(held_back)
    doubtful = [item for item in asked if item.answer is not Answer.WORKS]
    told = sorted((item for item in doubtful if item.link not in private), key=_gravest)
    if told:
        table = Table("link", "answer", "status", "leads to")
        for item in told:
            cells = (item.link, item.answer.value, str(item.status or ""), item.moved_to)
            table.add_row(*map(Text, cells))
        Console().print(table)
    counts = ", ".join(f"{sum(i.answer is a for i in asked)} {a.value}" for a in Answer)
    typer.echo(f"{len(asked)} links asked: {counts}")
    if len(told) < len(doubtful):
        text = f"{len(doubtful) - len(told)} of protected records not named: add --protected on a"
        typer.echo(f"{text} screen of your own")


def _gravest(item: Asked) -> tuple[int, str]:
    return -list(Answer).index(item.answer), item.link


def _show_priorities(
    reading: Reading, states: dict[str, LinkState], today: date, wishes: _Wishes
) -> None:
    entries = [
        entry
        for entry in reading.entries
        if wishes.is_alone or entry.place.visibility is Visibility.PUBLIC
    ]
    ordered = verify_first(entries, states, reading.directory.vocabulary, today)[: wishes.top]
    if ordered:
        Console().print(_priority_table(ordered, is_explained=wishes.is_explained))
    if wishes.is_explained:
        typer.echo(FORMULA, nl=False)


def _priority_table(ordered: Sequence[Priority], *, is_explained: bool) -> Table:
    """Draw the rows; cells are text, so square brackets in data stay brackets."""
    factors = ("age", "importance", "brokenness") if is_explained else ()
    table = Table(title="Verify first")
    for heading in ("priority", *factors, "line", "name", "source date"):
        table.add_column(heading, no_wrap=heading != "name")
    for item in ordered:
        entry = item.entry
        values = (item.age, item.importance, item.brokenness) if is_explained else ()
        cells = (
            f"{item.value:.1f}",
            *(f"{value:.2f}" for value in values),
            f"{entry.file}:{entry.line}",
            entry.place.name,
            entry.place.source_date or "",
        )
        table.add_row(*map(Text, cells))
    return table
