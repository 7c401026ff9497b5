"""Whether the records of a file may stand in the directory, each told by its row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from geo.directory import checking
from geo.directory.checking import Entry
from geo.directory.directory import Directory
from geo.directory.finding import Finding, Severity
from geo.directory.place import Place
from geo.directory.rows import place_from_row
from geo.directory.table import Row
from geo.errors import DataError
from geo.exchange.importing.arrivals import Arrivals, Incoming, visible
from geo.exchange.importing.mapping import ImportSource
from geo.exchange.importing.secrecy import is_home_by_name

OUTSIDE = "outside the city"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sound record of the file, with every cell it would have as a new one."""

    row: int
    key: str
    cells: Mapping[str, str]
    place: Place
    has_id: bool


@dataclass(frozen=True)
class Checked:
    """The sound records, what is wrong with others, and what was no matter of this directory."""

    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    left_out: Mapping[str, int]
    n_protected: int


def checked(
    arrivals: Arrivals, directory: Directory, source: ImportSource, *, is_extract: bool
) -> Checked:
    """Look at each record as ``geo check`` would.

    Parameters
    ----------
    arrivals
        What the file brings.
    directory
        Whose words and districts are the allowed ones.
    source
        Fills in source and date where a record has none of its own.
    is_extract
        Whether the file is cut out of a map of everything: then what lies outside the city is no
        mistake, and left out.

    Raises
    ------
    DataError
        If nobody says of when the facts are.
    """
    findings = list(arrivals.findings)
    candidates: list[Candidate] = []
    n_protected = arrivals.n_protected
    for incoming in arrivals.rows:
        cells = _completed(arrivals.file, incoming, source)
        if is_home_by_name(cells.get("name", "")):
            n_protected += 1
            continue
        place, wrong = place_from_row(arrivals.file, Row(incoming.row, cells))
        findings += wrong
        if place:
            has_id = bool(incoming.cells.get("id"))
            candidates.append(Candidate(incoming.row, incoming.key, cells, place, has_id))
    candidates = list(_in_districts(candidates, directory))
    found = _between_rows(arrivals.file, candidates, directory)
    outside = {f.line for f in found if f.message.endswith(OUTSIDE)} if is_extract else set()
    findings += [finding for finding in found if finding.line not in outside]
    bad = outside | {f.line for f in findings if f.severity is Severity.ERROR}
    sound = [candidate for candidate in candidates if candidate.row not in bad]
    left_out = dict(arrivals.left_out) | ({OUTSIDE: len(outside)} if outside else {})
    return Checked(tuple(sound), tuple(findings), left_out, n_protected)


def _completed(file: str, incoming: Incoming, source: ImportSource) -> dict[str, str]:
    """Fill in what every record needs; nobody has confirmed what came from a file."""
    usual = {
        "id": f"row-{incoming.row}",
        "status": "unverified",
        "visibility": "public",
        "geo_precision": "district" if incoming.cells.get("district") else "none",
        "source_url": source.url,
        "source_date": source.date or "",
    }
    said = {column: visible(cell) for column, cell in incoming.cells.items()}
    cells = usual | {column: cell for column, cell in said.items() if cell}
    if not cells["source_date"]:
        msg = (
            f"{file}, row {incoming.row}, source_date '': nobody says of when the facts are; give "
            "--date, or date under [source] of the mapping"
        )
        raise DataError(msg)
    return cells


def _between_rows(file: str, candidates: list[Candidate], directory: Directory) -> list[Finding]:
    entries = [Entry(file, candidate.row, candidate.place) for candidate in candidates]
    found: list[Finding] = []
    for entry in entries:
        found += checking.unknown_words(entry, directory.vocabulary)
        found += checking.tier_fits_file(entry, is_protected=False)
        found += _not_public(entry)
    found += checking.wrong_districts(entries, directory.districts)
    return [*found, *checking.duplicate_ids(entries)]


def _not_public(entry: Entry) -> Iterator[Finding]:
    if entry.place.visibility != "public":
        text = "only public places come in from files; write others into shelters.csv by hand"
        yield entry.error("visibility", entry.place.visibility, text)


def _in_districts(candidates: list[Candidate], directory: Directory) -> Iterator[Candidate]:
    """State the district of a point where the source states none."""
    points = [candidate.place.point for candidate in candidates]
    lat = np.array([point.lat if point else np.nan for point in points])
    lon = np.array([point.lon if point else np.nan for point in points])
    located = np.flatnonzero(~np.isnan(lat))
    names = dict.fromkeys(range(len(candidates)), "")
    for row, district in zip(
        located.tolist(), directory.districts.assign(lat[located], lon[located]), strict=True
    ):
        names[row] = district.name if district else ""
    for row, candidate in enumerate(candidates):
        if candidate.place.district or not names[row]:
            yield candidate
        else:
            cells = {**candidate.cells, "district": names[row]}
            place = candidate.place.model_copy(update={"district": names[row]})
            yield replace(candidate, cells=cells, place=place)
