"""From a row of text cells to a ``Place``, and the columns in which that happens."""

from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from geo.directory.finding import Finding, Severity
from geo.directory.place import Address, Contact, Place, Point, Visibility
from geo.directory.spreadsheet import plain_cells
from geo.directory.table import Row

_ADDRESS = ("street", "house_number", "postcode", "city", "neighbourhood")
_CONTACT = ("phone", "email", "website")
_POINT = {"lat": "lat", "lon": "lon", "geo_accuracy_m": "accuracy_m"}

_LISTS = {
    "operator": "operators",
    "languages": "languages",
    "target_groups": "audience",
    "offers": "offers",
    "level": "level",
    "source_url": "sources",
}
_SCALARS = {
    "id": "id",
    "category": "category",
    "name": "name",
    "district": "district",
    "geo_precision": "precision",
    "geo_basis": "basis",
    "opening_hours": "opening_hours",
    "wheelchair": "wheelchair",
    "capacity": "capacity_places",
    "status": "status",
    "source_date": "source_date",
    "note": "note",
}
SEVERAL = frozenset(_LISTS)
"""Columns of which a cell may hold several values, separated by semicolons."""

_FORMS = ("string_pattern_mismatch", "float_parsing", "int_parsing", "int_from_float")
"""What pydantic finds wrong with the form of a cell: there an example says more."""

_COLUMN_OF = {field: column for column, field in (_LISTS | _SCALARS | _POINT).items()}

REQUIRED = (
    *(column for column in _SCALARS if column != "note"),
    *_LISTS,
    *_ADDRESS,
    *_CONTACT,
    *_POINT,
)
"""Columns a table of places must have.

``visibility`` may be missing and is then confidential; notes for editors stand in a table of
their own, so that the open table can be published as it is.
"""


def field_of(column: str) -> FieldInfo:
    """Give the field of the model that a column becomes.

    Raises
    ------
    KeyError
        If no column of a table of places has this name.
    """
    if column in _ADDRESS:
        return Address.model_fields[column]
    if column in _CONTACT:
        return Contact.model_fields[column]
    if column in _POINT:
        return Point.model_fields[_POINT[column]]
    return Place.model_fields[(_LISTS | _SCALARS | {"visibility": "visibility"})[column]]


def place_from_row(file: str, row: Row) -> tuple[Place | None, list[Finding]]:
    """Make a place of a row.

    Returns
    -------
    The place, or None where a cell keeps the row out, with what is wrong. Cells are never
    guessed; only an unknown visibility has a fallback, and that is the safest tier.
    """
    if row.problem:
        return None, [_error(file, row, "", row.text, row.problem)]
    findings = _visibility_findings(file, row)
    try:
        return Place.model_validate(_fields(plain_cells(row.cells))), findings
    except ValidationError as error:
        return None, findings + [_from_pydantic(file, row, item) for item in error.errors()]


def cells_of(place: Place) -> dict[str, str]:
    """Write a place as the cells of a row: ``place_from_row`` makes the same place of them."""
    cells = {column: _cell(getattr(place, field)) for column, field in _SCALARS.items()}
    cells |= {column: ";".join(getattr(place, field)) for column, field in _LISTS.items()}
    cells |= {column: _cell(getattr(place.address, column)) for column in _ADDRESS}
    cells |= {column: _cell(getattr(place.contact, column)) for column in _CONTACT}
    cells |= {column: _cell(getattr(place.point, field, None)) for column, field in _POINT.items()}
    return cells | {"visibility": place.visibility.value}


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        field: cells.get(column) or None for column, field in _SCALARS.items()
    }
    for column, field in _LISTS.items():
        parts = (part.strip() for part in cells.get(column, "").split(";"))
        fields[field] = tuple(dict.fromkeys(part for part in parts if part))
    if any(cells.get(column) for column in _POINT):
        fields["point"] = {field: cells.get(column) or None for column, field in _POINT.items()}
    fields["address"] = {column: cells.get(column) or None for column in _ADDRESS}
    fields["contact"] = {column: cells.get(column) or None for column in _CONTACT}
    fields["visibility"] = _visibility(cells)
    return fields


def _visibility(cells: dict[str, str]) -> Visibility:
    """Never fail open: what is missing, misspelt or new is confidential."""
    try:
        return Visibility(cells.get("visibility", ""))
    except ValueError:
        return Visibility.CONFIDENTIAL


def _visibility_findings(file: str, row: Row) -> list[Finding]:
    value = row.cells.get("visibility", "")
    if value in set(Visibility):
        return []
    text = f"unknown visibility, treated as confidential; one of {', '.join(Visibility)}"
    return [_error(file, row, "visibility", value, text)]


def cell_finding(file: str, row: Row, column: str, item: Any, field: FieldInfo | None) -> Finding:  # noqa: ANN401, an ErrorDetails
    """Say what pydantic finds wrong with a cell; ``field`` is its field, for an example."""
    message = item["msg"].removeprefix("Value error, ")
    if item["type"] in ("string_type", "missing", "enum") and not row.cells.get(column):
        message = "the cell is empty but needed"
    elif item["type"] in _FORMS and field:
        message = f"{message}, for example {', '.join(field.examples or [])}"
    return _error(file, row, column, row.cells.get(column, ""), message)


def _from_pydantic(file: str, row: Row, item: Any) -> Finding:  # noqa: ANN401, an ErrorDetails
    names = [part for part in item["loc"] if isinstance(part, str)]
    name = names[-1] if names else ""
    column = _COLUMN_OF.get(name, name)
    field = field_of(column) if item["type"] in _FORMS else None
    return cell_finding(file, row, column, item, field)


def _error(file: str, row: Row, column: str, value: str, message: str) -> Finding:
    return Finding(Severity.ERROR, file, row.line, column, value, message)
