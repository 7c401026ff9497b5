"""Chosen homes as a table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from geo.directory.place import Place
from geo.exchange.site import notice, plain, position, precision_text, street_line
from geo.language.catalogue import Catalogue

COLUMNS = (
    *("name", "operators", "street", "postcode", "city", "district"),
    *("precision", "latitude", "longitude", "accuracy"),
    *("capacity", "status", "date"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets run these too)
"""What a spreadsheet takes for the beginning of a formula."""


def selection_csv(catalogue: Catalogue, places: Sequence[Place], on: date) -> bytes:
    """Write homes as CSV, RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

    Parameters
    ----------
    catalogue
        The language of headings and words.
    places
        In the order of the rows, records a signed-in viewer may know.
    on
        The day of the export.

    Returns
    -------
    The notice in the first record, headings in the second, then a record a home; all have the
    same number of cells. A cell that a spreadsheet would run begins with an apostrophe. Degrees
    stand only where the point is that of the door or the street.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_safe([notice(catalogue, on)] + [""] * (len(COLUMNS) - 1)))
    writer.writerow(_safe([catalogue.t(f"volunteers.column.{name}") for name in COLUMNS]))
    for place in places:
        writer.writerow(_safe(_row(catalogue, place)))
    return text.getvalue().encode("utf-8-sig")


def _row(catalogue: Catalogue, place: Place) -> list[str]:
    point = position(place)
    return [
        place.name,
        "; ".join(place.operators),
        street_line(place),
        place.address.postcode or "",
        place.address.city or "",
        place.district or "",
        precision_text(catalogue, place),
        *((str(point.lat), str(point.lon), str(point.accuracy_m)) if point else ("", "", "")),
        "" if place.capacity_places is None else str(place.capacity_places),
        catalogue.t(f"status.{place.status}"),
        place.source_date or "",
    ]


def _safe(cells: list[str]) -> list[str]:
    return [neutral(cell) for cell in cells]


def neutral(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run, however it is indented."""
    text = plain(cell)
    is_run = text.startswith(("\t", "\n")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_run else text
