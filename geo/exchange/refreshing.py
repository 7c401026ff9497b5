"""What was seen of links, put into the tables in which it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from geo.directory.finding import Severity
from geo.directory.links import LINKS_TABLE, PROTECTED_LINKS_TABLE, LinkState, after_asking
from geo.directory.reading import OPEN_TABLE, PROTECTED_TABLE, Reading
from geo.directory.table_text import Habits
from geo.errors import DataError
from geo.exchange.keeping import replace_table
from geo.exchange.link_asking import Asked

_STANDS_BESIDE: Final = {LINKS_TABLE: OPEN_TABLE, PROTECTED_LINKS_TABLE: PROTECTED_TABLE}
"""Who may read the table of places or homes may read that of their links, and nobody else."""

_COLUMNS: Final = tuple(LinkState.model_fields)


def require_readable(reading: Reading) -> None:
    """Refuse to go on from tables of links in which something is wrong: it would be lost.

    Raises
    ------
    DataError
        If a row of them does not pass; it names the row and what to do.
    """
    for finding in reading.findings:
        if finding.file in _STANDS_BESIDE and finding.severity is Severity.ERROR:
            msg = f"{finding}; mend the row, or remove the file to begin anew"
            raise DataError(msg)


def states_after(
    before: Iterable[LinkState], asked: Iterable[Asked], today: date
) -> dict[str, LinkState]:
    """Put what was seen today together with what was known, by link."""
    known = {state.source_url: state for state in before}
    return known | {
        item.link: after_asking(known.get(item.link), item.link, item.answer, item.status, today)
        for item in asked
    }


def content_of(path: Path) -> bytes | None:
    """Read a table of links as it is before the first is asked; None where there is none yet."""
    return path.read_bytes() if path.exists() else None


def write_links(
    path: Path, links: Sequence[str], states: Mapping[str, LinkState], *, before: bytes | None
) -> None:
    """Write what is known of these links, and of no other, into their table.

    Parameters
    ----------
    path
        One of the two tables of links; it may not be there yet.
    links
        Those that stand in the directory: what an editor took out of it is not kept here either.
    states
        What is known, by link.
    before
        What the table held when ``states`` were read, see ``content_of``.

    Raises
    ------
    GeoError
        If the table cannot be replaced, see ``replace_table``.
    """
    rows = [_cells(states[link]) for link in links if link in states]
    if not rows and before is None:
        return
    habits = Habits()
    content = "".join(habits.written(cells) for cells in (_COLUMNS, *rows)).encode()
    if content != before:
        like = path.with_name(_STANDS_BESIDE[path.name])
        replace_table(path, content, before=before, may_shrink=True, like=like)


def _cells(state: LinkState) -> list[str]:
    dumped = state.model_dump(mode="json")
    return ["" if dumped[name] is None else str(dumped[name]) for name in _COLUMNS]
