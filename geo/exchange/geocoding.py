"""From addresses in a table to points in it: what is asked, what came of it, what is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_metric
from geo.directory.checking import Entry
from geo.directory.districts import Districts
from geo.directory.locating import Located, Refused, Verdict, can_be_asked, judged
from geo.directory.place import Point, Visibility
from geo.directory.reading import OPEN_TABLE, PROTECTED_TABLE, Reading
from geo.directory.rules.ground import Ground
from geo.directory.rules.secrecy import hints_at_homes
from geo.exchange.errors import GeocoderError
from geo.exchange.geocoder import Geocoder, UnansweredError
from geo.exchange.table_file import Table, read_table, write_table

UNANSWERED_IN_A_ROW: Final = 3
"""Addresses without any answer after which a service is taken to be out of order."""


@dataclass(frozen=True)
class Outcome:
    """What came of one address; without an answer it is to be asked again another day."""

    entry: Entry
    verdict: Verdict
    is_answered: bool = True

    @property
    def moved_m(self) -> float | None:
        """Metres between the old and the new point; None where there is only one."""
        before = self.entry.place.point
        if not before or not isinstance(self.verdict, Located):
            return None
        return float(np.linalg.norm(_metres(before) - _metres(self.verdict.point)))


def to_ask(reading: Reading, file: str, today: date) -> tuple[Entry, ...]:
    """Choose the rows of a table whose address may be sent to a geocoder.

    Parameters
    ----------
    reading
        Of the whole folder.
    file
        ``places.csv``: then the address is public and no row that hints at a home is asked, since
        its point may be missing on purpose. ``shelters.csv``: then volunteers may know it.
    today
        The day of the check.

    Returns
    -------
    Rows that passed the check, have a whole address and no point at the door. Of confidential
    records there is never one.
    """
    wanted = Visibility.VOLUNTEERS if file == PROTECTED_TABLE else Visibility.PUBLIC
    first: dict[str, Entry] = {}
    for entry in reading.entries:
        first.setdefault(entry.place.id, entry)  # an id counts where it stands first
    directory = reading.directory
    ground = Ground(reading.entries, directory.vocabulary, directory.districts, today)
    hinting = {(finding.file, finding.line) for finding in hints_at_homes(ground)}
    return tuple(
        entry
        for entry in reading.entries
        if entry.file == file
        and entry.place.visibility is wanted
        and first[entry.place.id] is entry
        and entry.place.id in reading.directory.by_id
        and (file == PROTECTED_TABLE or (entry.file, entry.line) not in hinting)
        and can_be_asked(entry.place)
    )


def outcomes(
    entries: Sequence[Entry], geocoder: Geocoder, districts: Districts, today: date
) -> Iterator[Outcome]:
    """Ask for each address and judge the answers, one after another.

    Raises
    ------
    GeocoderError
        If the geocoder refuses, or is out of order; what was yielded until then holds.
    """
    unanswered = 0
    for entry in entries:
        try:
            candidates = geocoder.candidates(entry.place, today)
        except UnansweredError as error:
            unanswered += 1
            if unanswered == UNANSWERED_IN_A_ROW:
                msg = f"the geocoder is out of order or not to be reached: {error}"
                raise GeocoderError(msg) from error
            yield Outcome(entry, Refused(str(error)), is_answered=False)
        else:
            unanswered = 0
            yield Outcome(entry, judged(entry.place, candidates, districts))


def write_points(path: Path, table: Table, found: Sequence[Outcome]) -> None:
    """Write the points that were found into their rows and nothing else.

    Parameters
    ----------
    path, table
        The file, and what was read from it before the first question; if somebody has changed it
        since, nothing is written.
    found
        Of rows of this file.

    Raises
    ------
    GeoError
        If the table cannot be replaced, see ``replace_table``.
    """
    points = {
        outcome.entry.line: _cells(outcome.verdict)
        for outcome in found
        if isinstance(outcome.verdict, Located)
    }
    rows = [row | points.get(line, {}) for line, row in zip(table.lines, table.rows, strict=True)]
    write_table(path, table, rows)


def table_to_locate(folder: Path, *, is_shelters: bool) -> tuple[Path, Table]:
    """Read the table whose points are wanted.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    path = folder / (PROTECTED_TABLE if is_shelters else OPEN_TABLE)
    return path, read_table(path)


def _cells(located: Located) -> dict[str, str]:
    return {
        "lat": f"{located.point.lat:.5f}",
        "lon": f"{located.point.lon:.5f}",
        "geo_precision": located.precision.value,
        "geo_accuracy_m": f"{located.point.accuracy_m:g}",
        "geo_basis": located.basis,
    }


def _metres(point: Point) -> NDArray[np.float64]:
    return to_metric(point.lat, point.lon)
