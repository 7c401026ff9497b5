"""From the rows of ``offers.csv`` to the programme: good rows are kept, bad ones are reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_origin

from pydantic import ValidationError

from geo.directory.finding import Finding, Severity
from geo.directory.place import Place
from geo.directory.programme import Programme, ProgrammeItem
from geo.directory.rows import cell_finding
from geo.directory.spreadsheet import plain_cells
from geo.directory.table import Row, read_rows
from geo.directory.vocabulary import Vocabulary

FILE: Final = "offers.csv"
COLUMNS: Final = tuple(ProgrammeItem.model_fields)
SEVERAL: Final = frozenset(
    name
    for name, field in ProgrammeItem.model_fields.items()
    if get_origin(field.annotation) is tuple
)
"""Columns of which a cell may hold several values, separated by semicolons."""


@dataclass(frozen=True)
class ItemEntry:
    """An item with the line it was read from."""

    line: int
    item: ProgrammeItem

    def finding(
        self, severity: Severity, column: str, message: str, remedy: str = "", value: str = ""
    ) -> Finding:
        """Make a finding about one cell; ``value`` where only a part of it is meant."""
        written = getattr(self.item, column)
        cell = ";".join(written) if isinstance(written, tuple) else str(written or "")
        return Finding(severity, FILE, self.line, column, value or cell, message, remedy)


def read_programme(
    path: Path, places: tuple[Place, ...], vocabulary: Vocabulary, findings: list[Finding]
) -> tuple[ItemEntry, ...]:
    """Read the table of programmes and keep what stands.

    Parameters
    ----------
    path
        Of ``offers.csv``; a folder without one has no programmes.
    places
        Of the directory; an item at any but a public place that is no home is refused, with the
        same words whether there is such a place or not.
    vocabulary
        The words an item may use; none are checked where it is empty.
    findings
        What is wrong with the rows that are left out is added here.

    Returns
    -------
    The items that stand, with their lines.

    Raises
    ------
    DataError
        If the table cannot be read as one.
    """
    if not path.exists():
        return ()
    entries = []
    for row in read_rows(path, COLUMNS):
        item, wrong = item_from_row(row)
        findings.extend(wrong)
        if item:
            entries.append(ItemEntry(row.line, item))
    found = [*_between_rows(entries, places, vocabulary)]
    refused = {finding.line for finding in found}
    findings.extend(found)
    return tuple(entry for entry in entries if entry.line not in refused)


def item_from_row(row: Row) -> tuple[ProgrammeItem | None, list[Finding]]:
    """Make an item of a row, or tell why it is none; cells are never guessed."""
    if row.problem:
        return None, [Finding(Severity.ERROR, FILE, row.line, "", row.text, row.problem)]
    cells = plain_cells(row.cells)
    fields: dict[str, Any] = {
        column: _several(cells[column]) if column in SEVERAL else cells[column] or None
        for column in COLUMNS
    }
    try:
        return ProgrammeItem.model_validate(fields), []
    except ValidationError as error:
        return None, [_from_pydantic(row, item) for item in error.errors()]


def programme_of(entries: tuple[ItemEntry, ...]) -> Programme:
    """Give the programme that some entries are."""
    return Programme(tuple(entry.item for entry in entries))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in map(str.strip, cell.split(";")) if part))


def _from_pydantic(row: Row, item: Any) -> Finding:  # noqa: ANN401, an ErrorDetails
    column = str(item["loc"][0]) if item["loc"] else "valid_until"
    return cell_finding(FILE, row, column, item, ProgrammeItem.model_fields[column])


def _between_rows(
    entries: list[ItemEntry], places: tuple[Place, ...], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Report what one row alone cannot show."""
    known = {place.id for place in places if place.may_have_programme}
    offers = {offer.code for offer in vocabulary.offers}
    audiences = {audience.code for audience in vocabulary.audiences}
    seen: dict[tuple[object, ...], int] = {}
    for entry in entries:
        item = entry.item
        if item.place not in known:
            yield _error(entry, "place", "no public place of places.csv has this id")
        if offers and item.offer not in offers:
            yield _error(entry, "offer", "not in offer_codes.csv")
        for code in item.target_groups if audiences else ():
            if code not in audiences:
                yield _error(entry, "target_groups", "not in audiences.csv", code)
        if not item.source_url:
            yield _error(entry, "source_url", "a fact needs a source")
        earlier = seen.setdefault(_identity(item), entry.line)
        if earlier != entry.line:
            yield _error(entry, "place", f"the same item as in line {earlier}; keep one of them")


def _identity(item: ProgrammeItem) -> tuple[object, ...]:
    """Leave what makes an item the one it is: sources and answers may differ between twins."""
    told = ("place", "offer", "title", "opening_hours", "target_groups", "languages")
    return tuple(getattr(item, name) for name in (*told, "valid_from", "valid_until"))


def _error(entry: ItemEntry, column: str, message: str, value: str = "") -> Finding:
    return entry.finding(Severity.ERROR, column, message, value=value)
