"""What spreadsheets do to cells, undone where only one meaning is left.

Excel and LibreOffice show ``2024-05-01`` as a date of their own, write a comma into decimal
numbers, a ``.0`` behind whole ones and an apostrophe before what is not to be a formula. A cell
with two possible meanings is left as it is, and the check of the row reports it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

_MONTHS: Final = {
    name: number
    for names in (
        "jan feb mrz apr mai jun jul aug sep okt nov dez",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
_APOSTROPHE: Final = re.compile(r"'(?=[=+\-@\d])")
_MIDNIGHT: Final = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})\.(\d{4})")
_MONTH_NAME: Final = re.compile(r"([a-z]{3})[ -](\d{2})", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(\d+)[.,]0+")
_COMMA: Final = re.compile(r"(-?\d+),(\d+)")


def plain_cells(cells: Mapping[str, str]) -> dict[str, str]:
    """Undo what a spreadsheet did to the cells of a row.

    Parameters
    ----------
    cells
        Stripped cells by column.

    Returns
    -------
    The cells as they were meant; those that mean the same already are the same.
    """
    return {column: _plain(column, cell) if cell else cell for column, cell in cells.items()}


def _plain(column: str, cell: str) -> str:
    cell = _APOSTROPHE.sub("", cell) if cell.startswith("'") else cell
    meant = _MEANT.get(column)
    return meant(cell) if meant else cell


def _date(cell: str) -> str:
    """Read 01.05.2024, 05.2024, 2024-05-01 00:00:00, 2024.0 and "Mai 24" (Excel's 2024-05)."""
    cell = _MIDNIGHT.sub("", cell)
    if match := _DAY.fullmatch(cell):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _MONTH.fullmatch(cell):
        return f"{match[2]}-{int(match[1]):02}"
    if (match := _MONTH_NAME.fullmatch(cell)) and (month := _MONTHS.get(match[1].lower())):
        return f"20{match[2]}-{month:02}"  # no source is of another century
    return _whole(cell)


def _whole(cell: str) -> str:
    match = _WHOLE.fullmatch(cell)
    return match[1] if match else cell


def _decimal(cell: str) -> str:
    return _COMMA.sub(r"\1.\2", cell) if _COMMA.fullmatch(cell) else cell


_MEANT: Final[dict[str, Callable[[str], str]]] = {
    "date": _date,
    "source_date": _date,
    "valid_from": _date,
    "valid_until": _date,
    "lat": _decimal,
    "lon": _decimal,
    "geo_accuracy_m": _decimal,
    "capacity": _whole,
    "cost": _whole,
    "postcode": _whole,
    "house_number": _whole,
}
