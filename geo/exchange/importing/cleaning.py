"""Cells as volunteers write them elsewhere, in our manner; what cannot be read is left out."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import phonenumbers
from pydantic import TypeAdapter, ValidationError

from geo.directory.hours import parse_hours
from geo.directory.place import Email, PartialDate, Phone, Postcode, WebLink
from geo.errors import HoursError

Dropped = tuple[str, str, str]
"""A column, the value left out of it, and why."""

_CHECKED: Final = {
    "phone": TypeAdapter(Phone),
    "email": TypeAdapter(Email),
    "website": TypeAdapter(WebLink),
    "postcode": TypeAdapter(Postcode),
    "source_date": TypeAdapter(PartialDate),
}
_HAS_SCHEME: Final = re.compile(r"[a-z]+://", re.IGNORECASE)


def cleaned(cells: Mapping[str, str]) -> tuple[dict[str, str], tuple[Dropped, ...]]:
    """Bring cells into our manner.

    Parameters
    ----------
    cells
        By columns of ``places.csv``; several values may stand where one belongs.

    Returns
    -------
    The cells that can be read, of several values the first, and what was left out. A telephone
    number without a country's code is one of Germany.
    """
    found: dict[str, str] = {}
    dropped: list[Dropped] = []
    for column, cell in cells.items():
        plain = _MANNERS[column](cell) if column in _MANNERS else cell
        problem = _problem(column, plain)
        if problem:
            dropped.append((column, cell, f"left out, {problem}"))
        elif plain:
            found[column] = plain
    return found, tuple(dropped)


def _problem(column: str, cell: str) -> str:
    if not cell:
        return ""
    try:
        if column == "opening_hours":
            parse_hours(cell)
        elif column in _CHECKED:
            _CHECKED[column].validate_python(cell)
    except HoursError as problem:
        return str(problem)
    except ValidationError:
        return "since it has not the form of this column"
    return ""


def phone(text: str) -> str:
    """Write a telephone number with its country's code; what is none stays as it is."""
    first = re.split(r"[;,/](?=\s*[+0])", text)[0]
    try:
        number = phonenumbers.parse(first, "DE")
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def website(text: str) -> str:
    """Write an address of the web with its scheme."""
    first = text.split(";", maxsplit=1)[0].strip()
    return first if not first or _HAS_SCHEME.match(first) else f"https://{first}"


def _first(text: str) -> str:
    return text.split(";", maxsplit=1)[0].strip()


_MANNERS: Final[Mapping[str, Callable[[str], str]]] = {
    "phone": phone,
    "website": website,
    "email": _first,
    "house_number": _first,
}
