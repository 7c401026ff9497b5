"""Reading the directory from its folder: good rows are kept, bad ones are reported."""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_origin

import numpy as np
from pydantic import ValidationError

from geo.directory import checking
from geo.directory.checking import Entry
from geo.directory.directory import Directory
from geo.directory.districts import Districts, read_districts
from geo.directory.finding import Finding, Severity
from geo.directory.glossary import Term
from geo.directory.history_reading import FILE as HISTORY_TABLE
from geo.directory.history_reading import HistoryEntry, read_history
from geo.directory.links import LINKS_TABLE, PROTECTED_LINKS_TABLE, LinkState
from geo.directory.place import Frozen, Place, Visibility
from geo.directory.programme_rows import FILE as PROGRAMME_TABLE
from geo.directory.programme_rows import ItemEntry, programme_of, read_programme
from geo.directory.rows import REQUIRED, place_from_row
from geo.directory.sources import FILE as SOURCES
from geo.directory.sources import Source, read_sources
from geo.directory.stops import Stop, Stops
from geo.directory.table import Row, read_rows
from geo.directory.vocabulary import Audience, Category, Kind, Offer, Vocabulary
from geo.errors import DataError

DATA = Path(__file__).resolve().parents[2] / "data"
"""The directory that comes with the project."""

OPEN_TABLE = "places.csv"
PROTECTED_TABLE = "shelters.csv"
NOTES_TABLE = "notes.csv"
IMPORTS_TABLE = "imports.csv"
NOT_GROUND = (
    OPEN_TABLE,
    PROTECTED_TABLE,
    NOTES_TABLE,
    HISTORY_TABLE,
    PROGRAMME_TABLE,
    IMPORTS_TABLE,
    LINKS_TABLE,
    PROTECTED_LINKS_TABLE,
)
"""Tables of records and of what is known about them; they count by what is told of them."""

Record = TypeVar("Record", bound=Frozen)
Read = TypeVar("Read")


