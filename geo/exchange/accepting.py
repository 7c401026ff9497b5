"""Whether a new version of a table may take the place of the old one: the reading decides."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.directory.finding import Finding, Severity
from geo.directory.reading import (
    IMPORTS_TABLE,
    NOTES_TABLE,
    OPEN_TABLE,
    PROTECTED_TABLE,
    read_directory,
)
from geo.directory.sources import FILE as SOURCES
from geo.directory.table import read_rows
from geo.errors import DataError

_NAMED = 5
"""Errors or rows that a message names; an editor wants a beginning, not a flood."""

_OF_RECORDS = (OPEN_TABLE, PROTECTED_TABLE, NOTES_TABLE)
_BESIDE_RECORDS = (SOURCES, IMPORTS_TABLE)
"""Files on which no record depends: to judge them, nobody has to read all the records."""


@dataclass(frozen=True)
class _Read:
    """What the directory makes of one version of a table."""

    errors: tuple[Finding, ...]
    ids: frozenset[str]
    n_rows: int


def require_accepted(path: Path, new: Path, *, may_shrink: bool = False) -> None:
    """Refuse a version that the directory reads worse than the one it would replace.

    Parameters
    ----------
    path
        The table among the other files of its data folder.
    new
        The new version, in a file of whatever name.
    may_shrink
        Whether it may have fewer rows.

    Raises
    ------
    DataError
        If the new version has more errors, fewer rows, or lacks a record that was there.
    """
    after = _read(path, new)
    before = _read(path, path) if path.exists() else _Read((), frozenset(), 0)
    if len(after.errors) > len(before.errors):
        known = {(finding.column, finding.value) for finding in before.errors}
        fresh = [f for f in after.errors if (f.column, f.value) not in known] or after.errors
        told = "; ".join(str(finding) for finding in fresh[:_NAMED])
        msg = f"{path.name}: not changed, the new version has errors: {told}"
        raise DataError(msg)
    if lost := sorted(before.ids - after.ids):
        told = ", ".join(lost[:_NAMED])
        msg = f"{path.name}: not changed, the new version lacks {len(lost)} records: {told}"
        raise DataError(msg)
    if after.n_rows < before.n_rows and not may_shrink:
        msg = f"{path.name}: not changed, {after.n_rows} rows in place of {before.n_rows}"
        raise DataError(msg)


def _read(path: Path, version: Path) -> _Read:
    """Read a data folder in which a version stands in place of the table."""
    with TemporaryDirectory(prefix="willkommen-") as name:
        folder = Path(name)
        left_out = _OF_RECORDS if path.name in _BESIDE_RECORDS else ()
        for other in path.parent.iterdir():
            if not other.name.startswith(".") and other.name not in left_out:
                (folder / other.name).symlink_to(other.absolute())
        stand_in = folder / path.name
        stand_in.unlink(missing_ok=True)
        stand_in.symlink_to(version.absolute())
        errors, ids = _found(folder, path.name)
        return _Read(errors, ids, len(read_rows(stand_in, ())))


def _found(folder: Path, name: str) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """Give the errors of a file and the ids of all records; the rest of the reading goes."""
    reading = read_directory(folder)
    errors = tuple(
        finding
        for finding in reading.findings
        if finding.file == name and finding.severity is Severity.ERROR
    )
    return errors, frozenset(place.id for place in reading.directory.places)
