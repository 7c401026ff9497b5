"""Reading a table that people keep: every row with the line it begins in."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

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
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path.name}: byte {error.start} is not UTF-8; save the table as UTF-8"
        raise DataError(msg) from error
    # str.splitlines would also break at characters that may stand inside a cell.
    lines = [line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return list(_rows(path.name, lines, required))


def _rows(name: str, lines: list[str], required: Collection[str]) -> Iterator[Row]:
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    records = _records(lines, delimiter)
    _, first, problem = next(records)
    header = [cell.strip() for cell in first]
    missing = [column for column in required if column not in header]
    if problem or missing:
        msg = f"{name}: " + (problem or f"column {', '.join(missing)} is missing in line 1")
        raise DataError(msg)
    for begins, cells, problem in records:
        if problem or any(cell.strip() for cell in cells):
            yield _row(header, begins, cells, problem)


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the line in which each record begins, its cells, and what is wrong with it."""
    begins = width = 0
    while begins < len(lines):
        rest = (lines[index] for index in range(begins, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        start = begins
        try:
            for cells in reader:
                ends = start + reader.line_num
                width = width or len(cells)
                _require_whole(cells, width, ends - begins)
                yield begins + 1, cells, ""
                begins = ends
        except csv.Error as error:
            yield begins + 1, [lines[begins].rstrip("\n")], f"not a row of a table ({error})"
            begins += 1


def _require_whole(cells: list[str], width: int, n_lines: int) -> None:
    """Refuse rows glued together by a quote that was left open in one and met again in another."""
    if n_lines > 1 and len(cells) != width:
        msg = f"{n_lines} lines in quotes give {len(cells)} cells where {width} belong"
        raise csv.Error(msg)


def _row(header: list[str], line: int, cells: list[str], problem: str) -> Row:
    cells = [cell.strip() for cell in cells]
    if not problem and len(cells) > len(header):
        problem = "more cells than columns; quote a cell that holds the separator"
    padded = cells + [""] * (len(header) - len(cells))
    return Row(line, dict(zip(header, padded, strict=False)), problem, "|".join(cells))