@dataclass(frozen=True)
class Reading:
    """A directory with everything that was found wrong while reading it.

    ``entries`` are the places as they stand in their files, those that were refused among them;
    ``history`` are the events and ``programme`` the items of programmes that stand, with their
    lines. ``links`` is what ``python -m geo refresh`` last saw of their links.
    """

    directory: Directory
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...] = ()
    entries: tuple[Entry, ...] = ()
    links: tuple[LinkState, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    programme: tuple[ItemEntry, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing had to be left out."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def read_directory(folder: Path = DATA) -> Reading:
    """Read and check all files of a data folder.

    A file that is missing or broken costs what stands in it and nothing else; a row that does
    not pass costs that row. Both are reported.
    """
    findings: list[Finding] = []
    vocabulary = _read_vocabulary(folder, findings)
    districts = _whole(folder / "districts.geojson", read_districts, Districts(), findings)
    water: dict[str, Any] = _whole(folder / "water.geojson", _read_geojson, {}, findings)
    stops = _records(folder / "stops.csv", Stop, findings)
    sources: tuple[Source, ...] = _whole(folder / SOURCES, read_sources, (), findings)
    entries = _read_entries(folder, findings)
    places = _checked(entries, vocabulary, districts, findings)
    history = _read_history(folder, places, findings)
    items: tuple[ItemEntry, ...] = _whole(
        folder / PROGRAMME_TABLE,
        lambda path: read_programme(path, places, vocabulary, findings),
        (),
        findings,
    )
    directory = Directory(
        places=places,
        districts=districts,
        stops=Stops(stops),
        vocabulary=vocabulary,
        water=water,
        ground=_ground(folder),
        history=tuple(entry.event for entry in history),
        programme=programme_of(items),
    )
    links = tuple(
        state
        for name in (LINKS_TABLE, PROTECTED_LINKS_TABLE)
        if (folder / name).exists()  # nobody has asked yet, or these are the open tables alone
        for state in _records(folder / name, LinkState, findings)
    )
    return Reading(
        directory=directory,
        findings=tuple(findings),
        sources=sources,
        entries=tuple(entries),
        links=links,
        history=history,
        programme=items,
    )


def _read_vocabulary(folder: Path, findings: list[Finding]) -> Vocabulary:
    return Vocabulary(
        categories=_records(folder / "categories.csv", Category, findings),
        offers=_records(folder / "offer_codes.csv", Offer, findings),
        audiences=_records(folder / "audiences.csv", Audience, findings),
        kinds=_records(folder / "kinds.csv", Kind, findings),
        help_kinds=_records(folder / "help_kinds.csv", Kind, findings),
        glossary=_records(folder / "glossary.csv", Term, findings),
    )


def _read_entries(folder: Path, findings: list[Finding]) -> list[Entry]:
    entries = []
    notes = _read_notes(folder, findings)
    for name in (OPEN_TABLE, PROTECTED_TABLE):
        rows: list[Row] = _whole(
            folder / name, lambda path: read_rows(path, REQUIRED), [], findings
        )
        for row in rows:
            place, wrong = place_from_row(name, _with_note(row, notes))
            findings.extend(wrong)
            # The name of a confidential record is told, and a shelter's name is often its street.
            if place and not (wrong and name == PROTECTED_TABLE):
                entries.append(Entry(name, row.line, place))
    return entries


def _read_history(
    folder: Path, places: tuple[Place, ...], findings: list[Finding]
) -> tuple[HistoryEntry, ...]:
    public = {place.id for place in places if place.visibility is Visibility.PUBLIC}
    nothing: tuple[tuple[HistoryEntry, ...], list[Finding]] = ((), [])
    history, wrong = _whole(
        folder / HISTORY_TABLE, lambda path: read_history(path, public), nothing, findings
    )
    findings.extend(wrong)
    return history


def _read_notes(folder: Path, findings: list[Finding]) -> dict[str, str]:
    """Read what editors note of records; a folder without notes is a published one."""
    if not (folder / NOTES_TABLE).exists():
        return {}
    rows: list[Row] = _whole(
        folder / NOTES_TABLE, lambda path: read_rows(path, ("id", "note")), [], findings
    )
    return {row.cells["id"]: row.cells["note"] for row in rows if not row.problem}


def _with_note(row: Row, notes: dict[str, str]) -> Row:
    note = notes.get(row.cells.get("id", ""))
    return replace(row, cells={**row.cells, "note": note}) if note else row


def _checked(
    entries: list[Entry], vocabulary: Vocabulary, districts: Districts, findings: list[Finding]
) -> tuple[Place, ...]:
    """Report what is wrong between rows and keep the places that stand."""
    found = list(checking.duplicate_ids(entries))
    for entry in entries:
        if vocabulary.categories and vocabulary.offers and vocabulary.audiences:
            found.extend(checking.unknown_words(entry, vocabulary))
        found.extend(checking.tier_fits_file(entry, is_protected=entry.file == PROTECTED_TABLE))
        found.extend(checking.missing_source(entry))
    found.extend(checking.wrong_districts(entries, districts))
    findings.extend(found)
    refused = {(f.file, f.line) for f in found if f.severity is Severity.ERROR}
    kept = [entry.place for entry in entries if (entry.file, entry.line) not in refused]
    return _with_district(kept, districts)


def _with_district(places: list[Place], districts: Districts) -> tuple[Place, ...]:
    """Fill in the district of a point where none is stated."""
    open_cases = [place for place in places if place.point and not place.district]
    lat = np.array([place.point.lat for place in open_cases if place.point])
    lon = np.array([place.point.lon for place in open_cases if place.point])
    assigned = zip(open_cases, districts.assign(lat, lon), strict=True)
    names = {place.id: found.name for place, found in assigned if found}
    return tuple(
        place.model_copy(update={"district": names[place.id]}) if place.id in names else place
        for place in places
    )


def _records(path: Path, kind: type[Record], findings: list[Finding]) -> tuple[Record, ...]:
    """Read a simple table: one record a row, cells by the names of the fields.

    A column whose field may be None may be missing.
    """
    fields = kind.model_fields
    required = [name for name, field in fields.items() if field.default is not None]
    rows: list[Row] = _whole(path, lambda file: read_rows(file, required), [], findings)
    records = []
    for row in rows:
        if row.problem:
            findings.append(Finding(Severity.ERROR, path.name, row.line, "", row.text, row.problem))
            continue
        cells: dict[str, Any] = {
            name: tuple(filter(None, map(str.strip, row.cells[name].split(";"))))
            if get_origin(field.annotation) is tuple
            else row.cells.get(name) or (None if field.default is None else "")
            for name, field in fields.items()
        }
        try:
            records.append(kind.model_validate(cells))
        except ValidationError as error:
            findings.extend(_record_findings(path, row, error))
    return tuple(records)


def _record_findings(path: Path, row: Row, error: ValidationError) -> Iterable[Finding]:
    for item in error.errors():
        column = str(item["loc"][0]) if item["loc"] else ""
        value = row.cells.get(column, "")
        yield Finding(Severity.ERROR, path.name, row.line, column, value, item["msg"])


def _whole(
    path: Path, read: Callable[[Path], Read], otherwise: Read, findings: list[Finding]
) -> Read:
    """Read a file; report it and go on with what is left where that fails."""
    try:
        return read(path)
    except DataError as error:
        message = str(error).removeprefix(f"{path.name}: ")
        findings.append(Finding(Severity.ERROR, path.name, None, "", "", message))
        return otherwise


def _read_geojson(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror})"
        raise DataError(msg) from error
    except ValueError as error:
        msg = f"{path.name}: not JSON ({error})"
        raise DataError(msg) from error
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        msg = f"{path.name}: not a GeoJSON FeatureCollection"
        raise DataError(msg)
    return content


def _ground(folder: Path) -> str:
    """Hash the files that hold no records: those with records count by what is told of them."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.*")):
        if path.suffix in (".csv", ".geojson") and path.name not in NOT_GROUND:
            with suppress(OSError):  # reported where its content was wanted
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
