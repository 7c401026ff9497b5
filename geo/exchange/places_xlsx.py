"""Places as a workbook that a person can read and print."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from geo.directory.place import Place
from geo.exchange.places_export import PlacesExport
from geo.exchange.site import plain, street_line
from geo.language import formatting
from geo.language.catalogue import Catalogue

_A4: Final = 9
_LONGEST_CELL: Final = 32_767
_MARGINS_INCHES: Final = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}

_WIDTHS: Final = {
    "name": 28,
    "category": 16,
    "operators": 22,
    "address": 24,
    "district": 15,
    "contact": 26,
    "hours": 20,
    "offers": 26,
    "audience": 18,
    "languages": 14,
    "capacity": 8,
    "status": 14,
    "date": 11,
}
"""The columns and how wide they are, in letters."""


def places_xlsx(export: PlacesExport) -> bytes:
    """Write a workbook: a sheet of places for people, and one that says where they come from.

    Returns
    -------
    Words instead of codes, on A4 across, as wide as the page, headings on each page, page numbers
    and the day below. No text becomes a formula or a link. A workbook that is not for everybody
    says so above the places and on each page.
    """
    content = io.BytesIO()
    plainly = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    catalogue = export.catalogue
    with Workbook(content, plainly) as book:
        # The day of the export, so that the same places give the same file.
        book.set_properties(
            {
                "title": catalogue.t("export.title"),
                "created": datetime.combine(export.on, datetime.min.time()),
            }
        )
        places, about = (book.add_worksheet(catalogue.t(name)) for name in _SHEETS)
        first = _write_head(book, places, export)
        _write_places(book, places, export, first)
        _set_page(places, export, first)
        _write_about(book, about, export)
    return content.getvalue()


_SHEETS: Final = ("export.sheet", "about.sources")


def _write_head(book: Workbook, sheet: Worksheet, export: PlacesExport) -> int:
    """Write title, day, choices and notice; gives the row of the headings."""
    catalogue = export.catalogue
    title = book.add_format({"bold": True, "font_size": 16})
    grave = book.add_format({"bold": True, "font_color": "#9f1239"})
    day = formatting.day(catalogue, export.on)
    counted = catalogue.n("export.count", len(export.places))
    sheet.write_string(0, 0, catalogue.t("export.title"), title)
    sheet.write_string(1, 0, f"{catalogue.t('export.day')}: {day} · {counted}")
    row = 2
    if export.asked:
        sheet.write_string(row, 0, plain(f"{catalogue.t('export.asked')}: {_joined(export.asked)}"))
        row += 1
    if export.notice:
        sheet.write_string(row, 0, export.notice, grave)
        row += 1
    return row + 1


def _write_places(book: Workbook, sheet: Worksheet, export: PlacesExport, first: int) -> None:
    catalogue = export.catalogue
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "bottom": 4})
    for position, (column, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(position, position, width)
        sheet.write_string(first, position, catalogue.t(f"export.column.{column}"), heading)
    for row, place in enumerate(export.places, start=first + 1):
        cells = _cells(catalogue, place)
        for position, column in enumerate(_WIDTHS):
            sheet.write_string(row, position, plain(cells[column])[:_LONGEST_CELL], wrapped)
    sheet.freeze_panes(first + 1, 1)


def _cells(catalogue: Catalogue, place: Place) -> dict[str, str]:
    contact = place.contact
    town = " ".join(filter(None, (place.address.postcode, place.address.city)))
    date = place.source_date
    return {
        "name": place.name,
        "category": catalogue.t(f"category.{place.category}"),
        "operators": "; ".join(place.operators),
        "address": "\n".join(filter(None, (street_line(place), town))),
        "district": place.district or "",
        "contact": "\n".join(filter(None, (contact.phone, contact.email, contact.website))),
        "hours": place.opening_hours or "",
        "offers": _joined([catalogue.t(f"offer.{code}") for code in place.offers]),
        "audience": _joined([catalogue.t(f"audience.{code}") for code in place.audience]),
        "languages": _joined([formatting.language_name(catalogue, c) for c in place.languages]),
        "capacity": "" if place.capacity_places is None else str(place.capacity_places),
        "status": catalogue.t(f"status.{place.status}"),
        "date": formatting.partial_date(catalogue, date) if date else "",
    }


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words)


def _set_page(sheet: Worksheet, export: PlacesExport, first: int) -> None:
    """Make it fit on paper: across, one page wide, with headings and numbers on each page."""
    catalogue = export.catalogue
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(**_MARGINS_INCHES)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    last = first + len(export.places)
    sheet.print_area(0, 0, last, len(_WIDTHS) - 1)
    day = formatting.day(catalogue, export.on)
    page = catalogue.t("export.page", page="&P", pages="&N")
    sheet.set_footer(f"&L{day}&R{page}")
    if export.notice:
        sheet.set_header(f"&C&B{catalogue.t('export.not_public.short')}")


def _write_about(book: Workbook, sheet: Worksheet, export: PlacesExport) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 100)
    for row, texts in enumerate(export.about):
        for position, text in enumerate(texts):
            sheet.write_string(row, position, text[:_LONGEST_CELL], wrapped)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
