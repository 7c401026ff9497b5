"""The figures of a report as CSV."""

import csv
import io
import math
from typing import Final

from geo.exchange.coverage_tables import TEXTS, CoverageTables
from geo.exchange.selection_csv import neutral

NOTICE: Final = "notice"
"""Code of the column that says whom the figures are for."""


def coverage_csv(tables: CoverageTables) -> bytes:
    """Write the districts as CSV, RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

    Parameters
    ----------
    tables
        See ``coverage_tables``.

    Returns
    -------
    The codes of the columns in the first record, then a record a district and one for the city.
    Numbers have a decimal point; unknown is an empty cell. A text that a spreadsheet would run
    begins with an apostrophe. Figures that are for planners alone say so in each record, in a last
    column ``notice``: a file is passed on without what was said beside it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    notice = [neutral(tables.notice)] if tables.notice else []
    codes = [*TEXTS, *(column.code for column in tables.columns)]
    writer.writerow([*codes, *(NOTICE for _ in notice)])
    for row, (number, name) in enumerate(zip(tables.numbers, tables.names, strict=True)):
        cells = [cell(tables, float(column.figures[row])) for column in tables.columns]
        writer.writerow([neutral(number), neutral(name), *cells, *notice])
    return text.getvalue().encode("utf-8-sig")


def cell(tables: CoverageTables, value: float) -> str:
    """Write a number; unknown is empty, and what has no way is words."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return tables.no_way
    return repr(int(value)) if value.is_integer() else repr(value)
