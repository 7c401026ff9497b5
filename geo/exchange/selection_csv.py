"""Chosen homes as a table for a spreadsheet."""

import csv
import io
from datetime import date

from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.round_trip import RoundTrip
from geo.exchange.site import notice, plain, position, precision_text, stop_name, street_line
from geo.language.catalogue import Catalogue

COLUMNS = (
    *("number", "name", "operators", "street", "postcode", "city", "district"),
    *("precision", "latitude", "longitude", "accuracy"),
    *("stop", "capacity", "status", "date"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 (spreadsheets run these too)
"""What a spreadsheet takes for the beginning of a formula."""


def selection_csv(catalogue: Catalogue, directory: Directory, trip: RoundTrip, on: date) -> bytes:
    """Write homes as CSV, RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

    Parameters
    ----------
    catalogue
        The language of headings and words.
    directory
        As the viewer may know it.
    trip
        Homes of that directory in the order of the visit.
    on
        The day of the export.

    Returns
    -------
    The notice in the first record, headings in the second, then a record a home; all have the
    same number of cells. Homes of the visit are numbered, those that nobody can place follow
    without a number. A cell that a spreadsheet would run begins with an apostrophe. Degrees
    stand only where the point is that of the door or the street.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_safe([notice(catalogue, on)] + [""] * (len(COLUMNS) - 1)))
    writer.writerow(_safe([catalogue.t(f"volunteers.column.{name}") for name in COLUMNS]))
    for number, place in enumerate(trip.shelters, start=1):
        writer.writerow(_safe([str(number), *_row(catalogue, directory, place)]))
    for place in trip.unlocated:
        writer.writerow(_safe(["", *_row(catalogue, directory, place)]))
    return text.getvalue().encode("utf-8-sig")


def _row(catalogue: Catalogue, directory: Directory, place: Place) -> list[str]:
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
        stop_name(directory, place),
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
