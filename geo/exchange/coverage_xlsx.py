"""The figures of a report as a workbook of Excel."""

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from geo.exchange.coverage_tables import TEXTS, CoverageTables
from geo.exchange.site import plain

_FORMATS: Final = {"share_covered": "0.0%", "gap": "0.0%", "rank": "0"}
_PEOPLE: Final = ("people", "people_covered", "priority", "gained", "lost")
_WIDTHS: Final = (8, 24)
_NUMBER_WIDTH: Final = 18
_TEXT_WIDTHS: Final = (36, 110)
_LONGEST_CELL: Final = 32_767


def coverage_xlsx(tables: CoverageTables) -> bytes:
    """Write a workbook with three sheets: districts, method, scenario.

    Parameters
    ----------
    tables
        See ``coverage_tables``.

    Returns
    -------
    The first sheet has headings for people, the codes of the columns below them, and then a row a
    district. Numbers are numbers, unknown is an empty cell; no text becomes a formula or a link.
    """
    content = io.BytesIO()
    plainly = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, plainly) as book:
        # The day of the report, so that the same report gives the same file.
        book.set_properties({"created": datetime.combine(tables.day, datetime.min.time())})
        districts, method, scenario = (book.add_worksheet(name) for name in tables.sheets)
        _write_districts(book, districts, tables)
        _write_texts(book, method, tables.method)
        _write_texts(book, scenario, [(line,) for line in tables.scenario])
    return content.getvalue()


def _write_districts(book: Workbook, sheet: Worksheet, tables: CoverageTables) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    code = book.add_format({"italic": True, "font_color": "#57534e"})
    headings = (*tables.headings, *(column.heading for column in tables.columns))
    codes = (*TEXTS, *(column.code for column in tables.columns))
    for position, (text, name) in enumerate(zip(headings, codes, strict=True)):
        sheet.write_string(0, position, text, heading)
        sheet.write_string(1, position, name, code)
    for row, texts in enumerate(zip(tables.numbers, tables.names, strict=True), start=2):
        for position, text in enumerate(texts):
            sheet.write_string(row, position, plain(text))
    for position, column in enumerate(tables.columns, start=len(TEXTS)):
        form = book.add_format({"num_format": _number_format(column.code)})
        for row, value in enumerate(column.figures.tolist(), start=2):
            _write_number(sheet, (row, position), value, form, tables.no_way)
    sheet.freeze_panes(2, len(TEXTS))
    for position, width in enumerate(_WIDTHS):
        sheet.set_column(position, position, width)
    sheet.set_column(len(TEXTS), len(codes) - 1, _NUMBER_WIDTH)


def _write_number(
    sheet: Worksheet, at: tuple[int, int], value: float, form: Format, no_way: str
) -> None:
    if math.isfinite(value):
        sheet.write_number(*at, value, form)
    elif math.isinf(value):
        sheet.write_string(*at, no_way)


def _write_texts(book: Workbook, sheet: Worksheet, rows: Sequence[tuple[str, ...]]) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, texts in enumerate(rows):
        for position, text in enumerate(texts):
            sheet.write_string(row, position, plain(text)[:_LONGEST_CELL], wrapped)
    for position, width in enumerate(_TEXT_WIDTHS):
        sheet.set_column(position, position, width)


def _number_format(code: str) -> str:
    return "#,##0" if code in _PEOPLE else _FORMATS.get(code, "0.00")
