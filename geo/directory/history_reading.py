"""Reading ``history.csv``: good rows are kept, bad ones are reported."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from geo.directory.finding import Finding, Severity
from geo.directory.history import Event
from geo.directory.spreadsheet import plain_cells
from geo.directory.table import Row, read_rows

FILE: Final = "history.csv"

_COLUMN_OF: Final = {"sources": "source_url"}
COLUMNS: Final = tuple(_COLUMN_OF.get(field, field) for field in Event.model_fields)
"""Columns the table must have, in their order."""


@dataclass(frozen=True)
class HistoryEntry:
    """An event with the line it was read from."""

    line: int
    event: Event
    file: str = FILE

    def warning(self, column: str, value: str, message: str, remedy: str) -> Finding:
        """Make a finding of something that is probably wrong."""
        return Finding(Severity.WARNING, self.file, self.line, column, value, message, remedy)


def read_history(
    path: Path, public_ids: Collection[str]
) -> tuple[tuple[HistoryEntry, ...], list[Finding]]:
    """Read the events of a table; a folder without one knows no history.

    Parameters
    ----------
    path
        Of ``history.csv``.
    public_ids
        Records everybody may know. An event of any other is refused: whether the id stands for a
        protected home or for nothing makes no difference.

    Returns
    -------
    The events that stand, and what is wrong with the others.

    Raises
    ------
    DataError
        If the file is there and cannot be read as a table.
    """
    if not path.exists():
        return (), []
    entries, findings = [], []
    for row in read_rows(path, COLUMNS):
        event, wrong = event_from_row(row)
        findings.extend(wrong)
        if event and event.place not in public_ids:
            text = "no public record of places.csv has this id; mend it or leave the row out"
            findings.append(_error(row, "place", event.place, text))
        elif event:
            entries.append(HistoryEntry(row.line, event))
    return tuple(entries), findings


def event_from_row(row: Row) -> tuple[Event | None, list[Finding]]:
    """Make an event of a row, or say in which cell that fails."""
    if row.problem:
        return None, [_error(row, "", row.text, row.problem)]
    cells = plain_cells(row.cells)
    fields: dict[str, Any] = {name: cells.get(name) or None for name in Event.model_fields}
    sources = (part.strip() for part in cells["source_url"].split(";"))
    fields["sources"] = tuple(dict.fromkeys(part for part in sources if part))
    try:
        return Event.model_validate(fields), []
    except ValidationError as error:
        # One finding a cell: a list with a wrong item also counts as too short.
        wrong = {str(item["loc"][0]): item for item in reversed(error.errors())}
        return None, [_from_pydantic(row, field, item) for field, item in wrong.items()]


def _from_pydantic(row: Row, field: str, item: Any) -> Finding:  # noqa: ANN401, an ErrorDetails
    column = _COLUMN_OF.get(field, field)
    value = row.cells.get(column, "")
    message = item["msg"].removeprefix("Value error, ")
    if not value:
        message = "the cell is empty but needed"
    (example,) = Event.model_fields[field].examples or [""]
    return _error(row, column, value, f"{message}, for example {example}")


def _error(row: Row, column: str, value: str, message: str) -> Finding:
    return Finding(Severity.ERROR, FILE, row.line, column, value, message)
