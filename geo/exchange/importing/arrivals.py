"""What a file brings, in the columns of the directory, and what was left out of it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from geo.directory.finding import Finding, Severity
from geo.errors import DataError

MOST_BYTES: Final = 2_000_000_000
"""Of a file that is read; no city's places need as much."""


_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record of a file.

    ``row`` is its number as a reader of the file counts: the line of a table, else the position
    from 1. ``key`` is what the source itself calls it, or empty. ``cells`` are by columns of
    ``places.csv``; a column that the source says nothing of is not there.
    """

    row: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Arrivals:
    """The records of a file.

    ``findings`` of the severity error keep the whole file out, warnings are told. ``left_out``
    counts by reason what was no matter of this directory. ``n_protected`` were homes, which never
    come in this way.
    """

    file: str
    rows: tuple[Incoming, ...]
    findings: tuple[Finding, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    n_protected: int = 0


def error(file: str, row: int, column: str, value: object, message: str) -> Finding:
    """Say what keeps a file out."""
    return Finding(Severity.ERROR, file, row, column, str(value), message)


def warning(file: str, row: int, column: str, value: object, message: str) -> Finding:
    """Say what was left out of a record."""
    return Finding(Severity.WARNING, file, row, column, str(value), message)


def require_file(path: Path) -> None:
    """Refuse what is no file, is empty or too large.

    Raises
    ------
    DataError
        See above.
    """
    if not path.is_file():
        msg = f"{path}: there is no such file"
        raise DataError(msg)
    size = path.stat().st_size
    if not size:
        msg = f"{path.name}: the file is empty; fetch it again"
        raise DataError(msg)
    if size > MOST_BYTES:
        msg = f"{path.name}: {size / 1e9:.1f} GB are too much; cut out the city first"
        raise DataError(msg)


def read_json(path: Path) -> Any:  # noqa: ANN401, whatever stands there
    """Read a file of JSON.

    Raises
    ------
    DataError
        If it is not UTF-8, or was cut off on its way.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        msg = f"{path.name}: byte {problem.start} is not UTF-8; save the file as UTF-8"
        raise DataError(msg) from problem
    except ValueError as problem:
        msg = f"{path.name}: not whole JSON ({problem}); fetch it again"
        raise DataError(msg) from problem


def text_of(value: Any) -> str:  # noqa: ANN401, cells of any kind
    """Write a cell of any kind as a table would hold it; unknown is empty."""
    if value is None or value != value:  # noqa: PLR0124 (what is not itself is NaN or NaT)
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return " ".join(str(value).split())


def visible(cell: str) -> str:
    """Write a cell in one line, without what steers terminals and the direction of writing."""
    return _UNSEEN.sub(" ", cell).strip()
