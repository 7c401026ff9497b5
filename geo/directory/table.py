"""Reading a table that people keep: every row with the line it begins in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.directory.table_text import Record, TableText, decoded
from geo.errors import DataError


@dataclass(frozen=True)
class Row:
    """One row of a table; cells are stripped, and those that are missing are empty.

    ``problem`` says why the row cannot be read as one; its cells are then what was understood.
    """

    line: int
    cells: dict[str, str]
    problem: str = ""
    text: str = ""


def read_rows(path: Path, required: Collection[str]) -> list[Row]:
    """Read a CSV file: UTF-8 with or without byte-order mark, comma or semicolon.

    A row that cannot be read (a quote that never ends, more cells than columns) comes back with
    its problem, and reading goes on in the next line, so that it costs no other row.

    Raises
    ------
    DataError
        If the file cannot be read, is not UTF-8 or lacks a required column.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    return list(_rows(path.name, decoded(path.name, content), required))


def _rows(name: str, text: TableText, required: Collection[str]) -> Iterator[Row]:
    records = text.records()
    first = next(records, Record(1, (), "", ""))
    header = [cell.strip() for cell in first.cells]
    missing = [column for column in required if column not in header]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if first.problem or missing or twice:
        problem = f"column {', '.join(missing)} is missing in line 1" if missing else ""
        problem = problem or f"column {', '.join(twice)} stands twice in line 1"
        msg = f"{name}: {first.problem or problem}"
        raise DataError(msg)
    for record in records:
        if record.problem or any(cell.strip() for cell in record.cells):
            yield _row(header, record)


def _row(header: list[str], record: Record) -> Row:
    """Strip the cells; empty ones behind the last column are a spreadsheet's habit."""
    cells = [cell.strip() for cell in record.cells]
    problem = record.problem
    if not problem and any(cells[len(header) :]):
        problem = "more cells than columns; quote a cell that holds the separator"
    padded = cells + [""] * (len(header) - len(cells))
    return Row(record.line, dict(zip(header, padded, strict=False)), problem, "|".join(cells))
